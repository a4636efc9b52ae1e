"""Results as xAPI statements, which a learning record store takes in.

Source: IEEE 9274.1.1 (Experience API). Nobody is named in them: an actor is an account with an identifier.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from advisor.governance.exercises.marked import Verdict
from advisor.governance.exercises.sitting import GivenAnswer, Sitting

HOME_PAGE = "https://governance-advisor.invalid"
"""Names whose identifiers these are, where the setting gives no address; it can never be somebody else's."""

_VERBS = "http://adlnet.gov/expapi/verbs"
_ACTIVITIES = "http://adlnet.gov/expapi/activities"


def statements(sittings: Iterable[Sitting], home_page: str = HOME_PAGE) -> list[dict[str, Any]]:
    """One statement for each answer, and one for each exercise that was finished. Their ids are always the same."""
    found = []
    for sitting in sittings:
        found += [_answered(sitting, given, home_page) for given in sitting.answers]
        if sitting.finished_at is not None:
            found.append(_completed(sitting, sitting.finished_at, home_page))
    return found


def _answered(sitting: Sitting, given: GivenAnswer, home_page: str) -> dict[str, Any]:
    activity = f"{home_page}/exercises/{sitting.exercise.id}"
    marked = given.marked
    return {
        **_statement(sitting, f"{given.step_id}", "answered", given.at, home_page),
        "object": {
            "objectType": "Activity",
            "id": f"{activity}/steps/{given.step_id}",
            "definition": {
                "type": f"{_ACTIVITIES}/interaction",
                "interactionType": "other",
                "description": {"en-GB": sitting.exercise.step(given.step_id).prompt},
            },
        },
        "result": {
            "score": _score(marked.marks, marked.out_of),
            "success": marked.verdict is Verdict.RIGHT,
            "response": given.answer,
        },
        "context": {"contextActivities": {"parent": [{"objectType": "Activity", "id": activity}]}},
    }


def _completed(sitting: Sitting, at: datetime, home_page: str) -> dict[str, Any]:
    return {
        **_statement(sitting, "", "completed", at, home_page),
        "object": {
            "objectType": "Activity",
            "id": f"{home_page}/exercises/{sitting.exercise.id}",
            "definition": {"type": f"{_ACTIVITIES}/assessment", "name": {"en-GB": sitting.exercise.title}},
        },
        "result": {
            "score": _score(sitting.marks, sitting.out_of),
            "success": sitting.verdict is Verdict.RIGHT,
            "completion": True,
        },
    }


def _statement(sitting: Sitting, step: str, verb: str, at: datetime, home_page: str) -> dict[str, Any]:
    return {
        "id": str(uuid5(NAMESPACE_URL, f"{home_page}/{sitting.attempt.id}/{verb}/{step}")),
        "actor": {"objectType": "Agent", "account": {"homePage": home_page, "name": sitting.attempt.person_id}},
        "verb": {"id": f"{_VERBS}/{verb}", "display": {"en-GB": verb}},
        "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def _score(marks: float, out_of: float) -> dict[str, float]:
    return {"scaled": round(marks / out_of, 4), "raw": marks, "min": 0, "max": out_of}
