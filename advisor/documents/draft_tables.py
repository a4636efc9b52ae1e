"""The tables of a draft: screening, flows, ways of access, open questions, checklist and signatures."""

from __future__ import annotations

import re

from advisor.documents import data_flow
from advisor.documents.citing import Citing
from advisor.documents.contents import Column, Field, Line, Look, Picture, Table, words
from advisor.governance.draft_paper import DraftPaper
from advisor.governance.drafting.draft import Draft
from advisor.governance.drafting.wording import WAYS

_AS_MET = re.compile(r"^(?:Not m|M)et: ")
ANSWER_WANTED = "[not provided]"
"""What stands in the column of answers until a reviewer writes one there."""


def screening(draft: Draft, citing: Citing) -> Table:
    """Every case that was looked at, those that are met first."""
    triggers = sorted(draft.screening.triggers, key=lambda one: not one.met)
    return Table(
        caption="Cases in which an assessment is required",
        columns=(Column(head="Met", share=0.8), Column(head="Case, and why", share=8)),
        rows=tuple(
            (
                words("Yes" if one.met else "No"),
                Field(
                    lines=(
                        Line(text=_sentence(_AS_MET.sub("", one.why)), sources=citing.numbers(one.citations)),
                        *([Line(text=f"“{one.source_text}”", look=Look.QUIET)] if one.source_text else []),
                    )
                ),
            )
            for one in triggers
        ),
    )


def access(draft: Draft) -> Table:
    """For each flow, the least intrusive way that serves the purpose, beside the others."""
    return Table(
        caption="Ways of giving access, the least intrusive that serves recommended",
        columns=(
            Column(head="Flow", share=2.2),
            Column(head="Recommended", share=3.4),
            Column(head="Others", share=3.4),
        ),
        rows=tuple(
            (
                words(one.flow),
                Field(
                    lines=(
                        Line(text=_sentence(WAYS[one.recommended]), look=Look.STRONG),
                        Line(text=one.why),
                    )
                ),
                Field(
                    lines=tuple(
                        Line(text=f"{_sentence(WAYS[other.way])}: {_lowered(other.why)}", look=Look.POINT)
                        for other in one.alternatives
                    )
                ),
            )
            for one in draft.access
        ),
    )


def flows(draft: Draft) -> tuple[Picture | Table, ...]:
    """The picture of who sends what to whom, and the same as a table."""
    drawn = data_flow.pictures(draft.flows)
    caption = "Who sends which data to whom"
    pictures = [
        Picture(
            svg=svg,
            caption=caption if len(drawn) == 1 else f"{caption} ({place + 1} of {len(drawn)})",
            words=data_flow.describe(
                draft.flows[place * data_flow.AT_MOST : (place + 1) * data_flow.AT_MOST], place * data_flow.AT_MOST + 1
            ),
        )
        for place, svg in enumerate(drawn)
    ]
    table = Table(
        caption=f"{caption}, in words",
        columns=(
            Column(head="Flow", share=0.7),
            Column(head="From", share=2),
            Column(head="To", share=2),
            Column(head="Data", share=3),
            Column(head="How", share=2.3),
        ),
        rows=tuple(
            (
                words(str(number)),
                words(one.sender),
                words(one.receiver),
                words(data_flow.what_of(one), mark=f"flows.{number}.data"),
                words(data_flow.method_of(one), mark=f"flows.{number}.method"),
            )
            for number, one in enumerate(draft.flows, 1)
        ),
    )
    return (*pictures, table)


def questions(draft: Draft, citing: Citing) -> Table:
    """What is still to be answered, why it matters and who might know, with room for the answer."""
    return Table(
        caption="Open questions",
        columns=(
            Column(head="Question", share=3),
            Column(head="Why it matters", share=3.2),
            Column(head="Who might know", share=1.8),
            Column(head="Answer", share=2),
        ),
        rows=tuple(
            (
                words(one.question),
                words(one.why, sources=citing.numbers(one.citations)),
                words(one.who_might_know),
                words(ANSWER_WANTED, mark=f"gaps.{one.field}.answer"),
            )
            for one in draft.gaps
        ),
    )


def checklist(draft: Draft, citing: Citing) -> Table:
    """What the law and the codes want of the document, and where it is met."""
    return Table(
        caption="What the document must hold",
        columns=(Column(head="Wanted", share=4), Column(head="Met", share=0.8), Column(head="Where", share=3.6)),
        rows=tuple(
            (
                words(one.requirement, sources=citing.numbers(one.citations)),
                words("Yes" if one.met else "No"),
                words(one.where),
            )
            for one in draft.checklist
        ),
    )


def signatures(paper: DraftPaper) -> Table:
    """Room for those who sign."""
    return Table(
        caption="Signatures",
        columns=(
            Column(head="Who", share=3),
            Column(head="Name", share=2.2),
            Column(head="Signature", share=2.2),
            Column(head="Date", share=1.4),
        ),
        rows=tuple((words(_sentence(one)), Field(), Field(), Field()) for one in paper.template.signed_by),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
