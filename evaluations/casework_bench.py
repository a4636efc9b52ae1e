"""How long casework takes with 3,000 cases of 20 events each, beside a plain baseline in the same run.

Run with ``python -m evaluations.casework_bench``. Every event is made by the journey, as people of the local mode would
make it; then the journey and the run of the page's script are timed, in wall and in processor time. The baseline reads
the same by replaying the events, as a ledger without a read model would.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple

from advisor import settings as settings_module
from advisor.approval import command as ask
from advisor.approval.actor import Actor, SignIn
from advisor.approval.awaiting import awaited
from advisor.approval.case import replay
from advisor.approval.command import Command
from advisor.approval.proposal import CaseKind
from advisor.approval.record import Nature, Term, View
from advisor.composition import Advisor, now, open_advisor
from advisor.connecting.invented import BOARD, COUNCIL
from advisor.interface import library, server
from advisor.journeys.casework_opening import Draft, Facts
from advisor.ledger import case_snapshots
from advisor.ledger.verification import verify

CASES, EVENTS = 3_000, 20
_PEOPLE = ("isla-reid", "fiona-mackay", "morag-bell", "grace-adeyemi")
"""Those whose queues are timed: an author, an officer, an approver, and the approver of the other body."""

_PAGE_TIMES, _LIST_TIMES = 60, 12


class Row(NamedTuple):
    """One thing that was measured: half were quicker than ``p50``, and all but one in twenty than ``p95``."""

    what: str
    p50_ms: float
    p95_ms: float
    processor_ms: float
    aim: str = ""


class _Lives:
    """Leads cases through the journey."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor
        self._records = advisor.office.records
        self._day = now().date()

    def lead(self, number: int) -> str:
        """One case of ``EVENTS`` events, in one of ten courses of life."""
        course = _COURSES[number % len(_COURSES)]
        kind = {"agreed by one": CaseKind.AGREEMENT, "asked": CaseKind.QUESTION}.get(course, CaseKind.ASSESSMENT)
        parties = (COUNCIL, BOARD) if kind is CaseKind.AGREEMENT else (COUNCIL,)
        facts = Facts(kind=kind, title=f"Invented case number {number}", party_ids=parties)
        draft = Draft(body=f"# Case {number}\n\nWho needs a visit on the day after discharge.\n".encode(), name="d.md")
        case_id = self._advisor.casework.open(actor("isla-reid"), COUNCIL, facts, draft).case.id
        if course != "drafted":
            self._does(case_id, "isla-reid", ask.Submit)
        if course == "returned":
            self._does(case_id, "morag-bell", ask.Return)
        if course in {"advised", "approved", "approved on a condition", "agreed by one"}:
            self._does(case_id, "fiona-mackay", ask.Advise)
        if course in {"approved", "approved on a condition", "agreed by one"}:
            term = Term(nature=Nature.PRECEDENT, text="The leaflet is printed.", due_on=self._day + timedelta(days=9))
            terms = (term,) if course == "approved on a condition" else ()
            self._does(case_id, "morag-bell", ask.Approve, terms=terms)
        while (case := self._records.case(case_id)) is not None and case.version < EVENTS:
            self._does(case_id, "isla-reid", ask.Attach, text=f"Note {case.version} on case {number}.")
        return case_id

    def _does(self, case_id: str, person_id: str, kind: type[Command], **given: Any) -> None:
        case = self._records.case(case_id)
        assert case is not None
        values: dict[str, Any] = {
            "id": f"{case_id} {case.version}", "case_id": case_id, "seen_version": case.version,
            "organisation_id": COUNCIL, "digest": case.proposal.digest, "reasons": "Reasons that somebody wrote.",
            "text": "Advice that somebody wrote.", "view": View.SUPPORTS,
            "valid_until": self._day + timedelta(days=300), "review_on": self._day + timedelta(days=200), **given,
        }  # fmt: skip
        wanted = {name: value for name, value in values.items() if name in kind.model_fields}
        self._advisor.casework.do(kind.model_validate(wanted), actor(person_id))


_COURSES = (
    "drafted", "submitted", "submitted", "advised", "advised", "returned", "approved", "approved on a condition",
    "agreed by one", "asked",
)  # fmt: skip


def actor(person_id: str) -> Actor:
    """Somebody of the local mode, signed in for as long as it takes."""
    return Actor(id=person_id, sign_in=SignIn.LOCAL, signed_in_until=now() + timedelta(days=1))


def main() -> None:
    """Measure, print a table and write the same to ``output/casework_bench.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help="how many cases to make")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = _measure(Path(folder), chosen.cases)
    width = max(len(row.what) for row in rows)
    sys.stdout.write(f"{'':{width}}  {'p50 ms':>9}  {'p95 ms':>9}  {'processor':>9}  aim\n")
    for row in rows:
        times = "".join(f"  {figure:9.1f}" for figure in row[1:4])
        sys.stdout.write(f"{row.what:{width}}{times}  {row.aim}\n")
    out = Path("output")
    out.mkdir(exist_ok=True)
    (out / "casework_bench.json").write_text(json.dumps([row._asdict() for row in rows], indent=1))


def _measure(home: Path, count: int) -> list[Row]:
    os.environ["ADVISOR_HOME"] = str(home)
    settings_module.current.cache_clear()
    advisor = open_advisor()
    lives = _Lives(advisor)
    began, spent = time.perf_counter(), time.process_time()
    ids = [lives.lead(number) for number in range(count)]
    commands = count * EVENTS
    each, each_spent = (time.perf_counter() - began) / commands, (time.process_time() - spent) / commands
    rows = [Row(f"a command, over {commands:,} that made the ledger", each * 1000, each * 1000, each_spent * 1000)]
    rows += _journey(advisor, ids)
    rows += _pages(advisor, ids)
    rows += _plain(advisor, ids)
    records = advisor.office.records
    rows.append(_timed("the read model made again (rebuild)", cycle([records.rebuild]), 1))
    rows.append(_timed("the whole ledger verified", cycle([lambda: _check_whole(advisor)]), 1))
    return rows


def _journey(advisor: Advisor, ids: list[str]) -> Iterator[Row]:
    casework, office = advisor.casework, advisor.office
    views = (partial(casework.view, actor("fiona-mackay"), one) for one in cycle(ids[:: len(ids) // 60 or 1]))
    yield _timed("journey: a case for its page", views, _PAGE_TIMES, "200 ms")
    for person in _PEOPLE:
        waiting = len(casework.queue(actor(person)))
        what = f"journey: what waits for {person} ({waiting:,})"
        yield _timed(what, cycle([partial(casework.queue, actor(person))]), _LIST_TIMES, "300 ms")
    yield _timed("journey: the same, nothing read before", cycle([lambda: _unread(advisor)]), _LIST_TIMES, "300 ms")
    yield _timed("journey: what falls due", cycle([lambda: casework.due(actor("morag-bell"))]), _LIST_TIMES)
    yield _timed("journey: every case", cycle([lambda: casework.cases(actor("morag-bell"))]), _LIST_TIMES)
    yield _timed("journey: lent authority", cycle([lambda: casework.delegated(actor("morag-bell"))]), _LIST_TIMES)
    yield _timed("journey: past their time", cycle([lambda: office.retention.past(actor("tom-okoro"))]), _LIST_TIMES)


def _unread(advisor: Advisor) -> None:
    case_snapshots.read.cache_clear()
    advisor.casework.queue(actor("morag-bell"))


def _pages(advisor: Advisor, ids: list[str]) -> Iterator[Row]:
    prepared = library.Library(lambda: advisor)
    prepared._advisor = advisor  # no page of casework needs the library of passages, so it stays unmade
    library.LIBRARY = prepared
    yield _timed("page: its frame with no list (baseline)", _page("local", [{}]), _LIST_TIMES)
    cases = [{"case": one} for one in ids[:: len(ids) // _PAGE_TIMES or 1]]
    yield _timed("page: a case, another one each time", _page("fiona-mackay", cases), _PAGE_TIMES, "200 ms")
    for person in _PEOPLE:
        yield _timed(f"page: what waits for {person}", _page(person, [{}]), _LIST_TIMES, "300 ms")
    for show in ("due", "cases"):
        yield _timed(f"page: review, {show}", _page("morag-bell", [{"show": show}]), _LIST_TIMES)


def _page(person: str, queries: list[dict[str, str]]) -> Iterator[Callable[[], object]]:
    """Runs of the frame and the page in it as Streamlit runs them, in one session that was begun before."""
    # Only the interface knows Streamlit; what runs a page for a test is asked for by its name.
    testing, util = import_module("streamlit.testing.v1"), import_module("streamlit.util")
    app = testing.AppTest.from_file(str(server.FRAME), default_timeout=60)
    app._page_hash = util.calc_hash("review")  # it has no way to begin at a page of the navigation

    def run(query: dict[str, str]) -> None:
        for name, value in {"as": person, **query}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert not any("There is a problem" in str(one.proto.body) for one in app.get("html"))

    run(queries[0])
    return (partial(run, query) for query in cycle(queries))


def _plain(advisor: Advisor, ids: list[str]) -> Iterator[Row]:
    """The same answers without a read model: every case that is looked at is replayed from its events."""
    records, register = advisor.office.records, advisor.office.register.register()

    def waiting() -> None:
        who, at = actor("morag-bell"), now()
        assert [one for one in ids if awaited(replay(records.history(one)), who, register, at)]

    replays = (partial(_replayed, advisor, one) for one in cycle(ids[:: len(ids) // 60 or 1]))
    yield _timed("baseline: a case replayed", replays, _PAGE_TIMES)
    yield _timed("baseline: what waits, every case replayed", cycle([waiting]), 1)


def _replayed(advisor: Advisor, case_id: str) -> None:
    replay(advisor.office.records.history(case_id))


def _check_whole(advisor: Advisor) -> None:
    report = verify(advisor.ledger)
    assert report.ok, report.faults[:3]


def _timed(what: str, works: Iterator[Callable[[], object]], times: int, aim: str = "") -> Row:
    took, spent = [], []
    for work in islice(works, times):
        processor, began = time.process_time(), time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
        spent.append((time.process_time() - processor) * 1000)
    took.sort()
    return Row(what, statistics.median(took), took[int(len(took) * 0.95)], statistics.median(spent), aim)


if __name__ == "__main__":
    main()
