"""One precedent on a page: the case, the decision, the law that it rests on and whether that still stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval import publication
from advisor.governance.precedents.pack import INFORMS, NearPrecedent
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.replaced_law import replaced_by
from advisor.governance.precedents.told_apart import from_opposites
from advisor.governance.words import date_in_words
from advisor.interface import (
    doing,
    identity,
    library,
    precedents_asked,
    precedents_consulting,
    precedents_found,
    precedents_timeline,
    wording,
)
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import official_link, text
from advisor.interface.holdings_tables import table
from advisor.interface.review_words import tag
from corpus.address import covers, label

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor


def draw(advisor: Advisor, actor: Actor, precedent_id: str) -> str:
    """Everything about it, as it stands on the day in the address; returns its title.

    Raises:
        NotHeld: there is none that the reader may see.
    """
    wanted = precedents_asked.in_address()
    on, clearance = wanted.on or precedents_consulting.today(), wanted.clearance
    shown = advisor.precedents.consult.show(precedent_id, on=on, clearance=clearance)
    held = precedents_consulting.rows(advisor, on=on, clearance=clearance)
    row = held[precedent_id]
    st.html(_head(shown, row, on, is_today=wanted.on is None))
    left, right = st.columns([1.75, 1], gap="large")
    left.html(f'<div class="ga-case">{_case(shown, row)}{_law(row, on)}{_twins(shown, held)}</div>')
    right.html(_glance(shown, row, held, on))
    linked = precedents_timeline.chain(row, held)
    statuses = precedents_consulting.statuses(advisor, {one.id: one for one in linked}, on)
    spans = [precedents_timeline.span(one, statuses[one.id], held, on) for one in linked if one.id in statuses]
    st.html(
        "<h2>When it counted, and what it followed</h2>"
        f"{precedents_timeline.draw(spans, on, 'This precedent, and those that it followed or that followed it')}"
    )
    _withdrawing(advisor, actor, precedent_id)
    return shown.title


def _head(shown: NearPrecedent, row: Precedent, on: date, *, is_today: bool) -> str:
    as_at = "" if is_today else f"<p>As it stood on <strong>{text(date_in_words(on))}</strong>.</p>"
    return (
        f'<p class="ga-caption">Precedent {text(shown.id)}</p><h1>{text(shown.title)}</h1>'
        f"{precedents_found.tags(shown.decision, shown.status, invented=shown.invented, marking=row.classification)}"
        f"{precedents_found.invented_banner([shown.invented])}{as_at}{precedents_found.warnings(shown.warnings)}"
        f'<p class="ga-hint">{INFORMS}</p>'
    )


def _case(shown: NearPrecedent, row: Precedent) -> str:
    parts = [f"<h2>The case</h2>{_lines(row.facts)}"]
    if row.purpose:
        parts.append(f"<h3>What it was for</h3>{_lines(row.purpose)}")
    if row.parties:
        rows = [
            f'<tr><th scope="row">{text(one.name or one.type)}</th><td>{text(one.type)}</td>'
            f"<td>{text(one.role)}</td></tr>"
            for one in row.parties
        ]
        heads = "".join(f'<th scope="col">{head}</th>' for head in ("Body", "Kind", "Role"))
        parts.append(f"<h3>Who took part</h3>{table('Bodies in the case', heads, rows)}")
    if row.data_categories:
        parts.append(f"<h3>Which data</h3>{_listed(row.data_categories)}")
    parts.append(
        f"<h2>The decision: {text(shown.decision.in_words)}</h2><h3>Reasons</h3>"
        f"{_lines(row.reasons) or '<p>None are recorded.</p>'}<h3>Conditions</h3>"
        f"{_listed(row.conditions) or '<p>None.</p>'}"
    )
    if shown.outcome:
        parts.append(f"<h3>What happened afterwards</h3>{_lines(shown.outcome)}")
    return "".join(parts)


def _law(row: Precedent, on: date) -> str:
    """Each provision, and whether it was replaced since; what the advisor knows of no replacement is said so."""
    if not row.law_relied_on:
        return "<h2>The law that it relied on</h2><p>None is recorded.</p>"
    replacements = replaced_by(row, on)
    rows = []
    for url in row.law_relied_on:
        gone = next((one for one in replacements if covers(one.address, url)), None)
        if gone is None:
            state, now = tag("No replacement known", "plain"), ""
        else:
            state = f"{tag('Replaced', 'red')} from {text(date_in_words(gone.replaced_on))}"
            new = ", ".join(official_link(one, label(one)) for one in gone.replaced_by)
            now = f"{new} (by {official_link(gone.by_force_of, label(gone.by_force_of))})"
        rows.append(f'<tr><th scope="row">{official_link(url, label(url))}</th><td>{state}</td><td>{now}</td></tr>')
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Provision", "Does it still stand?", "Now"))
    return f"<h2>The law that it relied on</h2>{table('Law relied on', heads, rows)}"


def _twins(shown: NearPrecedent, held: dict[str, Precedent]) -> str:
    """Near-identical cases that were decided the other way, with what set them apart."""
    found = "".join(precedents_found.opposite(one, held) for one in from_opposites(shown))
    return f"<h2>Nearly the same, but decided differently</h2>{found}" if found else ""


def _glance(shown: NearPrecedent, row: Precedent, held: dict[str, Precedent], on: date) -> str:
    facts = [
        ("Decided by", text(row.organisation) or "Not stated"),
        ("Where", wording.PLACES[row.jurisdiction]),
        ("Decided on", date_in_words(row.decided_on)),
        ("Effective from", date_in_words(row.effective_on) if row.effective_on else "The day of the decision"),
        ("Valid until", date_in_words(row.valid_until) if row.valid_until else "No last day"),
    ]
    if row.revoked_on and row.revoked_on <= on:
        facts.append(("Revoked on", date_in_words(row.revoked_on)))
    earlier = [one for one in held.values() if one.id == row.supersedes or row.id == one.superseded_by]
    facts += [("Supersedes", precedents_found.link(one.id, one.name)) for one in earlier if one.id != row.id]
    facts += [
        ("Superseded by", precedents_found.link(one.id, one.name)) for one in precedents_timeline.successors(row, held)
    ]
    facts.append(("Marking", wording.MARKINGS[row.classification]))
    facts.append(("Real or invented", "Invented: no body decided it" if shown.invented else "A decided case"))
    rows = "".join(f"<div><dt>{name}</dt><dd>{said}</dd></div>" for name, said in facts)
    return f'<h2 class="ga-aside">At a glance</h2><dl class="ga-facts ga-facts--narrow">{rows}</dl>'


def _withdrawing(advisor: Advisor, actor: Actor, precedent_id: str) -> None:
    if not publication.may_keep_register(actor, advisor.authority.register(), library.now()):
        return
    key = f"withdraw-{precedent_id}"
    with st.expander("Withdraw this precedent", expanded=bool(st.session_state.get(f"{key}-reason"))):
        st.html(
            "<p>It is gone at once from search, packs and answers, for everybody, and cannot come back under this "
            "identifier. That it was withdrawn, by whom and why, is kept.</p>"
        )
        with st.form(key, border=False):
            st.text_area("Why is it withdrawn?", key=f"{key}-reason", max_chars=2000, height=90)
            st.form_submit_button("Withdraw it", on_click=_withdraw, args=(advisor, precedent_id), key=f"{key}-go")


def _withdraw(advisor: Advisor, precedent_id: str) -> None:
    key = f"withdraw-{precedent_id}-reason"

    def work() -> str:
        reason = str(st.session_state.get(key) or "").strip()
        if not reason:
            raise FieldToMend("Why is it withdrawn? Write it down.", "It is kept with the register.", key)
        advisor.precedents.register.withdraw(identity.visitor(advisor).actor, precedent_id, reason)
        st.query_params.pop("id", None)
        return f"Precedent {precedent_id} is withdrawn. It is in no search, pack or answer any more."

    doing.attempt("precedents", work)


def _lines(words: str) -> str:
    return "".join(f"<p>{text(one)}</p>" for one in words.splitlines() if one.strip())


def _listed(said: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{text(one)}</li>' for one in said)}</ul>" if said else ""
