"""The model files that come with the package: read, checked by sha256, and opened.

Weights and tokenizer are checked before use, so that scores mean the same on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelFilesChanged

TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

Tokens = NDArray[np.int64]


def file(name: str, sha256: str, what: str) -> bytes:
    """One of the files, checked; ``what`` names it for a person.

    Raises:
        ModelFilesChanged: it is missing, or not the one that this release was tested with.
    """
    try:
        data = files("retrieval").joinpath("minilm", name).read_bytes()
    except FileNotFoundError as error:
        raise ModelFilesChanged(
            f"The packaged {what} is missing.",
            "Install again: pip install --force-reinstall governance-advisor",
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        raise ModelFilesChanged(
            f"The {what} on this machine is not the one this release was tested with "
            f"(sha256 {found[:12]}…, expected {sha256[:12]}…).",
            "Install the packages again in a fresh environment; if it persists, tell the maintainers.",
        )
    return data


def tokenizer(longest_tokens: int) -> Any:
    """The tokenizer, cutting at a number of tokens."""
    from tokenizers import Tokenizer

    opened = Tokenizer.from_str(file("tokenizer.json", TOKENIZER_SHA256, "tokenizer").decode("utf-8"))
    opened.no_padding()
    opened.enable_truncation(max_length=longest_tokens)
    return opened


def session(weights: bytes, threads: int) -> Any:
    """An onnxruntime session on the processor."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def padded(rows: Sequence[Sequence[int]]) -> tuple[Tokens, Tokens]:
    """Rows of numbers as one array, filled up with zeros, and the mask that tells which are real."""
    longest = max(len(row) for row in rows)
    values = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for place, row in enumerate(rows):
        values[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return values, mask
