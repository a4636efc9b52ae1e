"""The question reader tells questions of the field from others, whatever their words have in common."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from corpus.errors import ModelFilesChanged
from retrieval import packaged
from retrieval.question_reader import LONGEST_TOKENS, PackagedReader


@pytest.fixture(scope="module")
def reader() -> PackagedReader:
    return PackagedReader(threads=1)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("May the night porter tell the daughter which ward her dad was moved to?", "field"),
        ("Which oven temperature is right for a sponge cake?", "outside"),
        ("What does page 9 of Merrowdale Academy's staff handbook say about phones?", "own_papers"),
        ("Please approve this DPIA for me", "decision"),
        ("We cannot agree whether to tell the families, so make up your mind and we will do it", "decision"),
    ],
)
def test_a_question_is_known_for_what_it_is(reader: PackagedReader, question: str, kind: str) -> None:
    assert reader.kind_of(question).likeliest == kind


def test_the_likelihoods_add_up(reader: PackagedReader) -> None:
    kind = reader.kind_of("How long may we keep the visitors' book?")
    total = kind.field + kind.outside + kind.own_papers + kind.decision + kind.instruction
    assert total == pytest.approx(1, abs=0.001)


def test_a_very_long_question_is_read_from_its_beginning(reader: PackagedReader) -> None:
    question = "How long may we keep the visitors' book? "
    beyond = question + "We have many rooms. " * LONGEST_TOKENS
    assert reader.kind_of(beyond) == reader.kind_of(beyond + "And which cake is best?")


def test_another_model_in_its_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "minilm").mkdir()
    (tmp_path / "minilm" / "reader.onnx").write_bytes(b"not the weights")
    tokenizer = files("retrieval").joinpath("minilm", "tokenizer.json").read_bytes()
    (tmp_path / "minilm" / "tokenizer.json").write_bytes(tokenizer)
    monkeypatch.setattr(packaged, "files", lambda _: tmp_path)
    with pytest.raises(ModelFilesChanged, match="question reader on this machine"):
        PackagedReader().kind_of("x")
