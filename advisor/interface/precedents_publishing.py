"""Publishing a decided case: a person writes a summary, reads what in it still points to people, and publishes it.

What is published is what was shown after the check, never what stands in the form unread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from advisor.approval import publication
from advisor.approval.refusal import Refusal
from advisor.governance.precedents.precedent import LONGEST_CHARACTERS, Decided
from advisor.interface import banners, doing, identity, library, precedents_consulting, wording
from advisor.interface.doing import FieldToMend
from advisor.interface.escaping import own_link, text
from advisor.interface.precedents_found import DECISIONS
from corpus.source import Classification, Jurisdiction

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.casework_queue import CaseSummary
    from advisor.journeys.precedent_register import Proposed

_AREAS = (
    ("title", "Title", "What the case is called, without names of people.", 70),
    ("facts", "The facts", "Who gave what to whom, what for and how, so that nobody can be told from it.", 220),
    ("purpose", "Purpose", "", 70),
    ("reasons", "Reasons for the decision", "", 130),
    ("parties", "Bodies, one on each line", "As: name; kind; role. For example: Borset Council; council.", 90),
    ("data_categories", "Data, one kind on each line", "For example: names and contact details.", 90),
    ("law_relied_on", "Law relied on, one address on each line", "As on legislation.gov.uk.", 90),
)  # fmt: skip
_LINES = ("parties", "data_categories", "law_relied_on")
_SHOWN = ("title", "facts", "purpose", "parties", "data_categories", "law_relied_on", "reasons", "conditions")


def draw(advisor: Advisor, actor: Actor) -> None:
    """The form for the case in the address; else the cases that this person could publish."""
    case_id = st.query_params.get("case", "")
    if case_id:
        _one(advisor, actor, case_id)
        return
    found = publishable(advisor, actor)
    st.html(
        "<p>A decided case becomes a precedent when a person publishes a summary of it that names nobody. Trial cases "
        "never do.</p>"
    )
    if not found:
        why = " In local mode every case of an invented person is a trial." if identity.is_local() else ""
        st.html(f"<p>There is no decided case that you could publish.{why}</p>")
        return
    items = "".join(
        "<li>"
        + own_link("/precedents", one.title, show="publish", case=one.case_id, **identity.carried())
        + f'<span class="ga-results__about">{text(one.status.value.capitalize())} · {text(", ".join(one.parties))}'
        "</span></li>"
        for one in found
    )
    st.html(f'<h2>Cases that you could publish</h2><ul class="ga-results">{items}</ul>')


def publishable(advisor: Advisor, actor: Actor) -> list[CaseSummary]:
    """Decided, real cases that this person may publish."""
    register, now = advisor.authority.register(), library.now()
    found: list[CaseSummary] = []
    for summary in advisor.casework.cases(actor):
        if summary.watermark is None:
            case = advisor.casework.case(actor, summary.case_id)
            found += [summary] if publication.may_publish(case, actor, register, now) else []
    return found


def _one(advisor: Advisor, actor: Actor, case_id: str) -> None:
    try:
        case = advisor.casework.case(actor, case_id)
        publication.check_may_publish(case, actor, advisor.authority.register(), library.now())
    except Refusal as refusal:
        st.html(
            banners.inset(f"{refusal.sentence} {refusal.what_to_do}".strip(), "correction", "It cannot be published")
        )
        return
    view = advisor.casework.view(actor, case_id)
    st.html(
        f"<h2>Publish “{text(view.summary.title)}” as a precedent</h2><p>Write it so that no person can be told from "
        "it. The decision, its conditions and its days are taken from the case itself.</p>"
    )
    key = f"publish-{case_id}"
    usual = {
        "title": view.summary.title,
        "parties": "\n".join(party.name for party in view.parties),
        "reasons": "\n".join(reason for party in view.parties if party.decision for reason in party.decision.reasons),
    }
    with st.form(key, border=True):
        for name, words, hint, height in _AREAS:
            if f"{key}-{name}" not in st.session_state:
                st.session_state[f"{key}-{name}"] = usual.get(name, "")
            st.text_area(words, key=f"{key}-{name}", max_chars=LONGEST_CHARACTERS, height=height)
            if hint:
                st.html(f'<p class="ga-hint">{hint}</p>')
        st.selectbox(
            "Where it applies",
            list(wording.PLACES),
            index=list(wording.PLACES).index(advisor.settings.answer.jurisdiction),
            format_func=lambda one: wording.PLACES[one],
            key=f"{key}-jurisdiction",
        )
        st.radio(
            "Marking",
            list(wording.MARKINGS),
            format_func=lambda one: wording.MARKINGS[one],
            horizontal=True,
            key=f"{key}-classification",
        )
        st.form_submit_button(
            "Check it for identifiers", type="primary", on_click=_check, args=(advisor, case_id), key=f"{key}-check"
        )
    proposed: Proposed | None = st.session_state.get(_held(case_id))
    if proposed is not None:
        _checked(advisor, case_id, proposed)


def _checked(advisor: Advisor, case_id: str, proposed: Proposed) -> None:
    """What would be published, what was found in it, and the button."""
    key = f"publish-{case_id}"
    st.html(f'<h2 id="checked">Read it before you publish it</h2>{found_in(proposed)}{_preview(proposed.row)}')
    with st.form(f"{key}-act", border=False):
        st.checkbox("I have read it. It names no person, and no person can be told from it.", key=f"{key}-read")
        words = "Publish it with placeholders" if proposed.pointers else "Publish it as a precedent"
        st.form_submit_button(
            words, type="primary", on_click=_publish, args=(advisor, case_id, proposed), key=f"{key}-go"
        )


def found_in(proposed: Proposed) -> str:
    """Every identifier that was found, with the words around it; itself it is masked."""
    if not proposed.pointers:
        return "<p>No identifiers were found. Names are not recognised: read it for those.</p>"
    items = "".join(
        f"<li><strong>{text(one.kind.capitalize())}</strong> in {text(_field(one.field))}: “{text(one.around)}”</li>"
        for one in proposed.pointers
    )
    count = wording.counted(len(proposed.pointers), "identifier")
    return (
        f'<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">{count} of people found</p>'
        f"<ul>{items}</ul><p>Take them out above and check again, or publish with placeholders in their place. Names "
        "are not recognised: read it for those.</p></div>"
    )


def _preview(row: dict[str, Any]) -> str:
    said = [("Decision", text(DECISIONS[Decided(row["decision"])]))]
    for name in _SHOWN:
        value = row.get(name) or ""
        if isinstance(value, str):
            markup = "".join(f"<p>{text(one)}</p>" for one in value.splitlines() if one.strip())
        else:
            items = "".join(f"<li>{text(_party(one) if isinstance(one, dict) else str(one))}</li>" for one in value)
            markup = f"<ul>{items}</ul>" if items else ""
        said.append((_field(name).capitalize(), markup or "–"))
    rows = "".join(f"<div><dt>{text(name)}</dt><dd>{markup}</dd></div>" for name, markup in said)
    return f'<dl class="ga-facts">{rows}</dl>'


def _check(advisor: Advisor, case_id: str) -> None:
    """Look at what was written. Nothing is published by it."""
    st.session_state.pop(_held(case_id), None)

    def work() -> str:
        key = f"publish-{case_id}"
        if not str(st.session_state.get(f"{key}-facts") or "").strip():
            raise FieldToMend("The facts: write them down.", "Nobody else can take them from the case.", f"{key}-facts")
        proposed = advisor.precedents.register.proposed(identity.visitor(advisor).actor, case_id, _written(case_id))
        st.session_state[_held(case_id)] = proposed
        return f"{wording.counted(len(proposed.pointers), 'identifier')} found. Nothing is published yet."

    doing.attempt("precedents", work)


def _publish(advisor: Advisor, case_id: str, proposed: Proposed) -> None:
    def work() -> str:
        if not st.session_state.get(f"publish-{case_id}-read"):
            raise FieldToMend("Read it and say so.", "Tick the box above the button.", f"publish-{case_id}-read")
        actor = identity.visitor(advisor).actor
        done = advisor.precedents.register.publish(actor, case_id, proposed.row, redact=bool(proposed.pointers))
        st.session_state.pop(_held(case_id), None)
        for name in ("show", "case"):
            st.query_params.pop(name, None)
        st.query_params["id"] = done.id
        if done.classification is not Classification.OFFICIAL:
            precedents_consulting.set_clearance(done.classification)
        return f"Published as {done.id}."

    doing.attempt("precedents", work)


def _written(case_id: str) -> dict[str, Any]:
    key = f"publish-{case_id}"
    row: dict[str, Any] = {}
    for name, *_ in _AREAS:
        said = str(st.session_state.get(f"{key}-{name}") or "").strip()
        lines = [one.strip() for one in said.splitlines() if one.strip()]
        row[name] = lines if name in _LINES else said
    row["parties"] = [
        dict(zip(("name", "type", "role"), (part.strip() for part in one.split(";")), strict=False))
        for one in row["parties"]
    ]
    where: Jurisdiction = st.session_state[f"{key}-jurisdiction"]
    marking: Classification = st.session_state[f"{key}-classification"]
    return {**row, "jurisdiction": where.value, "classification": marking.value}


def _held(case_id: str) -> str:
    return f"proposed-{case_id}"


def _field(name: str) -> str:
    return {"law_relied_on": "law relied on", "data_categories": "data", "parties": "bodies"}.get(name, name)


def _party(one: dict[str, Any]) -> str:
    return "; ".join(str(part) for part in one.values() if part)
