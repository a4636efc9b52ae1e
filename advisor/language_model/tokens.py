"""Counting tokens: with the tables of tiktoken or bpe-openai where they are on this machine, otherwise by estimate.

Nothing is fetched. tiktoken keeps a table under the sha1 of the address it would fetch it from; where that file is not
there, tiktoken is not asked.
"""

from __future__ import annotations

import hashlib
import importlib.util
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

from corpus.passage import estimated_tokens

ENCODING = "o200k_base"
_TABLE = f"https://openaipublic.blob.core.windows.net/encodings/{ENCODING}.tiktoken"
_TABLE_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_SAFETY = 1.2

Counter = Callable[[str], int]


@cache
def counter(table_folder: str | None) -> tuple[str, Counter]:
    """How tokens are counted here, in words, and the function that does it.

    ``table_folder`` is where tiktoken keeps its tables; ``None`` for its usual place.
    """
    folder = Path(table_folder) if table_folder else Path(tempfile.gettempdir()) / "data-gym-cache"
    if _is_whole(folder / hashlib.sha1(_TABLE.encode(), usedforsecurity=False).hexdigest()):
        try:
            import tiktoken

            encoding = tiktoken.get_encoding(ENCODING)
        except Exception:  # noqa: BLE001 - a table that cannot be used is as good as none
            return _packaged()
        return f"tiktoken, {ENCODING}", lambda text: len(encoding.encode_ordinary(text))
    return _packaged()


def _is_whole(table: Path) -> bool:
    """Whether a table is there and as it was published; tiktoken would throw another away and fetch it again."""
    try:
        return hashlib.sha256(table.read_bytes()).hexdigest() == _TABLE_SHA256
    except OSError:
        return False


def _packaged() -> tuple[str, Counter]:
    if importlib.util.find_spec("bpe_openai") is None:
        return "estimated: no tables are on this machine", estimated
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of the way in which it opens its own tables
            import bpe_openai

            encoding = bpe_openai.get_encoding(ENCODING)
    except Exception:  # noqa: BLE001 - a build for another machine is as good as none
        return "estimated: the tables cannot be read", estimated
    return f"bpe-openai, {ENCODING}", lambda text: len(encoding.encode_ordinary(text))


def estimated(text: str) -> int:
    """Tokens by estimate, rather too many than too few."""
    return round(estimated_tokens(text) * _SAFETY)
