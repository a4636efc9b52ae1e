"""An invented exercise with a step of every kind that is hard to mark, and a branch."""

from __future__ import annotations

import copy
from typing import Any

CITED = [{"card": "a-card"}]


def _step(step_id: str, kind: str, marks: float, **more: Any) -> dict[str, Any]:
    marking = {"marks": marks, **more.pop("marking", {})}
    plain = {"prompt": f"What about {step_id}?", "hints": [], "model_answer": "As it is.", "citations": CITED}
    return {"id": step_id, "kind": kind, **plain, **more, "marking": marking}


def _option(option: str, *, right: bool) -> dict[str, Any]:
    return {"id": option, "text": f"Option {option}", "right": right, "feedback": f"About {option}."}


DATA: dict[str, Any] = {
    "format": 1, "id": "lost-keys", "title": "Lost keys", "audience": ["staff"], "level": "starter", "minutes": 10,
    "jurisdiction": "uk", "sector": "general", "as_at": "2026-11-21", "lesson": "Tell.", "aims": ["Tell."],
    "scenario": "A bunch of keys is lost.",
    "steps": [
        _step("first", "branch", 2, options=[
            {"id": "tell", "text": "Tell", "marks": 2, "goes_to": "why", "feedback": "Good."},
            {"id": "wait", "text": "Wait", "marks": 0, "goes_to": "clock", "feedback": "Time passes."},
        ]),
        _step("why", "short_answer", 2, hints=[{"text": "Think.", "costs": 0.5}], marking={
            "points": [
                {"id": "p1", "point": "The clock is 72 hours from becoming aware.", "marks": 1,
                 "accepts": [["72 hours", "three days"], ["aware", "notic*"]]},
                {"id": "p2", "point": "Consent of the tenants is not needed.", "marks": 1,
                 "accepts": [["not need*", "no consent"]]},
            ],
            "must_not": [{"id": "n1", "costs": 1, "feedback": "Waiting helps nobody.", "says": [["need consent"]]}],
        }),
        _step("clock", "breach_clock", 2, events=[{"at": "2026-11-06T16:20", "what": "Noticed."}],
              due="2026-11-09T16:20", tolerance_minutes=60,
              mistakes=[{"answer": "2026-11-11T16:20", "feedback": "Weekends count."}]),
        _step("several", "choose_several", 2,
              options=[_option("a", right=True), _option("b", right=True), _option("c", right=False)]),
        _step("decide", "decide", 3, options=[_option("a", right=False), _option("b", right=True)], marking={
            "choice_marks": 1,
            "points": [{"id": "p1", "point": "It is proportionate.", "marks": 2, "accepts": [["proportion*"]]}],
        }),
        _step("look", "mark_up", 2, document=[{"id": "d1", "text": "One."}, {"id": "d2", "text": "Two."},
                                               {"id": "d3", "text": "Three."}], marking={
            "points": [
                {"id": "p1", "point": "It needs a purpose.", "marks": 1, "accepts": [["purpose"]], "passage": "d1"},
                {"id": "p2", "point": "It needs an end.", "marks": 1, "accepts": [["end*"]], "passage": "d2"},
            ],
            "false_alarm": {"costs": 0.5, "feedback": "This stands."},
        }),
    ],
}  # fmt: skip


def data() -> dict[str, Any]:
    """A copy that a test may spoil."""
    return copy.deepcopy(DATA)
