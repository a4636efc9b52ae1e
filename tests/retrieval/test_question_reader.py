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
    assert reader.read(question).kind.likeliest == kind


@pytest.mark.parametrize(
    ("leant_on", "asked_openly"),
    [
        (
            "Our manager says the fee covers the whole trust, so the school need not pay. Right?",
            "Does the fee of a trust cover its schools?",
        ),
        (
            "As every visitor must sign a consent form, which form do we hand the plumber?",
            "Must visitors sign anything, and if so what?",
        ),
        (
            "The lad was 15, so his mother has to sign for him. Where does she do that?",
            "Who may sign for a lad of 15?",
        ),
    ],
)
def test_what_is_taken_for_granted_is_told_from_what_is_asked_openly(
    reader: PackagedReader, leant_on: str, asked_openly: str
) -> None:
    assert reader.read(leant_on).leaning > reader.read(asked_openly).leaning + 0.2


def test_the_likelihoods_add_up(reader: PackagedReader) -> None:
    kind = reader.read("How long may we keep the visitors' book?").kind
    total = kind.field + kind.outside + kind.own_papers + kind.decision + kind.instruction
    assert total == pytest.approx(1, abs=0.001)


def test_a_very_long_question_is_read_from_its_beginning(reader: PackagedReader) -> None:
    question = "How long may we keep the visitors' book? "
    beyond = question + "We have many rooms. " * LONGEST_TOKENS
    assert reader.read(beyond) == reader.read(beyond + "And which cake is best?")


def test_another_model_in_its_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "minilm").mkdir()
    (tmp_path / "minilm" / "reader.onnx").write_bytes(b"not the weights")
    tokenizer = files("retrieval").joinpath("minilm", "tokenizer.json").read_bytes()
    (tmp_path / "minilm" / "tokenizer.json").write_bytes(tokenizer)
    monkeypatch.setattr(packaged, "files", lambda _: tmp_path)
    with pytest.raises(ModelFilesChanged, match="question reader on this machine"):
        PackagedReader().read("x")
