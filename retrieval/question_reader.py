"""Reading of what kind a question is: of the field, outside it, about somebody's own papers, or wanting a decision.

A small encoder trained by ``evaluations/training/question_reader.py`` on questions written for that purpose says how
likely each kind is, and the writer decides what to do about it.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol

import numpy as np

from retrieval import packaged
from retrieval.evidence import KINDS, QuestionKind

WEIGHTS_SHA256 = "f3e97b676b53064c4632bcd8e1d25ad878d3583d496250ae24393af2e6cf7d78"
LONGEST_TOKENS = 112


class QuestionReader(Protocol):
    """Anything that reads of what kind a question is."""

    def kind_of(self, question: str) -> QuestionKind:
        """How likely each kind is."""
        ...


class PackagedReader:
    """The packaged embedding model, trained further to tell kinds; int8, on onnxruntime."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads

    def kind_of(self, question: str) -> QuestionKind:
        """See ``QuestionReader.kind_of``. A question longer than the model reads is cut at its end.

        Raises:
            ModelFilesChanged: the model is missing, or not the one that this release was tested with.
        """
        encoded = self._tokenizer.encode(question)
        tokens, mask = packaged.padded([encoded.ids])
        feeds = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        logits = self._session.run(["kind"], feeds)[0][0]
        likelihoods = np.exp(logits - logits.max())
        likelihoods /= likelihoods.sum()
        return QuestionKind(**{kind: round(float(value), 4) for kind, value in zip(KINDS, likelihoods, strict=True)})

    @cached_property
    def _tokenizer(self) -> Any:
        return packaged.tokenizer(LONGEST_TOKENS)

    @cached_property
    def _session(self) -> Any:
        return packaged.session(packaged.file("reader.onnx", WEIGHTS_SHA256, "question reader"), self._threads)
