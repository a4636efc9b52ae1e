"""Drafts that are kept: who sees them, what each act does, what comes back from a reviewer, and putting one up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from advisor.approval.actor import Actor, SignIn
from advisor.approval.casefile import Status
from advisor.approval.refusal import Refusal
from advisor.composition import Advisor
from advisor.errors import DraftRefused, NotHeld
from advisor.governance.draft_review import Change, ChangeKind, DraftReview, ReviewComment
from advisor.governance.drafting.draft import Document, Statement, StatementState
from advisor.governance.drafting.work import FactReview, RiskChoice, StatementChoice, Verdict
from advisor.journeys.draft import Drafting
from advisor.journeys.draft_reading import DraftShown
from advisor.journeys.draft_writing import Brought
from corpus.source import Classification
from tests.advisor.journeys.drafting import MEALS, settings_at

COUNCIL, BOARD = "borsetshire-council", "borsetshire-health-board"


@pytest.fixture
def advisor(tmp_path: Path) -> Advisor:
    return Advisor(settings_at(str(tmp_path)))


@pytest.fixture
def drafting(advisor: Advisor) -> Drafting:
    return advisor.drafts.journey


def person(name: str) -> Actor:
    return Actor(id=name, sign_in=SignIn.LOCAL, signed_in_until=datetime.now(UTC) + timedelta(hours=1))


ISLA, FIONA, PRIYA = person("isla-reid"), person("fiona-mackay"), person("priya-nair")


def started(drafting: Drafting, organisation: str | None = COUNCIL, text: str = MEALS) -> DraftShown:
    return drafting.start(ISLA, Brought(text=text), Document.DPIA, organisation_id=organisation)


def statements(shown: DraftShown) -> list[Statement]:
    return [one for section in shown.draft.sections for one in section.statements]


def test_a_draft_is_seen_by_its_author_and_the_people_of_its_organisation_only(drafting: Drafting) -> None:
    ours, mine = started(drafting), started(drafting, None)
    assert drafting.show(FIONA, ours.about.id).draft == ours.draft
    assert [one.id for one in drafting.mine(FIONA)] == [ours.about.id]
    assert drafting.mine(PRIYA) == []
    for actor, draft_id in ((PRIYA, ours.about.id), (FIONA, mine.about.id), (FIONA, "no-such-draft")):
        with pytest.raises(NotHeld, match="no such draft"):
            drafting.show(actor, draft_id)


def test_a_draft_for_another_body_is_not_begun(drafting: Drafting) -> None:
    with pytest.raises(DraftRefused, match="do not belong"):
        started(drafting, BOARD)


def test_every_act_is_a_version_with_who_did_what(drafting: Drafting) -> None:
    shown = started(drafting)
    draft_id, first = shown.about.id, statements(shown)[0]
    fact = shown.facts[0].fact
    drafting.review_facts(ISLA, draft_id, 1, [FactReview(fact_id=fact.id, verdict=Verdict.CONFIRMED)])
    drafting.answer(FIONA, draft_id, 2, {"complaints": "Write to the complaints officer."})
    drafting.decide(ISLA, draft_id, 3, [StatementChoice(statement_id=first.id, state=StatementState.ACCEPTED)])
    last = drafting.weigh(
        ISLA,
        draft_id,
        4,
        [RiskChoice(risk_id=shown.draft.risks[0].id, residual_severity=2, reasons="Two nurses call.")],
    )
    assert [(one.by, one.did) for one in last.versions] == [
        ("isla-reid", "brought the proposal in"),
        ("isla-reid", "1 confirmed among the facts"),
        ("fiona-mackay", "answered: complaints"),
        ("isla-reid", "1 accepted among the statements"),
        ("isla-reid", f"weighed risks: {shown.draft.risks[0].id}"),
    ]
    assert last.facts[0].review is not None
    assert statements(last)[0].state is StatementState.ACCEPTED
    assert "Two nurses call." in next(one.why for one in last.draft.risks if one.id == shown.draft.risks[0].id)
    assert drafting.show(ISLA, draft_id, 1).draft == shown.draft


def test_who_looked_at_an_older_version_is_refused(drafting: Drafting) -> None:
    shown = started(drafting)
    drafting.answer(ISLA, shown.about.id, 1, {"complaints": "To the office."})
    with pytest.raises(DraftRefused, match="changed since"):
        drafting.answer(FIONA, shown.about.id, 1, {"complaints": "To the DPO."})
    assert drafting.show(ISLA, shown.about.id).work.answers == {"complaints": "To the office."}


def test_an_answer_can_be_taken_back(drafting: Drafting) -> None:
    shown = started(drafting)
    asked = shown.draft.gaps[0].field
    drafting.answer(ISLA, shown.about.id, 1, {asked: "Known."})
    again = drafting.answer(ISLA, shown.about.id, 2, {asked: " "})
    assert again.draft == shown.draft


def test_what_is_not_there_or_says_nothing_is_refused_and_changes_nothing(drafting: Drafting) -> None:
    shown = started(drafting)
    draft_id, first = shown.about.id, statements(shown)[0].id
    acts: tuple[Callable[[], object], ...] = (
        lambda: drafting.review_facts(ISLA, draft_id, 1, [FactReview(fact_id="f999", verdict=Verdict.STRUCK)]),
        lambda: drafting.decide(ISLA, draft_id, 1, [StatementChoice(statement_id="x", state=StatementState.STRUCK)]),
        lambda: drafting.decide(ISLA, draft_id, 1, [StatementChoice(statement_id=first, state=StatementState.EDITED)]),
        lambda: drafting.add(ISLA, draft_id, 1, "nature", "  "),
        lambda: drafting.add(ISLA, draft_id, 1, "no-such-section", "Words."),
        lambda: drafting.weigh(ISLA, draft_id, 1, [RiskChoice(risk_id=shown.draft.risks[0].id, struck=True)]),
        lambda: drafting.weigh(ISLA, draft_id, 1, [RiskChoice(risk_id=shown.draft.risks[0].id, severity=4)]),
        lambda: drafting.arrange(ISLA, draft_id, 1, template="data-sharing-agreement"),
    )
    for act in acts:
        with pytest.raises(DraftRefused):
            act()
    assert drafting.show(ISLA, draft_id).newest == 1


def test_a_persons_own_statement_stands_where_it_was_put_and_outlives_another_template(drafting: Drafting) -> None:
    shown = started(drafting)
    section = next(one for one in shown.draft.sections if one.id == "about")
    after = section.statements[0].id
    added = drafting.add(ISLA, shown.about.id, 1, "about", "The round has run since Easter.", after)
    again = next(one for one in added.draft.sections if one.id == "about")
    assert again.statements[1].text == "The round has run since Easter."
    other = drafting.arrange(ISLA, shown.about.id, 2, template="superset", title="Meals for all")
    assert other.draft.template == "superset"
    assert other.about.title == "Meals for all"
    back = drafting.arrange(ISLA, shown.about.id, 3, template="ico")
    assert "The round has run since Easter." in {one.text for one in statements(back)}


def test_a_review_comes_back_as_a_version_and_what_cannot_be_placed_is_given_back(drafting: Drafting) -> None:
    shown = started(drafting)
    first, second = statements(shown)[:2]
    risk, gap = shown.draft.risks[0], shown.draft.gaps[0]
    lost = Change(statement="no-such-statement", kind=ChangeKind.EDITED, before="a", after="b", who="Jo Penhale")
    review = DraftReview(
        changes=(
            Change(
                statement=first.id, kind=ChangeKind.EDITED, before=first.text, after="As reviewed.", who="Jo Penhale"
            ),
            Change(statement=second.id, kind=ChangeKind.STRUCK, before=second.text),
            Change(statement=first.id, kind=ChangeKind.ADDED, after="And this besides."),
            Change(statement=f"risks.{risk.id}.residual_severity", kind=ChangeKind.EDITED, before="3", after="1"),
            Change(statement=f"gaps.{gap.field}.answer", kind=ChangeKind.EDITED, after="The reviewer knows."),
            lost,
        )
    )
    back = drafting.bring_back(ISLA, shown.about.id, 1, review)
    by_id = {one.id: one for one in statements(back.shown)}
    assert (by_id[first.id].text, by_id[second.id].state) == ("As reviewed.", StatementState.STRUCK)
    assert "And this besides." in {one.text for one in by_id.values()}
    assert next(one for one in back.shown.draft.risks if one.id == risk.id).residual_severity == 1
    assert gap.field not in {one.field for one in back.shown.draft.gaps}
    assert back.not_placed == (lost,)
    assert back.shown.versions[-1].did == "brought back a review by Jo Penhale"
    found = drafting.compare(ISLA, shown.about.id, 1, 2)
    assert {one.after for one in found.statements} >= {"As reviewed.", "And this besides."}
    assert gap.question in found.gaps_closed


def test_what_was_refused_of_a_review_is_noted_and_remarks_stay_until_they_are_dealt_with(drafting: Drafting) -> None:
    shown = started(drafting)
    first, second = statements(shown)[:2]
    remark = ReviewComment(statement=first.id, on=first.text, text="Is this so?", who="Jo Penhale")
    moved = Change(
        statement=second.id, kind=ChangeKind.MOVED, before=second.text, after=second.text, behind=first.id, who="Jo P"
    )
    review = DraftReview(changes=(moved,), comments=(remark,))
    back = drafting.bring_back(ISLA, shown.about.id, 1, review, refused=2)
    assert back.not_placed == (moved,)
    assert back.shown.draft == shown.draft
    assert back.shown.versions[-1].did.endswith("took 1 of 3 changes")
    done = drafting.mark_remark(ISLA, shown.about.id, 2, 0, resolved=True)
    again = drafting.bring_back(ISLA, shown.about.id, 3, review)
    assert [one.resolved for one in (*done.work.remarks, *again.shown.work.remarks)] == [True, True]
    with pytest.raises(DraftRefused):
        drafting.mark_remark(ISLA, shown.about.id, 4, 1, resolved=True)


def test_a_draft_is_put_up_with_its_open_questions_and_the_check_of_its_law(
    advisor: Advisor, drafting: Drafting
) -> None:
    shown = started(drafting)
    done = drafting.submit(ISLA, shown.about.id, 1, COUNCIL)
    case = done.case
    assert case.recorded_status is Status.SUBMITTED
    assert case.proposal.draft_digest != ""
    assert set(case.proposal.open_gaps) >= {one.question for one in shown.draft.gaps}
    view = advisor.casework.view(FIONA, case.id)
    assert view.draft.media_type == "text/markdown"
    assert view.draft.text is not None
    for heading in ("## Who benefits", "## What not sharing costs", "## Screening", "## Risks, before and after"):
        assert heading in view.draft.text
    assert "640 older people" in view.draft.text
    (note,) = view.notes
    assert note.machine
    assert "statements of law and guidance" in note.text
    assert drafting.show(ISLA, shown.about.id).about.case_id == case.id


def test_putting_it_up_again_revises_the_same_case(advisor: Advisor, drafting: Drafting) -> None:
    shown = started(drafting)
    case = drafting.submit(ISLA, shown.about.id, 1, COUNCIL).case
    changed = drafting.answer(ISLA, shown.about.id, 1, {"complaints": "Write to the complaints officer."})
    again = drafting.submit(ISLA, shown.about.id, changed.number, COUNCIL).case
    assert again.id == case.id
    assert again.proposal.digest != case.proposal.digest
    view = advisor.casework.view(FIONA, case.id)
    assert any("complaints officer" in line for line in view.text_changes)


def test_what_must_be_answered_blocks_and_somebody_without_the_role_is_refused(drafting: Drafting) -> None:
    empty = started(drafting, text="Share bin data")
    with pytest.raises(DraftRefused, match="must be answered first"):
        drafting.submit(ISLA, empty.about.id, 1, COUNCIL)
    whole = started(drafting)
    with pytest.raises(Refusal):
        drafting.submit(FIONA, whole.about.id, 1, COUNCIL)
    assert drafting.show(ISLA, whole.about.id).about.case_id is None


def test_a_sensitive_proposal_keeps_its_marking_and_no_model_is_asked_without_one(drafting: Drafting) -> None:
    shown = drafting.start(ISLA, Brought(text=MEALS), Document.DPIA, classification=Classification.OFFICIAL_SENSITIVE)
    again = drafting.answer(ISLA, shown.about.id, 1, {"complaints": "To the office."})
    assert again.work.classification is Classification.OFFICIAL_SENSITIVE
    with pytest.raises(DraftRefused, match="No language model"):
        drafting.improve(ISLA, shown.about.id, again.number)


def test_only_its_author_deletes_a_draft_and_none_that_was_put_up(drafting: Drafting) -> None:
    shown = started(drafting)
    with pytest.raises(DraftRefused, match="Only its author"):
        drafting.erase(FIONA, shown.about.id)
    other = started(drafting)
    drafting.submit(ISLA, other.about.id, 1, COUNCIL)
    with pytest.raises(DraftRefused, match="put up"):
        drafting.erase(ISLA, other.about.id)
    drafting.erase(ISLA, shown.about.id)
    with pytest.raises(NotHeld):
        drafting.show(ISLA, shown.about.id)
