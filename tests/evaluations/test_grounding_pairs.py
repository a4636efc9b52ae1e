"""The grounding pairs: rows that hold together, halves that share no card, and figures that add up."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest

from advisor.governance.grounding.judgement import learnt
from evaluations.grounding import GroundingFigures, lines, measure, word_overlap
from evaluations.grounding_pairs import cards_of, pairs, shared_documents
from evaluations.training.perturbations import LEFT_OUT
from retrieval.embedding import Vectors


class NoEmbedder:
    """Gives every text the same vector."""

    name = "none"
    dimensions = 2

    def embed(self, texts: list[str]) -> Vectors:
        return np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(texts), 1))


@pytest.fixture(scope="module")
def figures() -> GroundingFigures:
    return measure("development", NoEmbedder())


def test_the_halves_share_no_card() -> None:
    assert not cards_of("development") & cards_of("reporting")


def test_ids_are_unique_and_every_training_pair_has_its_passage() -> None:
    training = pairs("training")
    assert max(Counter(one.id for one in training).values()) == 1
    folder = files("evaluations").joinpath("datasets", "grounding", "training")
    rows = sum(len(one.read_text("utf-8").splitlines()) for one in folder.iterdir())
    assert len(training) == rows > 1900


def test_no_hand_written_training_pair_is_of_a_kind_left_out() -> None:
    assert not {one.kind for one in pairs("training")} & set(LEFT_OUT)


def test_no_training_claim_is_a_near_copy_of_a_development_claim() -> None:
    """Six words in a row are too much in common, unless both halves quote one card, which none does."""
    known = {run for one in pairs("development") for run in _runs(one.claim)}
    copied = [one.id for one in pairs("training") if one.origin == "invented" and known & set(_runs(one.claim))]
    assert copied == []


def _runs(text: str) -> list[tuple[str, ...]]:
    words = text.lower().rstrip(".").split()
    return [tuple(words[at : at + 6]) for at in range(len(words) - 5)]


def test_the_weights_name_the_kinds_left_out() -> None:
    stored = json.loads(files("advisor.governance.grounding").joinpath("weights.json").read_text("utf-8"))
    assert stored["left_out"] == list(LEFT_OUT)


def test_real_documents_are_found_by_first_and_last_words() -> None:
    if not shared_documents().is_dir():
        pytest.skip(f"the real documents are not here: {shared_documents()}")
    real = [one for one in pairs("development") if one.origin == "real documents"]
    rows = files("evaluations").joinpath("datasets", "grounding", "development", "real_documents.jsonl")
    assert len(real) == len(rows.read_text("utf-8").splitlines())
    assert all(20 <= len(one.passage.split()) <= 260 for one in real)


def test_the_check_tells_near_misses_better_than_word_overlap_by_far(figures: GroundingFigures) -> None:
    assert figures.area > figures.word_overlap + 0.25
    assert figures.interval[0] <= figures.area <= figures.interval[1]
    assert figures.embedding_similarity == pytest.approx(0.5)


def test_few_wrong_claims_are_accepted_at_the_shipped_threshold(figures: GroundingFigures) -> None:
    assert figures.falsely_accepted < 0.05
    assert 0 < learnt().threshold < 1


def test_the_printed_lines_hold_sums_and_no_claim(figures: GroundingFigures) -> None:
    printed = "\n".join(lines(figures))
    assert f"{figures.pairs} pairs" in printed
    assert not any(one.claim in printed for one in pairs("development"))


def test_word_overlap_of_a_copied_claim_is_whole() -> None:
    one = pairs("training")[0]
    copied = one.model_copy(update={"claim": one.passage.split(".", maxsplit=1)[0]})
    assert word_overlap([copied]).tolist() == [1.0]
