"""The checklist: met only where the draft says it, nothing of it is open and nobody has struck it."""

from __future__ import annotations

from advisor.governance.drafting.checklist import checklist
from advisor.governance.drafting.draft import (
    Document,
    Draft,
    Fact,
    FactKind,
    Gap,
    Origin,
    RoleOfParty,
    Screening,
    Section,
    Statement,
    StatementState,
)
from corpus.template import Template

ARTICLE = "https://www.legislation.gov.uk/eur/2016/679/article/35"
TEMPLATE = Template.model_validate({
    "name": "small",
    "title": "Small assessment",
    "document": "dpia",
    "follows": "an invented structure",
    "sections": [
        {"id": "purpose", "title": "Purpose", "fields": ["purpose", "necessity"]},
        {"id": "roles", "title": "Roles", "shows": ["roles"]},
        {"id": "decision", "title": "Decision"},
        {"id": "log", "title": "Log", "fields": ["audit_log"]},
    ],
    "mandatory": [
        {"id": "why", "requirement": "Why it is done", "section": "purpose", "fields": ["purpose", "necessity"],
         "citations": [ARTICLE]},
        {"id": "who", "requirement": "Who answers for it", "section": "roles", "by": "roles", "citations": [ARTICLE]},
        {"id": "decided", "requirement": "What was decided", "section": "decision", "citations": [ARTICLE]},
        {"id": "logged", "requirement": "What is logged", "section": "log", "fields": ["audit_log"],
         "citations": [ARTICLE], "when": [{"every": ["competent-authority"]}]},
    ],
    "signed_by": ["an officer"],
})  # fmt: skip

PURPOSE = Fact(
    id="f1", kind=FactKind.PURPOSE, value="mend roofs", source_text="We mend roofs.", start=3, end=13, field="purpose"
)
SAID = Statement(text="The purpose is to mend roofs.", origin=Origin.PROPOSAL, facts=("f1",))
DECIDED = Statement(text="The controller decides.", origin=Origin.SUGGESTION)


def _gap(field: str) -> Gap:
    return Gap(field=field, question="What?", why="It is wanted.", who_might_know="project owner")


def _draft(*sections: tuple[str, Statement], gaps: tuple[Gap, ...] = (), roles: tuple[RoleOfParty, ...] = ()) -> Draft:
    return Draft(
        document=Document.DPIA,
        template="small",
        facts=(PURPOSE,),
        roles=roles,
        screening=Screening(required=True),
        sections=tuple(Section(id=name, title=name, statements=(statement,)) for name, statement in sections),
        gaps=gaps,
    )


def _met(draft: Draft, *shown: str) -> dict[str, bool]:
    return {one.id: one.met for one in checklist(draft, TEMPLATE, frozenset(shown))}


def test_empty_draft_meets_nothing() -> None:
    assert _met(_draft()) == {"why": False, "who": False, "decided": False}


def test_content_is_met_where_a_statement_rests_on_a_fact_of_its_field() -> None:
    assert _met(_draft(("purpose", SAID)))["why"]


def test_words_that_rest_on_no_fact_do_not_answer_a_field() -> None:
    assert not _met(_draft(("purpose", DECIDED)))["why"]


def test_fact_that_no_statement_rests_on_does_not_count() -> None:
    assert not _met(_draft(("decision", DECIDED)))["why"]


def test_one_open_field_keeps_content_unmet_and_is_named() -> None:
    draft = _draft(("purpose", SAID), gaps=(_gap("necessity"), _gap("retention")))
    item = next(one for one in checklist(draft, TEMPLATE, frozenset()) if one.id == "why")
    assert not item.met
    assert item.where == "Section “Purpose”; still to be provided: Necessity"


def test_struck_statement_counts_for_nothing() -> None:
    struck = SAID.model_copy(update={"state": StatementState.STRUCK})
    assert not _met(_draft(("purpose", struck)))["why"]


def test_content_without_fields_is_met_by_what_its_section_says() -> None:
    assert _met(_draft(("decision", DECIDED)))["decided"]


def test_content_of_a_part_of_the_draft_is_met_by_that_part_and_not_by_words() -> None:
    controller = RoleOfParty(party="Marlow Council", role="controller", why="It decides.")
    assert not _met(_draft(("roles", DECIDED)))["who"]
    assert _met(_draft(roles=(controller,)))["who"]


def test_content_is_wanted_only_where_its_condition_holds() -> None:
    assert "logged" not in _met(_draft())
    assert _met(_draft(), "competent-authority")["logged"] is False


def test_item_carries_requirement_place_and_provision() -> None:
    item = checklist(_draft(("purpose", SAID)), TEMPLATE, frozenset())[0]
    assert (item.requirement, item.where, item.citations) == ("Why it is done", "Section “Purpose”", (ARTICLE,))
