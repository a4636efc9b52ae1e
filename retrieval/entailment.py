"""A model of entailment that a person plugs in by folder: whether a text carries a claim, contradicts it, or neither.

The folder holds ``model.onnx`` (a classifier of pairs of texts), ``tokenizer.json``, and ``config.json`` whose
``id2label`` names the model's answers: entailment, neutral and contradiction, or entailment and not_entailment, of
which the second leaves open what a contradiction would be. Nothing is downloaded, and nothing leaves this machine.
"""

from __future__ import annotations

import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import RetrievalError

LONGEST_TOKENS = 512
_ANSWERS = ("entail", "neutral", "contra", "not_entail")
_THREE_WAYS, _TWO_WAYS = {"entail", "neutral", "contra"}, {"entail", "not_entail"}


class FolderEntailment:
    """An entailment model read from a folder; see ``grounding.checking.Entailment``."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self._folder = folder
        self._threads = threads

    def judge(self, text: str, claim: str) -> tuple[float, float, float]:
        """Likelihoods that the text carries the claim, leaves it open, and contradicts it.

        Raises:
            RetrievalError: the folder does not hold a model of entailment that can be run.
        """
        encoded = self._tokenizer.encode(text, claim)
        known = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        feeds = {
            given.name: np.array([known[given.name]], dtype=np.int64)
            for given in self._session.get_inputs()
            if given.name in known
        }
        try:
            logits = np.asarray(self._session.run(None, feeds)[0], dtype=np.float64).reshape(-1)
        except Exception as error:
            raise self._refusal(f"cannot be run: {error}") from error
        if len(logits) != len(self._order):
            raise self._refusal(f"gives {len(logits)} answers where config.json names {len(self._order)}")
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        share = dict(zip(self._order, shares.tolist(), strict=True))
        contradicted = share.get("contra", 0.0)
        return share["entail"], 1 - share["entail"] - contradicted, contradicted

    @cached_property
    def _order(self) -> list[str]:
        """The model's answers in its own order, each as the beginning of its name."""
        try:
            named = json.loads((self._folder / "config.json").read_text("utf-8"))["id2label"]
            labels = [re.sub(r"\W", "_", str(named[str(number)]).lower()) for number in range(len(named))]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise self._refusal("has no config.json with id2label") from error
        order = [next((answer for answer in _ANSWERS if label.startswith(answer)), "") for label in labels]
        if set(order) not in (_THREE_WAYS, _TWO_WAYS) or len(set(order)) != len(order):
            named = ", ".join(labels)
            raise self._refusal(
                f"names its answers {named}, not entailment, neutral and contradiction, nor two of them"
            )
        return order

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        except Exception as error:
            raise self._refusal("has no tokenizer.json that can be read") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(max_length=LONGEST_TOKENS, strategy="only_first")
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 4
        try:
            data = (self._folder / "model.onnx").read_bytes()
            return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise self._refusal("has no model.onnx that can be read") from error

    def _refusal(self, why: str) -> RetrievalError:
        return RetrievalError(
            f"The entailment model in {self._folder.name} {why}.",
            "Give grounding.entailment_model a folder with model.onnx, tokenizer.json and config.json.",
        )
