"""A draft as the contents of a document: what to settle first, then the template's sections, then what reviewers need.

The order is that in which a person reads it: is it required, what is wrong or open, what is proposed, what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.approval.proposal import RiskLevel
from advisor.approval.risk_matrix import level
from advisor.documents import draft_tables, risk_tables
from advisor.documents.citing import Citing
from advisor.documents.contents import Block, Column, Contents, Field, Heading, Line, Look, Paragraph, Table, words
from advisor.governance.draft_paper import DraftPaper, draft_mark
from advisor.governance.drafting.draft import (
    Document,
    Draft,
    FactSource,
    Gap,
    Origin,
    Section,
    Statement,
    StatementState,
)
from advisor.governance.drafting.reviewed import is_added
from advisor.governance.drafting.wording import field_words
from corpus.template import PartOfDraft

NOT_PROVIDED = re.compile(r"\[not provided[^\]]*\]")
_ORIGINS = {
    Origin.PROPOSAL: "Proposal",
    Origin.LAW: "Law",
    Origin.GUIDANCE: "Guidance",
    Origin.PRECEDENT: "Precedent: informs, binds nobody",
    Origin.SUGGESTION: "Suggestion",
}
_STATES = {StatementState.ACCEPTED: "accepted", StatementState.EDITED: "edited"}
_HOW_TO_READ = (
    "Every statement says after it where it comes from: the proposal, the law, guidance, a precedent, or a suggestion "
    "that a person accepts, changes or strikes. What comes from law or guidance is told in the advisor’s words and is "
    "no quotation; the clauses of a template are its own wording of what they cite. Numbers in square brackets lead to "
    "the sources at the end. What nobody has said yet stands as [not provided] and is never filled in by the advisor. "
    "A person decides."
)


def contents_of(paper: DraftPaper) -> Contents:
    """Everything that the document holds, in order."""
    draft = paper.draft
    return Contents(
        title=paper.title,
        subtitle=paper.template.title,
        marking=paper.marking,
        about=tuple(_about(paper)),
        version_mark=draft_mark(draft),
        blocks=tuple(_blocks(paper, Citing(paper))),
    )


def in_parts(words: str) -> Iterator[tuple[str, bool]]:
    """The words in order, those that say what is not provided apart, each with whether it is such."""
    end = 0
    for found in NOT_PROVIDED.finditer(words):
        if found.start() > end:
            yield words[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(words):
        yield words[end:], False


def _about(paper: DraftPaper) -> Iterator[tuple[str, str]]:
    if paper.organisation:
        yield "Organisation", paper.organisation
    if paper.prepared_by:
        yield "Prepared by", paper.prepared_by
    yield "Prepared on", f"{paper.prepared_on.day} {paper.prepared_on:%B %Y}"
    if paper.reference:
        yield "Reference", paper.reference
    if paper.version is not None:
        yield "Version", str(paper.version)
    yield "Status", paper.marking


def _blocks(paper: DraftPaper, citing: Citing) -> Iterator[Block]:
    draft = paper.draft
    yield from _summary(paper)
    yield from _to_settle(draft, citing)
    yield from _sections(paper, citing)
    yield Heading(level=1, text="Open questions")
    if draft.gaps:
        yield _said("Write the answer beside the question; it comes back with the document.")
        yield draft_tables.questions(draft, citing)
    else:
        yield _said("None: every question that the advisor asks of such a document has an answer.")
    if draft.checklist:
        yield Heading(level=1, text="What the document must hold")
        yield draft_tables.checklist(draft, citing)
    if draft.screening.triggers or draft.access:
        yield Heading(level=1, text="What was weighed")
    if draft.screening.triggers:
        yield Heading(level=2, text="Screening, case by case")
        yield draft_tables.screening(draft, citing)
    if draft.access:
        yield Heading(level=2, text="Ways of giving access, compared")
        yield draft_tables.access(draft)
    yield Heading(level=1, text="Signatures")
    yield draft_tables.signatures(paper)
    if citing.entries().entries:
        yield Heading(level=1, text="Sources")
        yield citing.entries()


def _summary(paper: DraftPaper) -> Iterator[Block]:
    draft = paper.draft
    yield Heading(level=1, text="Summary")
    for notice in draft.notices:
        yield Paragraph(line=Line(text=notice, look=Look.WARNING))
    for text in _in_short(paper):
        yield Paragraph(line=Line(text=text, look=Look.POINT))
    yield Paragraph(line=Line(text=_HOW_TO_READ, look=Look.QUIET))
    if draft.benefit or draft.risks:
        yield Heading(level=2, text="Benefit and risk, side by side")
        yield risk_tables.benefit_beside_risk(paper)


def _in_short(paper: DraftPaper) -> Iterator[str]:
    draft = paper.draft
    if draft.instrument is not None:
        yield f"{_sentence(draft.instrument.value.replace('_', ' '))}: {draft.instrument_why}"
    met = sum(one.met for one in draft.screening.triggers)
    if not draft.screening.settled:
        yield "Whether an impact assessment is required cannot be judged yet: take it that one is."
    elif draft.screening.required:
        yield f"An impact assessment is required: {_counted(met, 'case')} of the screening {_is(met)} met."
    elif draft.document is Document.DPIA:
        yield "An impact assessment is not required: no case of the screening is met. This is the record of that."
    yield f"{_sentence(_counted(len(draft.gaps), 'question'))} {_is(len(draft.gaps))} open."
    if draft.risks:
        before = [level(one.likelihood, one.severity, paper.scale) for one in draft.risks]
        after = [level(one.residual_likelihood, one.residual_severity, paper.scale) for one in draft.risks]
        yield (
            f"{_sentence(_counted(len(before), 'risk'))} to people: {before.count(RiskLevel.HIGH)} high before the "
            f"measures, {after.count(RiskLevel.HIGH)} high after them."
        )
    if wrong := len(draft.contradictions) + len(draft.corrections):
        yield f"{_sentence(_counted(wrong, 'point'))} of the proposal must be settled first."


def _to_settle(draft: Draft, citing: Citing) -> Iterator[Block]:
    if draft.contradictions or draft.corrections:
        yield Heading(level=1, text="To settle first")
    if draft.contradictions:
        yield Heading(level=2, text="What the proposal says in two ways")
        yield Table(
            caption="Wordings that cannot both hold",
            columns=(
                Column(head="About", share=2),
                Column(head="The proposal says", share=5),
                Column(head="Which is right?", share=2),
            ),
            rows=tuple(
                (
                    words(field_words(one.field)),
                    Field(lines=tuple(Line(text=f"“{value}”", look=Look.POINT) for value in one.values)),
                    words(draft_tables.ANSWER_WANTED, mark=f"contradictions.{one.field}-{place}.answer"),
                )
                for place, one in enumerate(draft.contradictions, 1)
            ),
        )
    if draft.corrections:
        yield Heading(level=2, text="What the proposal gets wrong in law")
        yield Table(
            caption="Claims that are wrong in law, and what holds",
            columns=(Column(head="The proposal says", share=3), Column(head="What holds", share=5)),
            rows=tuple(
                (words(f"“{one.claim_in_proposal}”"), words(one.correction, sources=citing.numbers(one.citations)))
                for one in draft.corrections
            ),
        )


def _sections(paper: DraftPaper, citing: Citing) -> Iterator[Block]:
    draft = paper.draft
    shows = {one.id: one.shows for one in paper.template.sections}
    shown: set[PartOfDraft] = set()
    for number, section in enumerate(draft.sections, 1):
        clause = f"{number}." if draft.document is Document.AGREEMENT else ""
        yield Heading(level=1, text=f"{clause} {section.title}".strip())
        yield from _statements(section, clause, draft, citing)
        for part in shows.get(section.id, ()):
            shown.add(part)
            yield from _part(part, paper, citing)
    for part, title in (("access", "Data flows"), ("risks", "Risks to people and measures")):
        if part not in shown and (blocks := list(_part(part, paper, citing))):
            yield Heading(level=1, text=title)
            yield from blocks


def _part(part: str, paper: DraftPaper, citing: Citing) -> Iterator[Block]:
    """What a picture or a table shows better than the statements of the section."""
    if part == "access" and paper.draft.flows:
        yield from draft_tables.flows(paper.draft)
    elif part == "risks" and paper.draft.risks:
        yield from risk_tables.risks(paper, citing)


def _statements(section: Section, clause: str, draft: Draft, citing: Citing) -> Iterator[Block]:
    """The statements that stand, numbered as clauses in an agreement."""
    live = [one for one in section.statements if one.state is not StatementState.STRUCK]
    if not live:
        yield _said("Nothing is said here yet.")
    for place, one in enumerate(live, 1):
        lead = f"{clause}{place}" if clause else ""
        yield Paragraph(line=_statement(one, one.id or f"{section.id}.{place}", lead, draft, citing))


def _statement(statement: Statement, mark: str, lead: str, draft: Draft, citing: Citing) -> Line:
    tag = "Open question" if NOT_PROVIDED.fullmatch(statement.text) else _ORIGINS[statement.origin]
    if is_added(statement.id):
        tag = "Added by a person"
    elif statement.state in _STATES:
        tag = f"{tag}, {_STATES[statement.state]}"
    return Line(
        text=statement.text,
        lead=lead,
        mark=mark,
        tag=tag,
        sources=citing.numbers(statement.citations),
        remarks=tuple(_remarks(statement, draft, citing)),
    )


def _remarks(statement: Statement, draft: Draft, citing: Citing) -> Iterator[str]:
    for gap in _gaps_in(statement.text, draft.gaps):
        yield f"Open: {gap.question} {gap.why} Who might know: {gap.who_might_know}."
    facts = {one.id: one for one in draft.facts}
    for sentence in dict.fromkeys(
        facts[one].source_text for one in statement.facts if one in facts and _told(facts[one].source)
    ):
        yield f"The proposal says: “{sentence}”"
    for answer in dict.fromkeys(
        facts[one].value for one in statement.facts if one in facts and not _told(facts[one].source)
    ):
        yield f"Answered by a person: “{answer}”"
    yield from citing.words(statement.citations)


def _told(source: FactSource) -> bool:
    return source is FactSource.PROPOSAL


def _gaps_in(text: str, gaps: tuple[Gap, ...]) -> Iterator[Gap]:
    """The questions that belong to what is marked as not provided."""
    for found in NOT_PROVIDED.finditer(text):
        inside = found[0].lower()
        for gap in gaps:
            names = (gap.field.replace("_", " "), gap.field, field_words(gap.field), gap.question)
            if any(name.lower() in inside for name in names):
                yield gap


def _said(text: str) -> Paragraph:
    return Paragraph(line=Line(text=text))


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
