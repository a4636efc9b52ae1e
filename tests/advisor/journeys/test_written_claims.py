"""A reply is read while it arrives, however it is cut; what is not whole is never taken for whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.journeys.written_claims import WrittenClaims

CLAIMS = [
    {"text": 'It says "so" — [P1], {always}.', "passages": ["P1"], "quotation": "a ] b } c \\ d"},
    {"text": "It is ½.", "passages": ["P2", "P3"], "quotation": "naïve\nline"},
]
REPLY = json.dumps({"claims": CLAIMS, "outcome": "answered"})


def read(text: str, *cuts: int) -> tuple[list[object], WrittenClaims]:
    reader, found, at = WrittenClaims(), [], 0
    for cut in [*sorted(cuts), len(text)]:
        found += reader.feed(text[at:cut])
        at = cut
    return found, reader


@given(st.lists(st.integers(0, len(REPLY)), max_size=30))
def test_however_a_reply_is_cut_the_claims_are_the_same(cuts: list[int]) -> None:
    found, reader = read(REPLY, *cuts)
    assert found == CLAIMS
    assert (reader.complete, reader.outcome) == (True, "answered")


@given(st.integers(0, len(REPLY) - 1))
def test_a_reply_that_breaks_off_anywhere_is_not_complete(end: int) -> None:
    found, reader = read(REPLY[:end])
    assert not reader.complete
    assert found == CLAIMS[: len(found)]


def test_a_claim_is_there_as_soon_as_it_is_whole() -> None:
    reader = WrittenClaims()
    first = REPLY.index("}, {") + 1
    assert reader.feed(REPLY[: first - 1]) == []
    assert reader.feed(REPLY[first - 1 : first]) == CLAIMS[:1]


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{REPLY}\n```",
        f"Here is the answer:\n{REPLY}",
        f'<think>I could write {{"claims": []}} first.</think>{REPLY}',
        json.dumps({"outcome": "answered", "claims": CLAIMS}),
        json.dumps({"claims": CLAIMS, "outcome": "answered"}, indent=2),
    ],
)
def test_what_models_put_around_a_reply_is_passed_over(text: str) -> None:
    found, reader = read(text, *range(0, len(text), 7))
    assert found == CLAIMS
    assert (reader.complete, reader.outcome) == (True, "answered")


@pytest.mark.parametrize(
    "text",
    [
        "", "I cannot help with that.", '{"claims": "none"}', '{"claim": []}', '{"claims": [{"text": "a" "b"}]}',
        "[1, 2]", '{"claims": [', "<think>for ever and ever", '{"claims": [{]}',
    ],
)  # fmt: skip
def test_what_is_no_reply_is_never_complete(text: str) -> None:
    found, reader = read(text)
    assert (found, reader.complete, reader.outcome) == ([], False, None)


def test_what_is_no_claim_is_handed_on_as_it_is() -> None:
    found, reader = read('{"claims": ["a sentence", 3, null, {"text": 1}], "outcome": 5}')
    assert found == ["a sentence", 3, None, {"text": 1}]
    assert (reader.complete, reader.outcome) == (True, None)
