"""Administration: people and their roles, organisations, delegations and their use, retention, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.refusal import Refusal
from advisor.interface import administration_forms, administration_tables, banners, doing, identity, library, sections
from advisor.interface.administration_desk import Desk

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor

SECTIONS = {
    "": "People",
    "organisations": "Organisations",
    "delegations": "Delegations",
    "retention": "Retention",
    "changes": "Changes",
}


def page() -> None:
    """The section that the address names."""
    advisor = library.advisor()
    identity.choose(advisor)
    actor = identity.visitor(advisor).actor
    shown = st.query_params.get("show", "")
    shown = shown if shown in SECTIONS else ""
    st.set_page_config(page_title=f"{SECTIONS[shown]} – Administration – Governance advisor")
    st.html("<h1>Administration</h1>")
    sections.draw("administration.py", SECTIONS)
    doing.tell()
    {
        "": _people,
        "organisations": _organisations,
        "delegations": _delegations,
        "retention": _retention,
        "changes": _changes,
    }[shown](advisor, actor)


def _people(advisor: Advisor, actor: Actor) -> None:
    desk = Desk.of(advisor, actor)
    st.html(f'<p class="ga-intro">{administration_tables.own(desk)}</p>')
    for body in desk.register.organisations:
        st.html(administration_tables.people(desk, body))
    administration_forms.draw(desk, administration_forms.PEOPLE)
    _export(advisor, actor, desk)


def _organisations(advisor: Advisor, actor: Actor) -> None:
    desk = Desk.of(advisor, actor)
    st.html(administration_tables.organisations(desk))
    administration_forms.draw(desk, administration_forms.ORGANISATIONS)


def _delegations(advisor: Advisor, actor: Actor) -> None:
    desk = Desk.of(advisor, actor)
    st.html(
        '<p class="ga-intro">Authority to decide that a named person lends to another. It is never wider than the '
        "lender’s own, is never lent on, and ends when theirs does.</p>"
    )
    st.html(administration_tables.delegations(desk, advisor.casework.delegated(actor)))
    administration_forms.draw(desk, administration_forms.DELEGATIONS)


def _retention(advisor: Advisor, actor: Actor) -> None:
    desk = Desk.of(advisor, actor)
    days = advisor.settings.retention.cases_days
    st.html(
        f'<p class="ga-intro">The texts and files of a case are kept for {days:,} days after it came to rest. What is '
        "erased leaves its events, which name people by identifier and texts by digest.</p>"
    )
    try:
        past = advisor.office.retention.past(actor)
    except Refusal as refusal:
        st.html(banners.inset(f"{refusal.sentence} Auditors see the list too."))
        return
    st.html(administration_tables.past(past))
    administration_forms.draw(desk, administration_forms.RETENTION)


def _changes(advisor: Advisor, actor: Actor) -> None:
    desk = Desk.of(advisor, actor)
    try:
        events = advisor.authority.history(actor)
    except Refusal as refusal:
        st.html(banners.inset(f"{refusal.sentence} {refusal.what_to_do}"))
        return
    st.html(administration_tables.changes(desk, events))


def _export(advisor: Advisor, actor: Actor, desk: Desk) -> None:
    """All that is held about a person, for a request for access: one's own, or anybody's for who oversees."""
    st.html("<h2>What is held about a person</h2>")
    known = desk.people or {actor.id: desk.name(actor.id)}
    chosen = st.selectbox(
        "About whom?", list(known), format_func=lambda one: desk.choice(known[one], one), key="export-person"
    )
    st.download_button(
        "Download it as JSON",
        lambda: administration_tables.as_json(advisor.office.person_export(actor, chosen)),
        file_name="what-is-held.json",
        mime="application/json",
        key="export",
        on_click="ignore",
    )


if __name__ == "__main__":
    page()
