"""Sending a command from a form of the Review page, on the version that was on the page when the form was drawn."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import streamlit as st

from advisor.approval import readiness
from advisor.approval.command import Command, Renew
from advisor.approval.command import CommandKind as Do
from advisor.approval.offers import Offer
from advisor.approval.record import Nature, Term
from advisor.approval.refusal import Refusal
from advisor.interface import day_fields, doing, identity
from advisor.interface.doing import FieldToMend
from advisor.interface.review_words import done, label_of

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from advisor.approval.actor import Actor
    from advisor.composition import Advisor

MOST_MEGABYTES = 20

_NEEDED = ("reasons", "text", "answer")
_PICKED = {"view": "Choose what you think of it.", "outcome": "Choose how it ended."}
_NAMED = {"condition_id": "Choose the condition that is met.", "successor_id": "Choose the renewal."}
_WRITTEN = ("answer", "text", "reasons", "overruling")


@dataclass(frozen=True)
class Sending:
    """A form as it was drawn: for which command, on which version, with which fields."""

    key: str
    kind: type[Command]
    offer: Offer
    case_id: str
    seen_version: int
    digest: str
    fields: tuple[str, ...]
    terms: int = 0

    @property
    def command_id(self) -> str:
        """The same as long as the form stands, so that a second press of the button does nothing."""
        return f"page-{self.key}"

    def field(self, name: str) -> str:
        """Key of a field."""
        return f"{self.key}-{name}"

    def term(self, number: int, name: str) -> str:
        """Key of a field of a condition."""
        return term(self.key, number, name)


def send(advisor: Advisor, sending: Sending) -> None:
    """Carry the command out; on success the form begins anew."""
    st.session_state[f"sent-{sending.case_id}"] = named(sending.offer)
    if doing.attempt("review", lambda: _carried_out(advisor, sending), _written(sending)):
        st.session_state.pop(f"turn-{sending.case_id}", None)
        st.query_params.pop("do", None)


def add_term(sending: Sending) -> None:
    """Make room for one more condition."""
    st.session_state[f"terms-{sending.key}"] = sending.terms + 1


def take_up(key: str, conditions: Iterable[str]) -> None:
    """Write conditions into the form of this key, before it is drawn, after those that stand in it."""
    count = int(st.session_state.get(f"terms-{key}", 0))
    held = {str(st.session_state.get(term(key, number, "text"), "")).strip() for number in range(1, count + 1)}
    for words in conditions:
        if words not in held:
            count += 1
            st.session_state[term(key, count, "text")] = words
    st.session_state[f"terms-{key}"] = count


def term(key: str, number: int, name: str) -> str:
    """Key of a field of a condition in the form of this key."""
    return f"{key}-term{number}-{name}"


def named(offer: Offer) -> str:
    """An offer as a word: what, for which body, as what."""
    return f"{offer.do.name} {offer.organisation_id} {offer.capacity or ''}".strip()


def last_sent(case_id: str) -> str:
    """What was sent last on a case from this page."""
    return str(st.session_state.get(f"sent-{case_id}", ""))


def bytes_of(key: str, words: str) -> tuple[bytes, str]:
    """The file that was given, and its name.

    Raises:
        FieldToMend: there is none, it is empty or too large.
    """
    given: UploadedFile | None = st.session_state.get(key)
    if given is None:
        raise FieldToMend(f"{words}: choose a file.", "Use “Browse files”, or drop a file on the form.", key)
    if not given.size or given.size > MOST_MEGABYTES * 1024 * 1024:
        raise FieldToMend(
            f"{words}: the file is empty or larger than {MOST_MEGABYTES} MB.", "Choose another file.", key
        )
    return given.getvalue(), given.name


def _carried_out(advisor: Advisor, sending: Sending) -> str:
    """Do it; where it is refused and the case is another one than was on the page, that is what the person is told."""
    actor = identity.visitor(advisor).actor
    try:
        return _done(advisor, actor, sending)
    except Refusal:
        readiness.check_seen(advisor.casework.case(actor, sending.case_id), sending.seen_version)
        raise


def _done(advisor: Advisor, actor: Actor, sending: Sending) -> str:
    do = sending.offer.do
    values = {name: _value(sending, name) for name in sending.fields if name not in {"file", "evidence_digest"}}
    if do is Do.ATTEST:
        body, _ = bytes_of(sending.field("file"), label_of(do, "file"))
        advisor.casework.attest(
            actor,
            sending.offer.organisation_id,
            sending.case_id,
            sending.seen_version,
            body,
            str(values["reasons"]),
            command_id=sending.command_id,
        )
        return done(do)
    if "evidence_digest" in sending.fields:
        values["evidence_digest"] = _evidence(advisor, actor, sending)
    command = _command(sending, values)
    advisor.casework.do(command, actor)
    if isinstance(command, Renew):
        st.query_params["case"] = command.new_case_id
    return done(do)


def _command(sending: Sending, values: dict[str, Any]) -> Command:
    given = {
        "id": sending.command_id,
        "case_id": sending.case_id,
        "seen_version": sending.seen_version,
        "organisation_id": sending.offer.organisation_id,
        "digest": sending.digest,
        "new_case_id": secrets.token_hex(8),
        **({"capacity": sending.offer.capacity} if sending.offer.capacity else {}),
        **values,
    }
    return sending.kind.model_validate(
        {name: value for name, value in given.items() if name in sending.kind.model_fields}
    )


def _evidence(advisor: Advisor, actor: Actor, sending: Sending) -> str:
    key = sending.field("evidence_digest")
    body, name = bytes_of(key, label_of(sending.offer.do, "evidence_digest"))
    return advisor.casework.keep_file(actor, sending.case_id, body, name=name)


def _value(sending: Sending, name: str) -> object:
    """What the form says in a field.

    Raises:
        FieldToMend: it is needed and missing.
    """
    if name == "terms":
        return tuple(term for number in range(1, sending.terms + 1) if (term := _term(sending, number)))
    key, words = sending.field(name), label_of(sending.offer.do, name)
    said = st.session_state.get(key)
    if name in _NEEDED and not str(said or "").strip():
        raise FieldToMend(f"{words}: write it down.", "It is kept with the case.", key)
    if said is None and (sentence := _PICKED.get(name) or _NAMED.get(name)):
        raise FieldToMend(sentence, "", key)
    if name == "overruling":
        return str(said).strip() or None
    if _is_day(sending.kind, name):
        return day_fields.required(words, key)
    return said


def _term(sending: Sending, number: int) -> Term | None:
    words = str(st.session_state.get(sending.term(number, "text"), "")).strip()
    if not words:
        return None
    nature = st.session_state.get(sending.term(number, "nature"), Nature.PRECEDENT)
    due_on = day_fields.taken(f"Condition {number}, due on", sending.term(number, "due"))
    return Term(nature=nature, text=words, due_on=due_on)


def _written(sending: Sending) -> doing.Written:
    """What the person wrote in words of their own."""
    said = [
        (label_of(sending.offer.do, name), str(st.session_state.get(sending.field(name)) or ""))
        for name in _WRITTEN
        if name in sending.fields
    ]
    said += [
        (f"Condition {number}", str(st.session_state.get(sending.term(number, "text")) or ""))
        for number in range(1, sending.terms + 1)
    ]
    return tuple(one for one in said if one[1].strip())


def _is_day(kind: type[Command], name: str) -> bool:
    return kind.model_fields[name].annotation is date
