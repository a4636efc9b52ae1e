"""One reader a format. Each module offers ``recognises(data, name) -> bool`` and ``read(data, name, about) -> Reading``."""
