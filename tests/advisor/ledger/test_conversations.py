"""What the ledger keeps of a conversation, and what it lets go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from advisor.errors import NotHeld
from advisor.governance.answer import Answer, Claim, Outcome
from advisor.governance.citation import Citation
from advisor.ledger.conversations import Conversations
from advisor.ledger.store import Store
from corpus.passage import digest
from corpus.source import UK, Checked, Classification, Jurisdiction, Standing

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
WORDS = "The kettle rule: fill the kettle before noon. It has no exceptions."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "home" / "ledger.sqlite"


def opened(file: Path) -> Conversations:
    return Conversations(Store(file, now=NOON))


def an_answer(answer_id: str, question: str = "May I fill the kettle?", words: str = WORDS) -> Answer:
    citation = Citation(
        url="https://www.legislation.gov.uk/ukpga/2018/12/section/8",
        label="Kettle Act section 8",
        quotation="fill the kettle before noon",
        passage_id="kettle/8",
        passage_sha256=digest(words),
        passage_title="Kettles",
        standing=Standing.IN_FORCE,
        checked=Checked.INSTRUMENT,
        extent=UK,
        in_force_from=date(2018, 5, 25),
    )
    return Answer(
        id=answer_id,
        question=question,
        jurisdiction=Jurisdiction.SCOTLAND,
        outcome=Outcome.ANSWERED,
        claims=(Claim(text="Fill the kettle before noon.", citations=(citation,)),),
        as_at=date(2026, 11, 21),
        extent=UK,
        evidence_digest="0" * 64,
        answered_at=NOON,
    )


def begun(ledger: Conversations, conversation_id: str = "c1", person_id: str = "local", at: datetime = NOON) -> None:
    ledger.start(
        conversation_id,
        person_id=person_id,
        title="May I fill\nthe kettle?",
        jurisdiction=Jurisdiction.SCOTLAND,
        classification=Classification.OFFICIAL,
        at=at,
    )


def test_a_conversation_survives_a_restart_word_for_word(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    ledger.record("c1", an_answer("a1"), passages={digest(WORDS): WORDS}, at=NOON)
    ledger.record(
        "c1", an_answer("a2", "And at night?"), passages={digest(WORDS): WORDS}, at=NOON + timedelta(minutes=1)
    )

    again = opened(file)
    conversation, turns = again.open("c1")
    assert conversation.title == "May I fill the kettle?"
    assert conversation.last_at == NOON + timedelta(minutes=1)
    assert [(turn.number, turn.answer) for turn in turns] == [
        (1, an_answer("a1")),
        (2, an_answer("a2", "And at night?")),
    ]
    assert again.answer("a1") == an_answer("a1")
    assert again.evidence(digest(WORDS)) == WORDS


def test_a_person_sees_their_own_conversations_the_latest_first(file: Path) -> None:
    ledger = opened(file)
    begun(ledger, "older", at=NOON)
    begun(ledger, "newer", at=NOON + timedelta(hours=1))
    begun(ledger, "of-another", person_id="other", at=NOON + timedelta(hours=2))
    assert [one.id for one in ledger.list_for("local")] == ["newer", "older"]
    ledger.record("older", an_answer("a1"), passages={}, at=NOON + timedelta(hours=3))
    assert [one.id for one in ledger.list_for("local")] == ["older", "newer"]


def test_a_long_title_is_cut_at_a_word(file: Path) -> None:
    ledger = opened(file)
    title = ledger.start(
        "c1",
        person_id="local",
        title="kettle " * 60,
        jurisdiction=Jurisdiction.UK,
        classification=Classification.OFFICIAL,
        at=NOON,
    ).title
    assert len(title) <= 120
    assert title.endswith("kettle…")


def test_evidence_whose_words_do_not_match_their_digest_is_refused(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    with pytest.raises(ValueError, match="another digest"):
        ledger.record("c1", an_answer("a1"), passages={digest(WORDS): WORDS + " Or not."}, at=NOON)
    assert ledger.open("c1")[1] == []


def test_an_answer_id_cannot_be_recorded_twice_and_the_second_leaves_nothing(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    ledger.record("c1", an_answer("a1"), passages={}, at=NOON)
    with pytest.raises(Exception, match=r"(?i)ledger"):
        ledger.record("c1", an_answer("a1", "Another"), passages={}, at=NOON + timedelta(hours=1))
    conversation, turns = ledger.open("c1")
    assert len(turns) == 1
    assert conversation.last_at == NOON


def test_the_last_feedback_stands(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    ledger.record("c1", an_answer("a1"), passages={}, at=NOON)
    assert ledger.feedback("a1") is None
    ledger.give_feedback("a1", helpful=True, note="", at=NOON)
    ledger.give_feedback("a1", helpful=False, note="  It misses care homes. ", at=NOON)
    kept = ledger.feedback("a1")
    assert kept is not None
    assert (kept.helpful, kept.note) == (False, "It misses care homes.")


def test_a_question_passed_on_waits_with_its_reference(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    ledger.record("c1", an_answer("a1"), passages={}, at=NOON)
    ledger.refer("Q-1", question="May I?", note="By Friday", person_id="local", at=NOON, answer_id="a1")
    ledger.refer("Q-2", question="Other", note="", person_id="new-person", at=NOON)
    assert [(one.id, one.status, one.note) for one in ledger.referred(answer_id="a1")] == [
        ("Q-1", "waiting", "By Friday")
    ]
    assert [one.id for one in ledger.referred()] == ["Q-1", "Q-2"]


def test_erasing_takes_the_conversation_and_only_the_evidence_that_nothing_else_showed(file: Path) -> None:
    ledger = opened(file)
    other = "The teapot rule."
    begun(ledger, "c1")
    begun(ledger, "c2")
    ledger.record("c1", an_answer("a1"), passages={digest(WORDS): WORDS, digest(other): other}, at=NOON)
    ledger.record("c2", an_answer("a2"), passages={digest(WORDS): WORDS}, at=NOON)
    ledger.give_feedback("a1", helpful=True, note="", at=NOON)
    ledger.refer("Q-1", question="May I?", note="", person_id="local", at=NOON, answer_id="a1")

    ledger.erase("c1")

    for gone in (lambda: ledger.open("c1"), lambda: ledger.answer("a1"), lambda: ledger.evidence(digest(other))):
        with pytest.raises(NotHeld):
            gone()
    assert ledger.evidence(digest(WORDS)) == WORDS
    assert ledger.feedback("a1") is None
    assert [(one.id, one.answer_id) for one in ledger.referred()] == [("Q-1", None)]
    assert [one.id for one in ledger.list_for("local")] == ["c2"]


def test_erased_words_are_gone_from_the_file(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    secret = "zebra-crossing-4711"
    ledger.record("c1", an_answer("a1", f"About {secret}"), passages={}, at=NOON)
    ledger.erase("c1")
    Store(file, now=NOON).close()
    store = Store(file, now=NOON)
    with store.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
    ledger._store.close()
    store.close()
    assert secret.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    "act",
    [
        lambda ledger: ledger.open("nothing"),
        lambda ledger: ledger.answer("nothing"),
        lambda ledger: ledger.evidence("0" * 64),
        lambda ledger: ledger.erase("nothing"),
        lambda ledger: ledger.give_feedback("nothing", helpful=True, note="", at=NOON),
        lambda ledger: ledger.record("nothing", an_answer("a1"), passages={}, at=NOON),
    ],
    ids=["open", "answer", "evidence", "erase", "give_feedback", "record"],
)
def test_what_is_not_there_is_said_in_words(file: Path, act: object) -> None:
    with pytest.raises(NotHeld) as refused:
        act(opened(file))  # type: ignore[operator]
    assert refused.value.sentence.endswith(".")
    assert refused.value.what_to_do


def test_words_of_the_question_are_bound_and_never_run(file: Path) -> None:
    ledger = opened(file)
    begun(ledger)
    hostile = "'); DROP TABLE turns; --"
    ledger.record("c1", an_answer("a1", hostile), passages={}, at=NOON)
    assert ledger.answer("a1").question == hostile
    with pytest.raises(NotHeld):
        ledger.answer(hostile)
    assert len(ledger.open("c1")[1]) == 1


def test_a_time_without_a_zone_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="zone"):
        begun(opened(file), at=datetime(2026, 11, 21))
