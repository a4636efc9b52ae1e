"""Benefit beside risk, and the risks one by one before and after the measures."""

from __future__ import annotations

from itertools import groupby

from advisor.approval.proposal import RiskLevel
from advisor.approval.risk_matrix import level
from advisor.documents import risk_matrix
from advisor.documents.citing import Citing
from advisor.documents.contents import Column, Field, Line, Look, Picture, Table, words
from advisor.governance.draft_paper import DraftPaper
from advisor.governance.drafting.draft import RiskLine


def benefit_beside_risk(paper: DraftPaper) -> Table:
    """Who gains and what not doing it costs, beside who may be harmed and what is left after the measures."""
    draft = paper.draft
    left = tuple(
        line
        for place, one in enumerate(draft.benefit, 1)
        for line in (
            Line(text=one.who[:1].upper() + one.who[1:], look=Look.STRONG),
            Line(text=one.benefit, mark=f"benefit.{place}.benefit", tag=one.origin.value.capitalize()),
            Line(lead="If it is not done: ", text=one.harm_of_not_sharing, mark=f"benefit.{place}.harm-of-not-sharing"),
        )
    )
    numbered = [(risk_matrix.number_of(place), one) for place, one in enumerate(draft.risks)]
    numbered.sort(key=lambda one: _after(one[1], paper).rank, reverse=True)
    right: list[Line] = []
    for rank, held in groupby(numbered, key=lambda one: _after(one[1], paper)):
        right.append(Line(text=f"{rank.value.capitalize()} after the measures", look=Look.STRONG))
        right += [Line(text=f"{name} {one.harm}", look=Look.POINT) for name, one in held]
    return Table(
        caption="Who gains, beside who may be harmed",
        columns=(
            Column(head="Who gains, and what not doing it costs"),
            Column(head="Who may be harmed, and what is left"),
        ),
        rows=(
            (
                Field(lines=left or (Line(text="[not provided: who gains, and how]"),)),
                Field(lines=tuple(right) or (Line(text="No risk of the library fits what is proposed."),)),
            ),
        ),
    )


def _after(risk: RiskLine, paper: DraftPaper) -> RiskLevel:
    return level(risk.residual_likelihood, risk.residual_severity, paper.scale)


def risks(paper: DraftPaper, citing: Citing) -> tuple[Picture, Table]:
    """The picture before and after the measures, and the risks one by one."""
    held, scale = paper.draft.risks, paper.scale
    picture = Picture(
        svg=risk_matrix.draw(held, scale),
        caption="Risks before and after the measures",
        words=risk_matrix.describe(held, scale),
    )
    table = Table(
        caption="Risks to people, measures and what is left",
        columns=(
            Column(head="No", share=0.62),
            Column(head="Risk to people", share=3.5),
            Column(head="Before", share=1.3),
            Column(head="Measures", share=3.6),
            Column(head="After", share=1.3),
            Column(head="Owner", share=1.5),
        ),
        rows=tuple(
            (
                words(risk_matrix.number_of(place)),
                Field(
                    lines=(
                        Line(
                            text=one.harm,
                            mark=f"risks.{one.id}.harm",
                            sources=citing.numbers(one.citations),
                            remarks=citing.words(one.citations),
                        ),
                        Line(lead="Who: ", text=one.who, look=Look.QUIET, mark=f"risks.{one.id}.who"),
                        Line(lead="From: ", text=one.source, look=Look.QUIET, mark=f"risks.{one.id}.source"),
                        Line(lead="Why listed: ", text=one.why, look=Look.QUIET, mark=f"risks.{one.id}.why"),
                    )
                ),
                Field(
                    lines=(
                        Line(
                            text=risk_matrix.words_of(one.likelihood, one.severity, scale),
                            mark=f"risks.{one.id}.before",
                        ),
                    ),
                    tone=level(one.likelihood, one.severity, scale).value,
                ),
                Field(
                    lines=tuple(
                        Line(text=measure, mark=f"risks.{one.id}.measures.{at}", look=Look.POINT)
                        for at, measure in enumerate(one.measures, 1)
                    )
                ),
                Field(
                    lines=(
                        Line(
                            text=risk_matrix.words_of(one.residual_likelihood, one.residual_severity, scale),
                            mark=f"risks.{one.id}.after",
                        ),
                    ),
                    tone=level(one.residual_likelihood, one.residual_severity, scale).value,
                ),
                words(one.owner, mark=f"risks.{one.id}.owner"),
            )
            for place, one in enumerate(held)
        ),
    )
    return picture, table
