"""Who is what in law, on what each may rely, what goes from whom to whom, and the least intrusive way of access."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.documents import data_flow
from advisor.governance.drafting.draft import Regime, Standing
from advisor.interface import draft_pictures
from advisor.interface.draft_opened import cited
from advisor.interface.draft_words import WAYS, with_gaps
from advisor.interface.escaping import text
from advisor.interface.review_words import tag

if TYPE_CHECKING:
    from advisor.governance.drafting.draft import Access, LawfulBasisLine
    from advisor.interface.draft_opened import OpenDraft


def draw(opened: OpenDraft) -> None:
    """The picture and its table, access, roles, the law, the screening."""
    st.html(f"{_flows(opened)}{_access(opened)}{_roles(opened)}{_law(opened)}{_screening(opened)}")
    st.html("<p>Something is wrong here? Put the fact right from which it follows.</p>")
    opened.link("Put a fact right", "understood")


def _flows(opened: OpenDraft) -> str:
    flows = opened.shown.draft.flows
    if not flows:
        return "<h2>What goes from whom to whom</h2><p>The proposal does not say who sends data to whom.</p>"
    drawn = "".join(
        draft_pictures.figure(one, "Arrows from sender to receiver. The table below has the same.", "The data flows")
        for one in data_flow.pictures(flows)
    )
    rows = "".join(
        f'<tr><th scope="row">{number}</th><td>{text(one.sender)}</td><td>{text(one.receiver)}</td>'
        f"<td>{with_gaps(data_flow.what_of(one))}</td><td>{with_gaps(data_flow.method_of(one))}</td></tr>"
        for number, one in enumerate(flows, start=1)
    )
    names = "".join(f'<th scope="col">{one}</th>' for one in ("Flow", "From", "To", "What", "How"))
    return (
        f'<h2>What goes from whom to whom</h2>{drawn}<div class="ga-scroll" tabindex="0" role="region" '
        f'aria-label="Table of the data flows"><table class="ga-table"><caption>The data flows</caption><thead>'
        f"<tr>{names}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _access(opened: OpenDraft) -> str:
    found = opened.shown.draft.access
    if not found:
        return ""
    return (
        '<h2 class="ga-after">The least intrusive way</h2><p>For each flow, the way that serves the purpose with the '
        f'least. Access ends when the agreement does.</p><ul class="ga-said">{"".join(map(_way, found))}</ul>'
    )


def _way(one: Access) -> str:
    others = "".join(f"<li><strong>{WAYS[each.way]}.</strong> {text(each.why)}</li>" for each in one.alternatives)
    return (
        f"<li><p>{text(one.flow)}</p><p>{tag(WAYS[one.recommended], 'green')}</p><p>{text(one.why)}</p>"
        f'<details class="ga-details"><summary>The other ways<span class="ga-hidden"> for {text(one.flow)}</span>'
        f"</summary><ul>{others}</ul></details></li>"
    )


def _roles(opened: OpenDraft) -> str:
    rows = "".join(
        f'<tr><th scope="row">{text(one.party)}</th><td>{text(one.role.capitalize())}</td>'
        f"<td>{text(one.why)}{f' ({text(one.flow)})' if one.flow else ''}</td></tr>"
        for one in opened.shown.draft.roles
    )
    if not rows:
        return '<h2 class="ga-after">Who is what in law</h2><p>The proposal names no organisation.</p>'
    return (
        '<h2 class="ga-after">Who is what in law</h2><div class="ga-scroll" tabindex="0" role="region" '
        'aria-label="Roles"><table class="ga-table"><caption>Roles of the organisations</caption><thead><tr>'
        '<th scope="col">Organisation</th>'
        f'<th scope="col">Role</th><th scope="col">Why</th></tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _law(opened: OpenDraft) -> str:
    items = "".join(_basis(opened, one) for one in opened.shown.draft.lawful_basis)
    return f'<h2 class="ga-after">What each may rely on</h2><ul class="ga-said">{items}</ul>' if items else ""


def _basis(opened: OpenDraft, one: LawfulBasisLine) -> str:
    settled = tag("Settled by the facts", "green") if one.status is Standing.SETTLED else tag("To be chosen", "yellow")
    points = [
        ("Part 3 of the Data Protection Act 2018", one.regime is Regime.PART_3),
        (f"Article 6(1) {_points(one.article_6)}", bool(one.article_6)),
        (f"Article 9(2) {_points(one.article_9)}", bool(one.article_9)),
        (f"Schedule 1 paragraph {', '.join(one.schedule_1)}", bool(one.schedule_1)),
        (f"Power: {one.power}", bool(one.power)),
    ]
    said = "; ".join(words for words, holds in points if holds)
    return (
        f"<li><p><strong>{text(one.party)}</strong> {settled}</p>"
        f"{f'<p>{text(said)}</p>' if said else ''}<p>{text(one.why)}</p>{cited(opened.sources(one.citations))}</li>"
    )


def _points(letters: tuple[str, ...]) -> str:
    return ", ".join(f"({one})" for one in letters)


def _screening(opened: OpenDraft) -> str:
    screening = opened.shown.draft.screening
    if not screening.triggers:
        return ""
    said = "An assessment is required." if screening.required else "No assessment is required."
    if not screening.settled:
        said = "Too little is said to settle whether an assessment is required; until then one is written."
    met = [one for one in screening.triggers if one.met]
    not_met = [one for one in screening.triggers if not one.met]
    first = "".join(
        f"<li><p>{tag('Met', 'yellow')} {text(one.why.removeprefix('Met: '))}</p>"
        f"{cited(opened.sources(one.citations))}</li>"
        for one in met
    )
    rest = "".join(f"<li>{text(one.why)}</li>" for one in not_met)
    return (
        f'<h2 class="ga-after">The screening</h2><p>{said}</p><ul class="ga-said">{first}</ul>'
        f'<details class="ga-details"><summary>{len(not_met)} cases that are not met</summary><ul>{rest}</ul></details>'
    )
