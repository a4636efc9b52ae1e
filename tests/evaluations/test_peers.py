"""Peers find in the same texts; one that cannot be run here is named, with the reason, and given no figure."""

from __future__ import annotations

import json
import sys
import urllib.request
from pathlib import Path

import numpy as np
import pytest

from evaluations.peers import embedding_server
from evaluations.peers.alone import MeaningAlone, WordsAlone
from evaluations.peers.haiku_rag import Haiku
from evaluations.peers.peer import NotHere, addresses_of
from evaluations.peers.plain import Plain
from evaluations.peers.race import race
from retrieval.embedding import PackagedMiniLM
from retrieval.embedding_cache import EmbeddingCache
from tests.evaluations.answers import ONE, OTHER, TWO, passage, question

PASSAGES = [
    passage("It is an offence to obtain personal data without consent of the controller.", ONE, "card/offence"),
    passage("A person may have a copy of what is held about them.", TWO, "card/copy"),
    passage("The council empties the bins on Tuesday.", OTHER, "card/bins"),
]
ASKED = [
    question(question="is it an offence to obtain personal data", needed=((ONE,),)),
    question("out_of_scope", id="q-2"),
]


def test_words_alone_finds_by_words_and_is_measured_on_answerable_questions_only() -> None:
    peer = race(lambda: WordsAlone(PASSAGES), ASKED)
    assert peer.figures["right_in_five"].questions == 1
    assert peer.figures["right_in_five"].value == 1.0
    assert WordsAlone(PASSAGES).find(["bins on Tuesday"])[0][0][0] == OTHER


def test_a_peer_that_finds_the_wrong_thing_is_marked_down() -> None:
    peer = race(lambda: WordsAlone(PASSAGES[2:]), ASKED)
    assert peer.figures["right_in_five"].value == 0.0


def test_meaning_alone_and_plain_find_what_is_meant(tmp_path: Path, embedder: PackagedMiniLM) -> None:
    cache = EmbeddingCache(tmp_path / "vectors.sqlite", embedder)
    for peer in (MeaningAlone(PASSAGES, embedder, cache), Plain(tmp_path / "plain", embedder, PASSAGES)):
        ((addresses, taken),) = peer.find(["Can I see the information you keep on me?"])
        assert addresses[0] == TWO, peer.name
        assert taken > 0


def test_nothing_held_is_no_peer() -> None:
    with pytest.raises(NotHere):
        WordsAlone([])


def test_what_a_passage_cites_comes_before_where_it_stands() -> None:
    assert addresses_of([PASSAGES[0], PASSAGES[0]]) == [ONE, PASSAGES[0].url]


def test_haiku_rag_without_an_interpreter_that_has_it_is_not_here(embedder: PackagedMiniLM) -> None:
    with pytest.raises(NotHere, match="no-such-python"):
        Haiku(PASSAGES, embedder, "no-such-python")
    with pytest.raises(NotHere, match="not installed"):
        Haiku(PASSAGES, embedder, sys.executable)


def test_the_embedding_server_gives_the_advisor_s_own_vectors(embedder: PackagedMiniLM) -> None:
    texts = ["one text", "another"]
    with embedding_server.serving(embedder) as address:
        asked = urllib.request.Request(
            f"{address}/embeddings",
            json.dumps({"input": texts, "model": "x"}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=30) as reply:
            rows = json.loads(reply.read())["data"]
    assert address.startswith("http://127.0.0.1:")
    assert np.allclose([row["embedding"] for row in rows], embedder.embed(texts), atol=1e-6)
