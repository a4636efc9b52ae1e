"""The Precedents page run as a script: what it finds, what it never tells of, what is done to the register."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import settings
from advisor.approval import command as ask
from advisor.approval.actor import Actor, SignIn
from advisor.approval.proposal import CaseKind
from advisor.approval.record import View
from advisor.connecting.identity import SignedIn
from advisor.connecting.invented import COUNCIL
from advisor.governance.answer import Answer, Outcome
from advisor.governance.person import Person
from advisor.governance.precedents.conditions import UsualCondition
from advisor.governance.precedents.pack import ConditionToConsider, PrecedentPack
from advisor.governance.precedents.register_rows import (
    csv_of,
    digital_economy_act_csv_of,
    json_lines_of,
    read_json_lines,
)
from advisor.interface import answers, asking, identity, library, precedent_pack, precedents_consulting, server
from advisor.journeys.casework_opening import Draft, Facts
from corpus.source import Classification, Jurisdiction

PAGE, REVIEW = server.FRAME.with_name("precedents.py"), server.FRAME.with_name("review.py")
OPEN = {
    "id": "seal-1",
    "title": "Drones count seals on the skerries",
    "purpose": "To count seals",
    "facts": "The council flies drones over the skerries to count seals and films walkers on the beach by chance.",
    "parties": [{"name": "Skerry Council", "type": "council", "role": "controller"}],
    "law_relied_on": ["https://www.legislation.gov.uk/eur/2016/679/article/22"],
    "decision": "approved_with_conditions",
    "reasons": "Seals are counted from above the height at which a face can be made out.",
    "conditions": ["Drones stay above ninety metres over the beach"],
    "decided_on": "2024-05-01",
    "valid_until": "2025-04-30",
    "superseded_by": "seal-hidden",
    "jurisdiction": "scotland",
    "organisation": "Skerry Council",
}
HIDDEN = {
    **OPEN,
    "id": "seal-hidden",
    "title": "Drones count seals by the naval base",
    "parties": [{"name": "Skerry Council", "type": "naval observatory", "role": "controller"}],
    "decided_on": "2024-11-01",
    "valid_until": "2030-01-01",
    "conditions": ["No picture leaves the naval observatory"],
    "superseded_by": None,
    "classification": "official-sensitive",
}
QUESTION = "drones that count seals on the skerries and film walkers on the beach"


@pytest.fixture
def advisor(invented: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(settings, "current", lambda: settings.Settings(home=tmp_path))
    made = invented.InventedAdvisor(settings.current())
    held = library.Library(lambda: made)
    held.start()
    while held.working:
        time.sleep(0.02)
    monkeypatch.setattr(library, "LIBRARY", held)
    # Links between pages need the frame around the page; tests/browser follows them.
    monkeypatch.setattr("streamlit.page_link", lambda *_given, **_named: None)
    bring_in(made, OPEN, HIDDEN)
    return made


def bring_in(advisor: Any, *rows: dict[str, Any]) -> None:
    read = list(read_json_lines(json.dumps(row) for row in rows))
    assert advisor.precedents.register.bring_in(read, actor("local"), origin="import").rejected == ()


def actor(person_id: str, sign_in: SignIn = SignIn.LOCAL) -> Actor:
    return Actor(id=person_id, sign_in=sign_in, signed_in_until=library.now().replace(year=2040))


def opened(page: Path = PAGE, **query: str) -> AppTest:
    app = AppTest.from_file(str(page), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def words(app: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in app.get("html"))


def everything(app: AppTest) -> str:
    """Words, labels and choices."""
    labels = [
        f"{one.label} {getattr(one, 'options', '')}" for kind in ("checkbox", "selectbox") for one in app.get(kind)
    ]
    return "\n".join([words(app), *labels])


def press(app: AppTest, label: str) -> None:
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception


def test_a_case_in_words_finds_the_nearest_with_what_is_alike_and_a_warning(advisor: Any) -> None:
    found = words(opened(q=QUESTION))
    assert "Drones count seals on the skerries" in found
    assert "What is alike" in found
    assert "What differs" in found
    assert "Superseded by a later decision: it permits nothing now." in found
    assert "A precedent informs; it binds nobody." in found


def test_a_near_identical_case_decided_otherwise_stands_beside_it_with_what_set_them_apart(advisor: Any) -> None:
    for query in ({"id": "inv-030"}, {"q": "Drug-related admissions published by neighbourhood, small numbers hidden"}):
        said = words(opened(**query)).partition("Nearly the same, but decided differently")[2]
        assert 'id=inv-024">Drug-related admissions published by neighbourhood with every count shown' in said
        assert "was rejected." in said
        assert "there every count is shown. The reasons turn on it." in said
        assert "is nearly the same case and was" not in said


def test_no_near_case_is_said_plainly(advisor: Any) -> None:
    found = words(opened(q="How long do we have to answer a subject access request?"))
    assert "No near case is held. That says nothing for or against the proposal." in found
    assert "ga-precedents" not in found


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": QUESTION},
        {"q": "drones that count seals by the naval base"},
        {"status": "current"},
        {"id": "seal-1"},
        {"show": "insight"},
        {"show": "register"},
    ],
)
def test_a_reader_without_clearance_reads_nothing_of_a_classified_precedent(
    advisor: Any, query: dict[str, str]
) -> None:
    said = everything(opened(**query))
    for trace in ("seal-hidden", "naval", "Naval"):
        assert trace not in said.replace("drones that count seals by the naval base", "")


def test_a_classified_precedent_looks_like_one_that_is_not_there(advisor: Any) -> None:
    said = [words(opened(id=one)).replace(one, "…") for one in ("seal-hidden", "seal-missing")]
    assert said[0] == said[1]
    assert "There is no such precedent that you may read." in said[0]


def test_a_reader_with_clearance_reads_it_and_it_counts(advisor: Any) -> None:
    marked = {"marking": "official-sensitive"}
    assert "Drones count seals by the naval base" in words(opened(q=QUESTION, **marked))
    assert "seal-hidden" in words(opened(id="seal-1", **marked))
    counts = [
        next(line for line in words(opened(**query)).split("<") if "decided last first" in line)
        for query in ({}, marked)
    ]
    below, above = (int("".join(letter for letter in count if letter.isdigit())) for count in counts)
    hidden = sum(one.classification is not Classification.OFFICIAL for one in advisor.precedents.records.published())
    assert above - below == hidden >= 1


def test_a_higher_marking_asked_for_in_the_address_is_given_only_to_who_holds_a_role(
    advisor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = {"marking": "official-sensitive"}
    for query in ({"q": QUESTION}, {"id": "seal-1"}, {}, {"show": "insight"}):
        visits(monkeypatch, "nobody-here")
        said = everything(opened(**query, **marked))
        assert "seal-hidden" not in said, query
        assert "naval" not in said.replace(QUESTION, ""), query
        assert "OFFICIAL-SENSITIVE too" not in said, query
    assert "seal-hidden" not in beside(advisor, "official-sensitive")
    visits(monkeypatch, "isla-reid")
    assert "Drones count seals by the naval base" in words(opened(q=QUESTION, **marked))


def test_what_is_exported_names_no_row_that_the_reader_may_not_see(advisor: Any) -> None:
    held = precedents_consulting.rows(advisor, on=date(2026, 11, 22), clearance=Classification.OFFICIAL)
    for written in (json_lines_of, csv_of, digital_economy_act_csv_of):
        assert "Drones count seals on the skerries" in written(held.values())
        assert "seal-hidden" not in written(held.values())
        assert "naval" not in written(held.values())


def test_the_day_decides_what_is_told(advisor: Any) -> None:
    before = words(opened(id="seal-1", on="2024-04-30"))
    assert "There is no such precedent that you may read." in before
    then = words(opened(id="seal-1", on="2024-06-01"))
    assert "Current" in then
    assert "permits nothing now" not in then
    assert "As it stood on <strong>1 June 2024</strong>" in then
    later = words(opened(id="seal-1", on="2026-06-01"))
    assert "replaced from 5 February 2026" in later
    assert "UK GDPR Article 22A" in later
    assert "replaced from" not in then


def test_filters_leave_only_what_they_name(advisor: Any) -> None:
    rejected = words(opened(decision="rejected"))
    assert "Drones count seals" not in rejected
    assert "16 precedents" in rejected
    app = opened(q=QUESTION, decision="rejected")
    assert "none passes the filters" in words(app)
    assert "Drones count seals on the skerries" in words(opened(q=QUESTION, where="scotland", party="council"))


def test_what_stands_in_the_fields_goes_into_the_address_and_back(advisor: Any) -> None:
    app = opened()
    app.text_area[0].set_value(QUESTION)
    next(one for one in app.selectbox if one.label == "Decision").set_value("approved_with_conditions")
    for name, value in zip(("Day", "Month", "Year"), ("1", "6", "2024"), strict=True):
        next(one for one in app.text_input if one.label == name).set_value(value)
    press(app, "Search")
    assert app.query_params["q"] == QUESTION
    assert app.query_params["on"] == "2024-06-01"
    assert "as they stood on 1 June 2024" in words(app)
    again = opened(q=QUESTION, on="2024-06-01", decision="approved_with_conditions")
    assert again.text_area[0].value == QUESTION
    press(again, "Clear")
    assert again.text_area[0].value == ""
    assert "All precedents" in words(again)


def test_a_day_that_is_none_is_told_and_nothing_typed_is_lost(advisor: Any) -> None:
    app = opened()
    app.text_area[0].set_value(QUESTION)
    next(one for one in app.text_input if one.label == "Day").set_value("31")
    press(app, "Search")
    assert "The date must include a month." in words(app)
    assert app.text_area[0].value == QUESTION


@pytest.mark.parametrize(
    "query", [{"on": "yesterday"}, {"where": "atlantis"}, {"decision": "x"}, {"marking": "secret"}]
)
def test_an_address_with_nonsense_in_it_is_read_as_if_it_were_not_there(advisor: Any, query: dict[str, str]) -> None:
    assert "All precedents" in words(opened(**query))


def test_a_withdrawn_precedent_is_gone_from_page_search_case_and_answer_at_once(advisor: Any) -> None:
    case_id = waiting(advisor, SignIn.LOCAL)
    case = {"case": case_id, "as": "morag-bell"}
    assert "Drones count seals on the skerries" in words(opened(REVIEW, **case))
    assert "seal-1" in beside(advisor)
    app = opened(id="seal-1")
    press(app, "Withdraw it")
    assert "Why is it withdrawn?" in words(app)
    app.text_area[0].set_value("A walker could be told from it.")
    press(app, "Withdraw it")
    assert "Precedent seal-1 is withdrawn." in words(app)
    assert "Drones count seals on the skerries" not in words(app)
    assert "seal-1" not in words(opened(q=QUESTION))
    assert "There is no such precedent that you may read." in words(opened(id="seal-1"))
    assert "Drones count seals on the skerries" not in everything(opened(REVIEW, **case))
    assert beside(advisor) == ""


def test_ticked_conditions_stand_in_the_form_of_the_approval_and_none_is_ticked_before(advisor: Any) -> None:
    app = opened(REVIEW, case=waiting(advisor, SignIn.LOCAL), do="approve", **{"as": "morag-bell"})
    boxes = [one for one in app.checkbox if "ninety metres" in one.label]
    assert [one.value for one in app.checkbox] == [False] * len(app.checkbox)
    assert not [one for one in app.text_area if "Condition 1" in one.label]
    boxes[0].check()
    press(app, "Put the ticked conditions into the form")
    (field,) = [one for one in app.text_area if "what must be so" in one.label]
    assert field.value == "Drones stay above ninety metres over the beach"
    press(app, "Put the ticked conditions into the form")
    assert len([one for one in app.text_area if "what must be so" in one.label]) == 1


def test_usual_are_conditions_that_more_than_one_case_of_a_like_purpose_carried() -> None:
    def usual(text: str, times: int, purpose: str) -> UsualCondition:
        ids = tuple(str(number) for number in range(times))
        return UsualCondition(text=text, wordings=(text,), precedent_ids=ids, purposes=(purpose,), why=())

    library_of = (
        usual("Read by carers alone", 3, "carers"),
        usual("Once only", 1, "carers"),
        usual("Elsewhere", 5, "homelessness"),
        usual("Carried near", 4, "carers"),
    )
    near = ConditionToConsider(text="Carried near", precedent_ids=("p",), why=())
    found = PrecedentPack(on=date(2026, 11, 22), near=(), conditions=(near,), note="")
    kept = precedent_pack.usual_for("A list of unpaid carers.", library_of, found)
    assert [one.text for one in kept] == ["Read by carers alone"]


def test_the_pack_of_a_case_shows_nothing_classified_before_the_reader_says_that_they_may(advisor: Any) -> None:
    case = {"case": waiting(advisor, SignIn.LOCAL), "as": "morag-bell"}
    app = opened(REVIEW, **case)
    assert "naval" not in everything(app).lower()
    next(
        one for one in app.checkbox if "OFFICIAL\\-SENSITIVE" in one.label or "OFFICIAL-SENSITIVE" in one.label
    ).check().run()
    assert "Drones count seals by the naval base" in words(app)
    assert "No picture leaves the naval observatory" in everything(app)


def test_a_fault_in_the_register_leaves_the_decision_form(advisor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    case = {"case": waiting(advisor, SignIn.LOCAL), "as": "morag-bell"}
    monkeypatch.setattr(advisor.precedents.records, "state", lambda: 1 / 0)
    app = opened(REVIEW, **case)
    assert "Precedents could not be looked up" in words(app)
    assert any("Approve it" in one.options for one in app.radio)


def test_only_who_keeps_the_register_may_bring_in_give_out_or_withdraw(
    advisor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits(monkeypatch, "isla-reid")
    app = opened(show="register")
    assert "You hold no role by which you could keep the register of precedents." in words(app)
    assert not app.get("download_button")
    assert "Withdraw it" not in [one.label for one in opened(id="seal-1").button]
    visits(monkeypatch, "fiona-mackay")
    assert len(opened(show="register").get("download_button")) == 4
    assert "Withdraw it" in [one.label for one in opened(id="seal-1").button]


def test_a_file_is_imported_with_its_bad_rows_told_by_line(advisor: Any) -> None:
    fresh = {**OPEN, "id": "seal-2", "superseded_by": None}
    app = opened(show="register")
    app.file_uploader[0].set_value(("rows.jsonl", f"{json.dumps(fresh)}\n{{}}\n".encode(), "application/jsonl"))
    press(app, "Import them")
    assert "1 added, 0 updated, 0 unchanged, 1 rejected." in words(app)
    assert '<th scope="row" class="ga-number">2</th>' in words(app)
    assert "seal-2" in words(opened(id="seal-2"))


class TestPublishing:
    """A real case, by people who have signed in."""

    @pytest.fixture
    def case_id(self, advisor: Any, monkeypatch: pytest.MonkeyPatch) -> str:
        case_id = waiting(advisor, SignIn.PROVIDER)
        does(advisor, SignIn.PROVIDER, "morag-bell", case_id, ask.Approve)
        visits(monkeypatch, "morag-bell")
        return case_id

    def test_identifiers_are_shown_before_anything_is_published(self, advisor: Any, case_id: str) -> None:
        assert "Counting seals with drones" in words(opened(show="publish"))
        assert "Publish this case as a precedent" in words(opened(REVIEW, case=case_id))
        before = advisor.precedents.records.state()
        app = opened(show="publish", case=case_id)
        press(app, "Check it for identifiers")
        assert "The facts: write them down." in words(app)
        field(app, "The facts").set_value("Drones count seals. Ask jo@example.org or AB123456C.")
        press(app, "Check it for identifiers")
        assert "2 identifiers of people found" in words(app)
        assert "jo@example.org" not in words(app).partition("of people found")[2].partition("</ul>")[0]
        assert advisor.precedents.records.state() == before
        press(app, "Publish it with placeholders")
        assert "Read it and say so." in words(app)
        assert advisor.precedents.records.state() == before
        next(one for one in app.checkbox if "names no person" in one.label).check()
        press(app, "Publish it with placeholders")
        assert f"Published as {case_id}." in words(app)
        (done,) = (one for one in advisor.precedents.records.published() if one.id == case_id)
        assert "jo@example.org" not in done.model_dump_json()
        assert not done.invented

    def test_what_was_read_is_published_and_not_what_was_typed_after(self, advisor: Any, case_id: str) -> None:
        app = opened(show="publish", case=case_id)
        field(app, "The facts").set_value("Drones count seals from high above.")
        press(app, "Check it for identifiers")
        assert "No identifiers were found." in words(app)
        field(app, "The facts").set_value("Jo Bloggs of 1 High Street counts seals.")
        next(one for one in app.checkbox if "names no person" in one.label).check()
        press(app, "Publish it as a precedent")
        (done,) = (one for one in advisor.precedents.records.published() if one.id == case_id)
        assert done.facts == "Drones count seals from high above."

    def test_an_author_is_offered_nothing_and_refused(
        self, advisor: Any, case_id: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        visits(monkeypatch, "isla-reid")
        assert "There is no decided case that you could publish." in words(opened(show="publish"))
        assert "You hold no role by which you could publish this case." in words(opened(show="publish", case=case_id))

    def test_how_long_it_took_is_told_in_a_plot_and_a_table(self, advisor: Any, case_id: str) -> None:
        said = words(opened(show="insight"))
        assert "Days from submission to decision" in said
        assert 'role="img" aria-label="Bars of the days from submission to decision' in said


def test_a_trial_is_never_offered_for_publishing(advisor: Any) -> None:
    case_id = waiting(advisor, SignIn.LOCAL)
    does(advisor, SignIn.LOCAL, "morag-bell", case_id, ask.Approve)
    assert "Counting seals" not in words(opened(show="publish", **{"as": "morag-bell"}))
    assert "Publish this case" not in words(opened(REVIEW, case=case_id, **{"as": "morag-bell"}))
    assert "It cannot be published" in words(opened(show="publish", case=case_id, **{"as": "morag-bell"}))


def test_hostile_words_of_an_imported_row_stay_words(advisor: Any) -> None:
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script> [x](javascript:alert(3))"
    row = dict.fromkeys(("title", "facts", "reasons", "purpose", "organisation", "outcome"), hostile)
    bring_in(
        advisor,
        {
            **OPEN,
            **row,
            "id": "<b>1</b>",
            "superseded_by": None,
            "conditions": [hostile],
            "law_relied_on": ["javascript:alert(4)", "https://tracker.invalid/x"],
            "parties": [{"name": hostile, "type": hostile, "role": hostile}],
        },
    )
    for app in (opened(), opened(id="<b>1</b>"), opened(show="insight"), opened(q=hostile)):
        said = words(app)
        for raw in ("<img src=x", "<script>", "<b>1</b>", 'href="javascript', 'href="https://tracker.invalid'):
            assert raw not in said


def waiting(advisor: Any, sign_in: SignIn) -> str:
    """A case that has its advice and waits for a decision."""
    facts = Facts(kind=CaseKind.ASSESSMENT, title="Counting seals with drones", party_ids=(COUNCIL,))
    body = f"# Counting seals\n\nWe plan {QUESTION}, for the council.\n".encode()
    case = advisor.casework.open(actor("isla-reid", sign_in), COUNCIL, facts, Draft(body=body, name="draft.md")).case
    does(advisor, sign_in, "isla-reid", case.id, ask.Submit)
    does(advisor, sign_in, "fiona-mackay", case.id, ask.Advise)
    return str(case.id)


def does(advisor: Any, sign_in: SignIn, who: str, case_id: str, kind: type[ask.Command]) -> None:
    case = advisor.casework.case(actor(who, sign_in), case_id)
    today = library.now().date()
    given = {
        "id": f"{kind.__name__}-{case_id}", "case_id": case_id, "seen_version": case.version,
        "organisation_id": COUNCIL, "digest": case.proposal.digest, "reasons": "It helps.",
        "text": "Sound.", "view": View.SUPPORTS,
        "valid_until": today.replace(year=today.year + 1), "review_on": today.replace(year=today.year + 1),
    }  # fmt: skip
    fields = {name: value for name, value in given.items() if name in kind.model_fields}
    advisor.casework.do(kind.model_validate(fields), actor(who, sign_in))


def visits(monkeypatch: pytest.MonkeyPatch, person_id: str) -> None:
    """Whoever is at the page has signed in through a provider."""
    here = SignedIn(person=Person(id=person_id, name=person_id), actor=actor(person_id, SignIn.PROVIDER))
    monkeypatch.setattr(identity, "visitor", lambda _advisor: here)
    monkeypatch.setattr(identity, "choose", lambda _advisor: None)


def field(app: AppTest, label: str) -> Any:
    return next(one for one in app.text_area if one.label == label)


def beside(advisor: Any, clearance: str = "official") -> str:
    """What stands beside an answer to the question."""
    answer = Answer(
        id="a", question=f"May we use {QUESTION}?", jurisdiction=Jurisdiction.SCOTLAND, outcome=Outcome.NO_EVIDENCE,
        premise_corrected=False, claims=(), retrieved=(), caveats=(), as_at=date(2026, 11, 21), extent=("S",),
        evidence_digest="0" * 64, answered_at=library.now(), milliseconds=1,
    )  # fmt: skip

    def script(answer: object, clearance: object) -> None:
        import streamlit as st

        from advisor.interface import library, precedent_pack

        assert library.LIBRARY.advisor is not None
        precedent_pack.beside(library.LIBRARY.advisor, answer, st.empty(), clearance)  # type: ignore[arg-type]

    app = AppTest.from_function(script, args=(answer, Classification(clearance)), default_timeout=30).run()
    assert not app.exception
    return words(app)


def test_beside_an_answer_stand_at_most_three_folded_and_within_the_reader_s_clearance(advisor: Any) -> None:
    bring_in(advisor, *({**OPEN, "id": f"more-{number}", "superseded_by": None} for number in range(4)))
    below, above = beside(advisor), beside(advisor, "official-sensitive")
    assert below.count("<li>") == 3
    assert below.startswith("<details")
    assert " open" not in below.partition(">")[0]
    assert "informs, binds nobody" in below
    assert "naval" not in below
    assert "marking=official-sensitive" not in below
    assert "marking=official-sensitive" in above


def test_precedents_are_looked_up_once_everything_else_of_the_page_is_there(
    advisor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    body, fields = answers.body, asking.circumstances

    def noted(name: str, work: Any) -> Any:
        def run(*given: Any, **named: Any) -> Any:
            order.append(name)
            return work(*given, **named)

        return run

    monkeypatch.setattr(answers, "body", noted("answer", body))
    monkeypatch.setattr(asking, "circumstances", noted("fields", fields))
    monkeypatch.setattr(precedent_pack, "beside", noted("precedents", lambda *_given: None))
    app = AppTest.from_file(str(server.FRAME), default_timeout=30).run()
    app.chat_input[0].set_value("May I use the kettle?").run()
    assert order[-3:] == ["answer", "fields", "precedents"]
    assert order.count("precedents") == 1  # nothing is looked up while the answer is made
