"""Benefit beside risk: who gains, what not doing it costs, and the risks to people before and after the measures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.proposal import RiskLevel
from advisor.approval.risk_matrix import LIKELIHOODS, SEVERITIES, Scale, level
from advisor.documents import risk_matrix
from advisor.governance.drafting.draft import RiskLine
from advisor.governance.drafting.work import RiskChoice
from advisor.interface import draft_pictures
from advisor.interface.doing import FieldToMend
from advisor.interface.draft_opened import OpenDraft, cited
from advisor.interface.draft_words import origin_tag, with_gaps
from advisor.interface.escaping import label, text
from advisor.interface.review_words import RISKS, tag

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.journeys.draft import Drafting

_COLOURS = {RiskLevel.LOW: "green", RiskLevel.MEDIUM: "yellow", RiskLevel.HIGH: "red"}
_STEPS = {
    "likelihood": ("Likelihood before the measures", LIKELIHOODS),
    "severity": ("Severity before the measures", SEVERITIES),
    "residual_likelihood": ("Likelihood after the measures", LIKELIHOODS),
    "residual_severity": ("Severity after the measures", SEVERITIES),
}


def draw(opened: OpenDraft) -> None:
    """Both sides, the matrix, and each risk to be weighed."""
    draft = opened.shown.draft
    left, right = st.columns(2, gap="large")
    with left:
        st.html(f"<h2>Who gains, and what not doing it costs</h2>{_benefit(opened)}")
    with right:
        st.html(f"<h2>What could go wrong for people</h2>{_short(opened)}")
    if not draft.risks:
        return
    scale = _scale(opened)
    picture = risk_matrix.draw(draft.risks, scale)
    st.html(
        '<h2 class="ga-after">Before and after the measures</h2>'
        + draft_pictures.figure(picture, "Where each risk stands. The table below has the same.", "The risk matrix")
        + _table(draft.risks, scale)
    )
    st.html(
        '<h2 class="ga-after">Weigh each risk</h2><p>The ratings are a proposal. They are never averaged: severity and '
        "likelihood give the level by a table.</p>"
    )
    for place, one in enumerate(draft.risks):
        _weigh(opened, risk_matrix.number_of(place), one)
    _struck(opened)


def _scale(opened: OpenDraft) -> Scale:
    return 5 if opened.advisor.drafts.journey.writing.rulebook.scale == 5 else 3


def _benefit(opened: OpenDraft) -> str:
    items = "".join(
        f'<li><p class="ga-said-here__marks">{origin_tag(one.origin)} <strong>{text(one.who.capitalize())}</strong></p>'
        f"<p>{with_gaps(one.benefit)}</p>"
        f"<p><strong>If it is not done:</strong> {with_gaps(one.harm_of_not_sharing)}</p></li>"
        for one in opened.shown.draft.benefit
    )
    return f'<ul class="ga-said">{items}</ul>' if items else "<p>The proposal names nobody who gains.</p>"


def _short(opened: OpenDraft) -> str:
    scale = _scale(opened)
    items = "".join(
        f'<li><p class="ga-said-here__marks"><span class="ga-fact__number">{risk_matrix.number_of(place)}</span> '
        f"{_levels(one, scale)}</p><p><strong>{text(one.harm)}</strong> For {text(one.who)}.</p></li>"
        for place, one in enumerate(opened.shown.draft.risks)
    )
    return (
        f'<ul class="ga-said">{items}</ul>' if items else "<p>No risk of the library fits what the proposal says.</p>"
    )


def _levels(one: RiskLine, scale: Scale) -> str:
    before = level(one.likelihood, one.severity, scale)
    after = level(one.residual_likelihood, one.residual_severity, scale)
    return f"{tag(RISKS[before], _COLOURS[before])} before, {tag(RISKS[after], _COLOURS[after])} after"


def _table(risks: tuple[RiskLine, ...], scale: Scale) -> str:
    rows = "".join(
        f'<tr><th scope="row">{risk_matrix.number_of(place)}: {text(one.harm)}</th>'
        f"<td>{text(risk_matrix.words_of(one.likelihood, one.severity, scale))}</td>"
        f"<td>{text(risk_matrix.words_of(one.residual_likelihood, one.residual_severity, scale))}</td></tr>"
        for place, one in enumerate(risks)
    )
    return (
        '<div class="ga-scroll" tabindex="0" role="region" aria-label="Risks before and after"><table class="ga-table">'
        '<caption>Risks before and after the measures</caption><thead><tr><th scope="col">Risk</th>'
        '<th scope="col">Before</th><th scope="col">After</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _weigh(opened: OpenDraft, name: str, one: RiskLine) -> None:
    key = opened.key(f"risk-{opened.shown.number}-{one.id}")
    scale = _scale(opened)
    choice = opened.shown.work.risks.get(one.id)
    done = "weighed" if choice is not None else "to weigh"
    with st.expander(label(f"{name}: {one.harm} ({done})")):
        measures = "".join(f"<li>{text(each)}</li>" for each in one.measures)
        st.html(
            f"<p>{text(one.why)}</p><p><strong>Where it comes from:</strong> {text(one.source)}. <strong>Whom it "
            f"meets:</strong> {text(one.who)}.</p><p><strong>Measures</strong></p><ul>{measures}</ul>"
            f"{cited(opened.sources(one.citations))}"
        )
        with st.form(f"form-{key}", enter_to_submit=False):
            for field, (words, steps) in _STEPS.items():
                st.radio(
                    words,
                    list(range(1, scale + 1)),
                    index=min(getattr(one, field), scale) - 1,
                    format_func=partial(_step, steps[scale]),
                    horizontal=True,
                    key=f"{key}-{field}",
                )
            st.text_area("Measures, one on each line", "\n".join(one.measures), height=120, key=f"{key}-measures")
            st.text_input("Owner of this risk", one.owner, max_chars=300, key=f"{key}-owner")
            st.text_area(
                "Reasons (needed to strike it)", choice.reasons if choice else "", height=80, key=f"{key}-reasons"
            )
            with st.container(horizontal=True, key=f"send-{key}"):
                st.form_submit_button(
                    f"Save {name}", type="primary", key=f"{key}-save", on_click=_save, args=(opened, name, one, key)
                )
                st.form_submit_button(
                    f"Strike {name}", key=f"{key}-strike", on_click=_save, args=(opened, name, one, key, True)
                )


def _step(names: tuple[str, ...], step: int) -> str:
    return names[step - 1]


def _save(opened: OpenDraft, name: str, one: RiskLine, key: str, struck: bool = False) -> None:
    said = st.session_state
    reasons = str(said.get(f"{key}-reasons") or "").strip()
    measures = tuple(each.strip() for each in str(said.get(f"{key}-measures") or "").splitlines() if each.strip())
    owner = str(said.get(f"{key}-owner") or "").strip()

    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        if struck and not reasons:
            raise FieldToMend("A risk is struck with reasons.", "Write why it does not arise.", f"{key}-reasons")
        choice = RiskChoice(
            risk_id=one.id,
            struck=struck,
            **{field: int(said[f"{key}-{field}"]) for field in _STEPS},
            measures=measures,
            owner=owner or one.owner,
            reasons=reasons,
        )
        drafting.weigh(actor, draft_id, seen, [choice])
        return f"{name} is struck." if struck else f"{name} is weighed."

    opened.act(work, (("Measures", "\n".join(measures)), ("Reasons", reasons)))


def _struck(opened: OpenDraft) -> None:
    """The risks that a person struck, with their reasons, to be put back."""
    gone = [one for one in opened.shown.work.risks.values() if one.struck]
    if not gone:
        return
    st.html('<h2 class="ga-after">Struck</h2>')
    for number, one in enumerate(gone, start=1):
        st.html(f"<p><strong>{text(one.risk_id.replace('-', ' ').capitalize())}</strong>: {text(one.reasons)}</p>")
        st.button(
            f"Put struck risk {number} back",
            key=opened.key(f"unstrike-{one.risk_id}"),
            on_click=_back,
            args=(opened, one),
        )


def _back(opened: OpenDraft, one: RiskChoice) -> None:
    def work(drafting: Drafting, actor: Actor, draft_id: str, seen: int) -> str:
        drafting.weigh(actor, draft_id, seen, [one.model_copy(update={"struck": False})])
        return "The risk stands again."

    opened.act(work)
