"""A file or text that a case rests on, known by the digest of its bytes."""

from __future__ import annotations

from corpus.source import Frozen


class Artefact(Frozen):
    """Bytes under their sha256. ``name`` is shown to people and is never a path."""

    digest: str
    media_type: str
    name: str = ""
    body: bytes

    @property
    def text(self) -> str | None:
        """The words, where it is text that can be shown."""
        if not self.media_type.startswith(("text/", "application/json")):
            return None
        return self.body.decode("utf-8", errors="replace")
