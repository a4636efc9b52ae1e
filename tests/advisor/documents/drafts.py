"""Invented drafts as small as their documents' tests allow."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.governance.draft_paper import CitedSource, DraftPaper
from advisor.governance.drafting.draft import (
    Access,
    Alternative,
    Benefit,
    ChecklistItem,
    Contradiction,
    Correction,
    DataFlow,
    Document,
    Draft,
    Fact,
    FactKind,
    Gap,
    Origin,
    RiskLine,
    Screening,
    Section,
    Statement,
    Trigger,
    Way,
)
from corpus.template import Mandatory, Template, TemplateSection

ARTICLE_35 = "https://www.legislation.gov.uk/eur/2016/679/article/35"
ARTICLE_5 = "https://www.legislation.gov.uk/eur/2016/679/article/5"
DAY = date(2026, 11, 22)
TEMPLATE = Template(
    name="small",
    title="Data protection impact assessment",
    document="dpia",
    follows="nothing: it is invented",
    sections=(
        TemplateSection(id="need", title="Why an assessment is needed", shows=("screening",)),
        TemplateSection(id="nature", title="What is done", shows=("access",)),
        TemplateSection(id="keeping", title="How long data are kept"),
        TemplateSection(id="risks", title="Risks to people", shows=("risks",)),
    ),
    mandatory=(Mandatory(id="one", requirement="Something that is wanted", section="need", citations=(ARTICLE_35,)),),
    signed_by=("data protection officer (advice)", "information asset owner"),
)


def statement(identifier: str, text: str, **more: Any) -> Statement:
    return Statement(**{"id": identifier, "text": text, "origin": Origin.PROPOSAL, **more})


def draft(**changes: Any) -> Draft:
    """A draft with one of everything."""
    fact = Fact(
        id="f1",
        kind=FactKind.VOLUME,
        value="about 900 tenants",
        source_text="We hold data on about 900 tenants.",
        start=0,
        end=0,
        field="volume",
    )
    held: dict[str, Any] = {
        "document": Document.DPIA,
        "template": "small",
        "facts": (fact,),
        "screening": Screening(
            required=True,
            triggers=(
                Trigger(
                    id="list-matching",
                    met=True,
                    why="Met: combining data.",
                    source_text="we match",
                    citations=(ARTICLE_35,),
                ),
                Trigger(id="list-tracking", met=False, why="Not met: tracking. Nothing in the proposal shows it."),
            ),
        ),
        "sections": (
            Section(
                id="need",
                title="Why an assessment is needed",
                statements=(
                    statement("need-1", "Borsetshire Council wants to find cold homes."),
                    statement(
                        "need-2",
                        "An assessment comes before the processing.",
                        origin=Origin.LAW,
                        citations=(ARTICLE_35,),
                    ),
                ),
            ),
            Section(
                id="nature",
                title="What is done",
                statements=(statement("nature-1", "It holds data on about 900 tenants.", facts=("f1",)),),
            ),
            Section(
                id="keeping",
                title="How long data are kept",
                statements=(
                    statement(
                        "keeping-1",
                        "[not provided: How long are data kept?]",
                        origin=Origin.SUGGESTION,
                        citations=(ARTICLE_5,),
                    ),
                    statement("keeping-2", "They are deleted in spring.", state="accepted"),
                    statement("keeping-3", "This was struck out.", state="struck"),
                ),
            ),
            Section(id="risks", title="Risks to people", statements=()),
        ),
        "access": (
            Access(
                flow="Council to Trust",
                recommended=Way.LOOKUP,
                why="One question.",
                alternatives=(Alternative(way=Way.COPY, why="It leaves a copy."),),
            ),
        ),
        "flows": (DataFlow(sender="Council", receiver="Trust", what="names", method="secure email"),),
        "benefit": (
            Benefit(
                who="tenants in cold homes",
                benefit="They are visited in time.",
                harm_of_not_sharing="They fall ill.",
                origin=Origin.PROPOSAL,
            ),
        ),
        "risks": (
            RiskLine(
                id="small-numbers",
                harm="People can be told apart in small groups.",
                who="tenants",
                source="tables",
                likelihood=2,
                severity=3,
                measures=("Round the figures.", "Leave small groups out."),
                residual_likelihood=1,
                residual_severity=3,
                owner="Ailsa Grant",
                why="It publishes tables.",
                citations=(ARTICLE_5,),
            ),
            RiskLine(
                id="snooping",
                harm="Staff look out of curiosity.",
                who="everybody",
                source="logins",
                likelihood=3,
                severity=2,
                measures=("Log each look.",),
                residual_likelihood=2,
                residual_severity=2,
                owner="Morag Bell",
                why="Many log in.",
            ),
        ),
        "gaps": (
            Gap(
                field="retention",
                question="How long are data kept?",
                why="Storage must have an end.",
                who_might_know="records manager",
                citations=(ARTICLE_5,),
            ),
        ),
        "contradictions": (Contradiction(field="retention", values=("kept for 2 years", "kept for 6 years")),),
        "corrections": (
            Correction(claim_in_proposal="the Act of 1998", correction="It was repealed.", citations=(ARTICLE_5,)),
        ),
        "checklist": (
            ChecklistItem(
                id="one",
                requirement="Something that is wanted",
                met=False,
                where="Section “Why”",
                citations=(ARTICLE_35,),
            ),
        ),
        "notices": ("Part of the proposal could not be read.",),
    }
    return Draft(**{**held, **changes})


def paper(given: Draft | None = None, **changes: Any) -> DraftPaper:
    held: dict[str, Any] = {
        "draft": given or draft(),
        "template": TEMPLATE,
        "title": "Warm homes in Borsetshire",
        "prepared_on": DAY,
        "organisation": "Borsetshire Council (invented)",
        "prepared_by": "Ailsa Grant",
        "reference": "BC-7",
        "version": 3,
        "sources": (
            CitedSource(
                url=ARTICLE_35,
                title="UK GDPR Article 35",
                publisher="The National Archives",
                extent=("E", "W", "S", "NI"),
                as_at=date(2026, 11, 1),
            ),
        ),
    }
    return DraftPaper(**{**held, **changes})


HOSTILE = (
    '#panic("typst") *b* _i_ $x$ @ref <label> `code` [link](javascript:x) ![p](https://evil.example/p.png) '
    "<script>alert(1)</script> & \"q\" \\ =cmd|' /C calc'!A0 {{x}} ${y} "
    "\u202egnp.exe \x07\x00\x0b\ufffe end"
)
"""Markup of every kind that a document could take for more than words, and letters that no file may hold."""
