"""A draft as the page of decisions shows it: what to weigh under headings of its own, then section by section."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.governance.drafting.draft import Draft, Origin, Statement, StatementState
from advisor.governance.drafting.wording import field_words

MEDIA_TYPE = "application/json; profile=draft"
"""How the ledger knows that a file is the JSON of a draft."""

_FROM = {
    Origin.PROPOSAL: "from the proposal",
    Origin.LAW: "from the law",
    Origin.GUIDANCE: "from guidance",
    Origin.PRECEDENT: "from a precedent, which informs and binds nobody",
    Origin.SUGGESTION: "suggested",
}
_MADE_OF = {
    StatementState.PROPOSED: "",
    StatementState.ACCEPTED: ", accepted by a person",
    StatementState.EDITED: ", a person's words",
}


def as_paper(draft: Draft, title: str) -> str:
    """The draft as Markdown of headings, lists and paragraphs."""
    return "\n\n".join(_blocks(draft, title)) + "\n"


def text_of_draft(body: str, name: str) -> str:
    """The paper of a draft whose JSON is given; the JSON itself where it is none that this release reads."""
    try:
        return as_paper(Draft.model_validate_json(body), name)
    except ValueError:
        return body


def _blocks(draft: Draft, title: str) -> Iterator[str]:
    yield f"# {title}"
    yield from draft.notices
    if draft.instrument is not None:
        yield f"## The instrument\n\n{draft.instrument.value.replace('_', ' ').capitalize()}. {draft.instrument_why}"
    yield _listed("## Who benefits", [f"{one.who}: {one.benefit} ({_FROM[one.origin]})" for one in draft.benefit])
    yield _listed("## What not sharing costs", [f"{one.who}: {one.harm_of_not_sharing}" for one in draft.benefit])
    yield _listed("## Screening", _screening(draft))
    yield _listed("## Risks, before and after the measures", list(_risks(draft)))
    yield _listed("## Access", [f"{one.flow}: {one.recommended.value}. {one.why}" for one in draft.access])
    if draft.contradictions:
        yield _listed(
            "## What the proposal says in two ways",
            [f"{field_words(one.field)}: {' / '.join(one.values)}" for one in draft.contradictions],
        )
    if draft.corrections:
        yield _listed(
            "## Claims that are wrong in law",
            [f"“{one.claim_in_proposal}” {one.correction} {_cited(one.citations)}" for one in draft.corrections],
        )
    for section in draft.sections:
        said = [_said(one) for one in section.statements if one.state is not StatementState.STRUCK]
        if said:
            yield _listed(f"## {section.title}", said)
    yield _listed(
        "## What the document must hold",
        [f"{one.requirement}: {'met' if one.met else 'missing'}. {one.where}" for one in draft.checklist],
    )


def _screening(draft: Draft) -> list[str]:
    required = "An assessment is required." if draft.screening.required else "No assessment is required."
    if not draft.screening.settled:
        required = "Whether an assessment is required cannot be judged yet: take it that one is."
    return [required, *(one.why for one in draft.screening.triggers if one.met)]


def _risks(draft: Draft) -> Iterator[str]:
    for one in draft.risks:
        yield (
            f"{one.harm} For: {one.who}. Likelihood {one.likelihood}, severity {one.severity}; after the measures "
            f"{one.residual_likelihood} and {one.residual_severity}. Measures: {' '.join(one.measures)} "
            f"Owner: {one.owner}."
        )


def _said(one: Statement) -> str:
    return f"{one.text} ({_FROM[one.origin]}{_MADE_OF[one.state]}) {_cited(one.citations)}".strip()


def _cited(urls: tuple[str, ...]) -> str:
    return ", ".join(urls)


def _listed(heading: str, items: list[str]) -> str:
    said = "\n".join(f"- {' '.join(one.split())}" for one in items)
    return f"{heading}\n\n{said}" if items else heading
