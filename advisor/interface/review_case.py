"""A case on one page: what is proposed, what is known about it, what was decided, and what the person may do now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.proposal import CaseKind
from advisor.governance.words import date_in_words
from advisor.interface import doing, precedent_pack, review_decided, review_forms, review_proposed
from advisor.interface.escaping import label, text
from advisor.interface.review_words import KINDS, status_tag, trial_tag
from advisor.journeys.casework_opening import title_of

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.casework_shown import CaseView


def draw(advisor: Advisor, actor: Actor, view: CaseView, told: doing.Told | None) -> None:
    """The page. ``told`` is what became of the last thing done here."""
    st.html(_head(view))
    left, right = st.columns([1.75, 1], gap="large")
    with right:
        st.html(review_proposed.glance(view))
        _files(advisor, actor, view)
    with left:
        if view.case.kind is CaseKind.QUESTION:
            st.html(_part(review_proposed.question(view)))
        else:
            st.html(_part(f"{review_proposed.draw(view)}{review_decided.draw(view)}"))
            precedent_pack.draw(advisor, actor, view)
        review_forms.draw(advisor, actor, view, told)
        st.html(review_decided.history(view))


def _part(markup: str) -> str:
    return f'<div class="ga-case">{markup}</div>'


def _head(view: CaseView) -> str:
    summary = view.summary
    trial = (
        f'<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">{text(view.watermark)}</p></div>'
        if view.watermark
        else ""
    )
    return (
        f'<p class="ga-caption">{KINDS[summary.kind]}, case {text(summary.case_id)}</p><h1>{text(summary.title)}</h1>'
        f'<p class="ga-cards__marks">{status_tag(summary.status)} {trial_tag(view.watermark)}</p>{trial}'
        f"{_returned(view)}<p>{text(_standing(view))} "
        '<a href="#what-you-can-do" data-to="what-you-can-do">Go to what you can do</a></p>'
    )


def _returned(view: CaseView) -> str:
    """What has to change, before everything else."""
    if view.returned_because is None:
        return ""
    lead = "More is asked for" if view.case.kind is CaseKind.QUESTION else "What has to change"
    return (
        f'<div class="ga-inset"><p class="ga-inset__lead">{lead}</p>'
        f"{review_proposed.by_paragraph([view.returned_because])}</div>"
    )


def _standing(view: CaseView) -> str:
    """Where the case stands, in one sentence."""
    if view.case.kind is CaseKind.QUESTION:
        return "Answered." if view.answer else "Waiting for an answer."
    if view.in_force:
        until = view.summary.valid_until
        return f"In force until {date_in_words(until)}." if until else "In force."
    return view.not_in_force_because


def _files(advisor: Advisor, actor: Actor, view: CaseView) -> None:
    """Everything that can be taken away: the draft, files that the case rests on, and our own decisions, signed."""
    case_id = view.summary.case_id
    st.html('<h2 class="ga-aside">Files</h2>')
    if view.draft.held:
        name = view.draft.name or "draft"
        _file(advisor, actor, case_id, view.draft.digest, f"Download the draft, {name}", name, view.draft.media_type)
    else:
        st.html("<p>The draft is no longer held.</p>")
    for condition in view.conditions:
        for digest in condition.evidence_digests:
            _file(advisor, actor, case_id, digest, f"Evidence for the condition: {title_of(condition.text)}")
    for heard in view.consultations:
        if heard.evidence_digest:
            _file(advisor, actor, case_id, heard.evidence_digest, "How the consultation of the regulator ended")
    mine = {offer.organisation_id for offer in view.offers}
    for party in view.parties:
        if party.decision is None:
            continue
        if party.decision.file_digest:
            _file(advisor, actor, case_id, party.decision.file_digest, f"Signed decision of {party.name}")
        elif party.id in mine and view.case.kind is CaseKind.AGREEMENT:
            st.download_button(
                label(f"Decision of {party.name}, signed, for the other organisation"),
                partial(advisor.casework.export_decision, actor, case_id, party.id),
                file_name=f"decision-{party.id}.json",
                mime="application/json",
                key=f"decision-{case_id}-{party.id}",
                on_click="ignore",
            )


def _file(
    advisor: Advisor,
    actor: Actor,
    case_id: str,
    digest: str,
    words: str,
    name: str = "",
    media_type: str = "application/octet-stream",
) -> None:
    st.download_button(
        label(words),
        lambda: advisor.casework.file(actor, case_id, digest).body,
        file_name=name or digest[:12],
        mime=media_type,
        key=f"file-{case_id}-{digest[:16]}-{len(words)}",
        on_click="ignore",
    )
