"""An entailment model plugged in by folder: a tiny invented one, really run, and folders that hold none."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from corpus.errors import RetrievalError
from retrieval.entailment import FolderEntailment

FLOAT, INT64 = 1, 7
WORDS = {"[UNK]": 0, "the": 1, "shed": 2, "is": 3, "green": 4, "never": 500}


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def field(number: int, value: int | bytes | str) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def tensor(name: str, shape: list[int], values: list[float]) -> bytes:
    dims = b"".join(field(1, size) for size in shape)
    return dims + field(2, FLOAT) + field(8, name) + field(9, struct.pack(f"<{len(values)}f", *values))


def node(kind: str, inputs: list[str], output: str, *attributes: bytes) -> bytes:
    named = b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, kind)
    return named + b"".join(field(5, one) for one in attributes)


def port(name: str, kind: int, shape: list[int | str]) -> bytes:
    sizes = b"".join(field(1, field(1, one) if isinstance(one, int) else field(2, one)) for one in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, sizes)))


def tiny_model(answers: int = 3) -> bytes:
    """Adds up the numbers of the words; a sum above 100 (where ``never`` stands) means the last answer."""
    slope, base = ([-0.1, 0.0, 0.1], [10.0, 0.0, -10.0]) if answers == 3 else ([-0.1, 0.1], [10.0, -10.0])
    to_float = field(1, "to") + field(3, FLOAT) + field(20, 2)
    axes = field(1, "axes") + field(8, 1) + field(20, 7)
    graph = b"".join(
        field(1, one)
        for one in (
            node("Cast", ["input_ids"], "numbers", to_float),
            node("ReduceSum", ["numbers"], "sum", axes),
            node("MatMul", ["sum", "slope"], "raised"),
            node("Add", ["raised", "base"], "logits"),
        )
    )
    graph += field(2, "tiny")
    graph += field(5, tensor("slope", [1, answers], slope)) + field(5, tensor("base", [answers], base))
    graph += field(11, port("input_ids", INT64, [1, "n"])) + field(12, port("logits", FLOAT, [1, answers]))
    return field(1, 7) + field(7, graph) + field(8, field(1, "") + field(2, 11))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.onnx").write_bytes(tiny_model())
    tokenizer = {
        "version": "1.0",
        "added_tokens": [],
        "pre_tokenizer": {"type": "Whitespace"},
        "model": {"type": "WordLevel", "vocab": WORDS, "unk_token": "[UNK]"},
    }
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), "utf-8")
    labels = {"0": "ENTAILMENT", "1": "NEUTRAL", "2": "CONTRADICTION"}
    (tmp_path / "config.json").write_text(json.dumps({"id2label": labels}), "utf-8")
    return tmp_path


def test_the_model_is_run_and_its_answers_are_read_by_their_names(folder: Path) -> None:
    model = FolderEntailment(folder)
    carried, undecided, contradicted = model.judge("the shed is green", "the shed is green")
    assert carried > 0.9
    assert carried + undecided + contradicted == pytest.approx(1)
    assert model.judge("the shed is green", "the shed is never green")[2] > 0.9


def test_the_order_of_the_answers_is_the_models_own(folder: Path) -> None:
    labels = {"0": "contradiction", "1": "neutral", "2": "entailment"}
    (folder / "config.json").write_text(json.dumps({"id2label": labels}), "utf-8")
    assert FolderEntailment(folder).judge("the shed is green", "the shed is green")[2] > 0.9


def test_a_model_of_two_answers_never_finds_a_contradiction(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(tiny_model(answers=2))
    (folder / "config.json").write_text(json.dumps({"id2label": {"0": "entailment", "1": "not-entailment"}}), "utf-8")
    model = FolderEntailment(folder)
    assert model.judge("the shed is green", "the shed is green")[0] > 0.9
    carried, undecided, contradicted = model.judge("the shed is green", "the shed is never green")
    assert carried < 0.1
    assert undecided > 0.9
    assert contradicted == 0.0


def test_one_answer_named_twice_is_refused(folder: Path) -> None:
    labels = {"0": "entailment", "1": "entailment", "2": "not_entailment"}
    (folder / "config.json").write_text(json.dumps({"id2label": labels}), "utf-8")
    with pytest.raises(RetrievalError, match="entailment, entailment"):
        FolderEntailment(folder).judge("the shed", "the shed")


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_folder_that_lacks_a_file_is_refused_with_a_sentence(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(RetrievalError, match=missing) as refused:
        FolderEntailment(folder).judge("the shed", "the shed")
    assert "grounding.entailment_model" in (refused.value.what_to_do or "")


def test_a_file_that_is_no_model_is_refused(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(RetrievalError, match=r"model\.onnx"):
        FolderEntailment(folder).judge("the shed", "the shed")


def test_a_classifier_of_something_else_is_refused(folder: Path) -> None:
    (folder / "config.json").write_text(json.dumps({"id2label": {"0": "positive", "1": "negative"}}), "utf-8")
    with pytest.raises(RetrievalError, match="positive"):
        FolderEntailment(folder).judge("the shed", "the shed")
