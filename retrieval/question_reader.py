"""Reading of what a question is like: of which kind, and whether its asker leans on a belief.

A small encoder trained by ``evaluations/training/question_reader.py`` on questions written for that purpose says how
likely each kind is (of the field, outside it, about somebody's own papers, wanting a decision), and the writer decides
what to do about it. Whether something is taken for granted, rather than asked openly, helps to tell a wrong belief.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple, Protocol

import numpy as np

from retrieval import packaged
from retrieval.evidence import KINDS, QuestionKind

WEIGHTS_SHA256 = "4652b5929d9af8cfc6868c8d2b87d542dc68855e6d6aed50af66017773b9d339"
LONGEST_TOKENS = 112


class QuestionReading(NamedTuple):
    """How likely each kind is, and how likely the asker leans on a belief, from 0 to 1."""

    kind: QuestionKind
    leaning: float


class QuestionReader(Protocol):
    """Anything that reads what a question is like."""

    def read(self, question: str) -> QuestionReading:
        """What it is like."""
        ...


class PackagedReader:
    """The packaged embedding model, trained further to read questions; int8, on onnxruntime."""

    def __init__(self, threads: int = 2) -> None:
        self._threads = threads

    def read(self, question: str) -> QuestionReading:
        """See ``QuestionReader.read``. A question longer than the model reads is cut at its end.

        Raises:
            ModelFilesChanged: the model is missing, or not the one that this release was tested with.
        """
        encoded = self._tokenizer.encode(question)
        tokens, mask = packaged.padded([encoded.ids])
        feeds = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        kinds, leaning = self._session.run(["kind", "leaning"], feeds)
        logits = kinds[0]
        likelihoods = np.exp(logits - logits.max())
        likelihoods /= likelihoods.sum()
        kind = QuestionKind(**{kind: round(float(value), 4) for kind, value in zip(KINDS, likelihoods, strict=True)})
        return QuestionReading(kind, round(float(1 / (1 + np.exp(-leaning[0, 0]))), 4))

    @cached_property
    def _tokenizer(self) -> Any:
        return packaged.tokenizer(LONGEST_TOKENS)

    @cached_property
    def _session(self) -> Any:
        return packaged.session(packaged.file("reader.onnx", WEIGHTS_SHA256, "question reader"), self._threads)
