"""One reader a format: each offers ``recognises(data, name) -> bool`` and ``read(data, name, about) -> Reading``."""
