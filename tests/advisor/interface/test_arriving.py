"""Claims of a language model as they arrive: shown at once, escaped, and silent for people who listen."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from advisor.governance.answer import Claim
from advisor.interface import answers, asking
from corpus.passage import Part


def claims(*texts: str) -> list[Claim]:
    return [Claim(text=one, citations=(), part=Part.LEAD) for one in texts]


def test_what_arrives_is_shown_in_order_and_kept_from_the_live_region() -> None:
    shown = answers.arriving(claims("First.", "Second."))
    assert shown.index("First.") < shown.index("Second.")
    assert 'aria-hidden="true"' in shown
    assert 'role="status"' not in shown


def test_what_arrives_is_escaped(invented: ModuleType) -> None:
    shown = answers.arriving(claims(invented.HOSTILE))
    assert "<script" not in shown
    assert "<img" not in shown
    assert "href" not in shown


def test_each_claim_is_drawn_as_soon_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    class Place:
        def html(self, markup: str) -> None:
            drawn.append(markup)

    monkeypatch.setattr(asking.st, "empty", Place)
    arriving = asking.Arriving()
    for one in claims("First.", "Second."):
        arriving(one)
    assert len(drawn) == 2
    assert "Second." not in drawn[0]
    assert "First." in drawn[1]
    assert "Second." in drawn[1]


def test_the_foot_says_who_worded_the_answer(invented: ModuleType, tmp_path: Any) -> None:
    advisor = invented.InventedAdvisor(invented.Settings(home=tmp_path))
    advisor.prepare()
    answer = advisor.ask("May I use the kettle?")
    assert "language model" not in answers.foot(answer, 3)
    worded = answer.model_copy(update={"writer": "model", "withheld": 2})
    assert "Worded by a language model" in answers.foot(worded, 3)
    assert "2 statements withheld" in answers.foot(worded, 3)
