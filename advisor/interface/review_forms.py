"""What a person may do on a case now: the choice, the form of what was chosen, and why not something else."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

import streamlit as st

from advisor.approval import separation
from advisor.approval.actor import Role
from advisor.approval.casefile import PENDING, Status
from advisor.approval.command import Command
from advisor.approval.command import CommandKind as Do
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.day import day_of
from advisor.approval.offers import Offer
from advisor.approval.record import Nature, View
from advisor.approval.refusal import Reason, Refusal
from advisor.governance.words import date_in_words
from advisor.interface import banners, day_fields, doing, precedent_pack, review_opening, review_sending
from advisor.interface.escaping import label, text
from advisor.interface.review_words import DOING, ENDINGS, NATURES, VIEWS, label_of

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.casework_shown import CaseView

COMMANDS: dict[Do, type[Command]] = {one.model_fields["kind"].default: one for one in get_args(Command)}
DAYS = ("valid_until", "review_on", "next_review_on", "sent_on", "told_on", "first_day", "resumed_on", "closed_on")
_HEIGHT = 160

_WORTH_SAYING = frozenset({
    Reason.OWN_CASE, Reason.ADVISER, Reason.NO_AUTHORITY, Reason.NOT_ADVISED, Reason.RISK_NOT_ACCEPTED,
    Reason.PRIOR_CONSULTATION, Reason.ALREADY_DECIDED, Reason.SAME_AUTHORITY, Reason.GAPS, Reason.UNCHANGED,
})  # fmt: skip
"""Refusals that tell a person something; that a step does not fit the status of the case goes without saying."""


_EXPECTED = frozenset({
    Do.SUBMIT, Do.ADVISE, Do.ANSWER, Do.APPROVE, Do.REJECT, Do.RETURN, Do.ATTEST, Do.MEET_CONDITION, Do.RECORD_REVIEW,
    Do.RESUME, Do.SUPERSEDE,
})  # fmt: skip
"""What a person comes to a case for; why a step on the way cannot be taken helps nobody."""


def draw(advisor: Advisor, actor: Actor, view: CaseView, told: doing.Told | None) -> None:
    """The choice and the form. What was written for something that is no longer offered is shown to be copied."""
    st.html('<h2 id="what-you-can-do" tabindex="-1">What you can do now</h2>')
    offers = {review_sending.named(one): one for one in sorted(view.offers, key=_place) if _is_open(one, actor, view)}
    chosen = _chosen(actor, view, offers) if offers else None
    if told is not None and told.written and review_sending.last_sent(view.summary.case_id) not in offers:
        st.html(doing.kept(told.written))
    if refused := _why_not(actor, view):
        st.html(refused)
    if not offers:
        st.html("<p>There is nothing for you to do on this case now.</p>")
    if chosen is None:
        return
    if chosen.do is Do.REVISE:
        review_opening.revision(advisor, actor, view, chosen.organisation_id)
        return
    _form(advisor, actor, view, chosen)


def _chosen(actor: Actor, view: CaseView, offers: dict[str, Offer]) -> Offer | None:
    key = f"choice-{_turn(view.summary.case_id)}-{actor.id}"  # another one once something was done
    if st.session_state.get(key) not in offers:
        st.session_state.pop(key, None)
    several = len({one.organisation_id for one in offers.values()}) > 1
    names = {party.id: party.name for party in view.parties}
    asked = next((place for place, one in enumerate(offers.values()) if one.do.name.lower() == _asked()), None)
    picked = st.radio(
        "What do you want to do?",
        list(offers),
        index=asked,
        format_func=lambda name: label(_words(offers[name], names if several else {})),
        key=key,
    )
    return offers.get(picked) if picked else None


def _is_open(offer: Offer, actor: Actor, view: CaseView) -> bool:
    """Whether there is something for the person to fill in; the rules look at these three once they are sent."""
    if offer.do is Do.REVISE and view.case.recorded_status not in {Status.DRAFT, Status.RETURNED}:
        return offer.allowed and actor.id in view.case.author_ids
    if offer.do is Do.SUPERSEDE:
        return offer.allowed and bool(view.renewals)
    if offer.do is Do.ATTEST:
        return offer.allowed and any(party.outside and party.decision is None for party in view.parties)
    return offer.allowed


def _asked() -> str:
    return st.query_params.get("do", "")


def _form(advisor: Advisor, actor: Actor, view: CaseView, offer: Offer) -> None:
    case_id, kind = view.summary.case_id, COMMANDS[offer.do]
    key = f"{offer.do.name.lower()}-{_turn(case_id)}-{actor.id}"
    if "terms" in kind.model_fields:
        review_sending.take_up(key, st.session_state.pop(precedent_pack.considered(case_id, actor.id), ()))
    sending = review_sending.Sending(
        key=key,
        kind=kind,
        offer=offer,
        case_id=case_id,
        seen_version=view.version,
        digest=view.digest,
        fields=tuple(name for name in FIELDS if _has(kind, name) and _is_wanted(name, view)),
        terms=int(st.session_state.get(f"terms-{key}", 0)),
    )
    with st.form(f"form-{key}", enter_to_submit=False, border=True):
        st.html(_on_what(view, offer))
        for name in sending.fields:
            FIELDS[name](view, sending, name)
        with st.container(horizontal=True):
            st.form_submit_button(
                DOING[offer.do][1],
                type="primary",
                on_click=review_sending.send,
                args=(advisor, sending),
                key=f"go-{key}",
            )


def _turn(case_id: str) -> str:
    """Names what is done next on a case from this page; a new one each time that something was done."""
    return str(st.session_state.setdefault(f"turn-{case_id}", secrets.token_hex(4)))


def _on_what(view: CaseView, offer: Offer) -> str:
    name = next((party.name for party in view.parties if party.id == offer.organisation_id), offer.organisation_id)
    capacity = f" as {offer.capacity.value}" if offer.capacity else ""
    number = len(view.versions)
    said = f"You act for {name}{capacity}, on version {number} of this case, digest {view.digest[:12]}."
    return f'<h3>{text(DOING[offer.do][0])}</h3><p class="ga-hint">{text(said)}</p>'


def _has(kind: type[Command], name: str) -> bool:
    return name in kind.model_fields or (name == "file" and kind is COMMANDS[Do.ATTEST])


def _is_wanted(name: str, view: CaseView) -> bool:
    """Reasons for departing from advice are asked for where some advice is not plain support."""
    return name != "overruling" or any(one.view is not View.SUPPORTS and one.on_this_version for one in view.advice)


def _area(_view: CaseView, sending: review_sending.Sending, name: str) -> None:
    words = label_of(sending.offer.do, name)
    if name == "overruling":
        words += " (needed if you do)"
    st.text_area(words, key=sending.field(name), max_chars=20_000, height=_HEIGHT)


def _day(_view: CaseView, sending: review_sending.Sending, name: str) -> None:
    day_fields.draw(label_of(sending.offer.do, name), sending.field(name))


def _choice(_view: CaseView, sending: review_sending.Sending, name: str) -> None:
    words: dict[View, str] | dict[ConsultationOutcome, str] = VIEWS if name == "view" else ENDINGS
    st.radio(
        label_of(sending.offer.do, name),
        list(words),
        index=None,
        format_func=lambda one: words[one],
        key=sending.field(name),
    )


def _tick(_view: CaseView, sending: review_sending.Sending, name: str) -> None:
    st.checkbox(label_of(sending.offer.do, name), key=sending.field(name))
    st.html('<p class="ga-hint">The card is laid out for review and answers nobody before it is reviewed.</p>')


def _file(_view: CaseView, sending: review_sending.Sending, name: str) -> None:
    st.file_uploader(
        label_of(sending.offer.do, name), key=sending.field(name), max_upload_size=review_sending.MOST_MEGABYTES
    )


def _condition(view: CaseView, sending: review_sending.Sending, name: str) -> None:
    still = {one.id: f"{one.text} (set by {one.organisation})" for one in view.conditions if one.is_open}
    st.radio(
        label_of(sending.offer.do, name),
        list(still),
        index=None,
        format_func=lambda one: label(still[one]),
        key=sending.field(name),
    )


def _successor(view: CaseView, sending: review_sending.Sending, name: str) -> None:
    renewals = {
        one.case_id: f"{one.title}, {one.status.value}, opened {date_in_words(day_of(one.opened_at))} ({one.case_id})"
        for one in view.renewals
    }
    st.radio(
        label_of(sending.offer.do, name),
        list(renewals),
        index=None,
        format_func=lambda one: label(renewals[one]),
        key=sending.field(name),
    )


def _terms(_view: CaseView, sending: review_sending.Sending, _name: str) -> None:
    for number in range(1, sending.terms + 1):
        st.html(f'<p class="ga-label">Condition {number}</p>')
        st.text_area(f"Condition {number}: what must be so", key=sending.term(number, "text"), height=90)
        st.radio(
            f"Condition {number}: when does it apply?",
            list(Nature),
            format_func=lambda one: NATURES[one],
            key=sending.term(number, "nature"),
        )
        day_fields.draw(
            f"Condition {number}: due on (optional)", sending.term(number, "due"), hint="Leave empty for no date."
        )
    st.form_submit_button(
        "Add another condition" if sending.terms else "Add a condition",
        key=f"add-{sending.key}",
        on_click=review_sending.add_term,
        args=(sending,),
    )


FIELDS: dict[str, Callable[[CaseView, review_sending.Sending, str], None]] = {
    "condition_id": _condition,
    "successor_id": _successor,
    "file": _file,
    "evidence_digest": _file,
    "view": _choice,
    "outcome": _choice,
    "answer": _area,
    "text": _area,
    "reasons": _area,
    "overruling": _area,
    "propose_card": _tick,
    "terms": _terms,
    **dict.fromkeys(DAYS, _day),
}
"""How each field of a command is drawn, in the order of a form."""


def _why_not(actor: Actor, view: CaseView) -> str:
    """Why something cannot be done that the person might expect to do."""
    said: dict[str, str] = {}
    if view.summary.status in PENDING:
        try:
            separation.check_not_own_case(view.case, actor.id)
        except Refusal as refusal:
            said[refusal.sentence] = refusal.what_to_do
    for one in view.offers:
        if not one.allowed and one.reason in _WORTH_SAYING and one.do in _EXPECTED:
            said.setdefault(one.sentence, one.what_to_do)
    officer = any(one.do is Do.ADVISE and one.capacity is Role.DPO for one in view.offers)
    if officer and view.summary.status in PENDING:
        said.setdefault("You advise as data protection officer, and never decide.", "")
    return "".join(banners.inset(f"{sentence} {todo}".strip()) for sentence, todo in said.items())


def _place(offer: Offer) -> tuple[int, str]:
    return list(DOING).index(offer.do), offer.organisation_id


def _words(offer: Offer, names: dict[str, str]) -> str:
    words = DOING[offer.do][0]
    if offer.capacity:
        words += f" as {offer.capacity.value}"
    return f"{words}, for {names[offer.organisation_id]}" if offer.organisation_id in names else words
