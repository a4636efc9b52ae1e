"""Precedents beside a case that somebody decides, and beside an answer. They inform; nothing here says how to decide.

A fault in looking them up is told in a sentence and never takes the decision form or the answer with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval import publication
from advisor.approval.command import CommandKind as Do
from advisor.documents.precedent_pack import PackDocument, markdown, pdf
from advisor.errors import GovernanceError
from advisor.governance.answer import Answer, Outcome
from advisor.governance.precedents.conditions import UsualCondition
from advisor.governance.precedents.pack import INFORMS, NO_NEAR_CASE, NearPrecedent, PrecedentPack, pack_of
from advisor.governance.precedents.precedent import Precedent
from advisor.interface import (
    banners,
    faults,
    identity,
    library,
    paper,
    precedents_consulting,
    precedents_found,
    wording,
)
from advisor.interface.escaping import label, own_link, text
from corpus.concept_files import lexicon
from corpus.source import Classification

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.casework_shown import CaseView

IN_CASE, BESIDE = 5, 3
_USUAL = 8
_OPENING_WORDS = 250
_SEARCH_WORDS = 60
_WITH_TERMS = frozenset({Do.APPROVE})
"""Commands whose form takes conditions."""


def draw(advisor: Advisor, actor: Actor, view: CaseView) -> None:
    """The pack of a case, with the conditions that such cases carried."""
    st.html('<h2 class="ga-after" id="precedents">Precedents</h2>')
    on, clearance = precedents_consulting.today(), precedents_consulting.clearance()
    words = words_of(view)
    try:
        found = precedents_consulting.pack(advisor, words, on=on, clearance=clearance, limit=IN_CASE)
        held = precedents_consulting.rows(advisor, on=on, clearance=clearance)
        usual = precedents_consulting.usual_conditions(advisor, on=on, clearance=clearance) if found.near else ()
    except Exception as error:  # noqa: BLE001 - the decision form has to stay
        st.html(_could_not(error))
        return
    if not found.near:
        st.html(f"<p>{NO_NEAR_CASE}</p>{_elsewhere(words)}")
    else:
        st.html(
            f"<p>{INFORMS}</p>{precedents_found.invented_banner(one.invented for one in found.near)}"
            f"{precedents_found.cards(found.near, held, heading=3)}{_elsewhere(words)}"
        )
        downloads(found.near, held, view.summary.title, on, key=view.summary.case_id)
    precedents_consulting.choose_clearance(f"clearance-{view.summary.case_id}")
    if publication.may_publish(view.case, actor, advisor.authority.register(), library.now()):
        asked = {"show": "publish", "case": view.summary.case_id, **identity.carried()}
        st.html(f"<p>{own_link('/precedents', 'Publish this case as a precedent', **asked)}</p>")
    if found.near and any(one.allowed and one.do in _WITH_TERMS for one in view.offers):
        _conditions(actor, view, found, usual_for(words, usual, found))


def words_of(view: CaseView) -> str:
    """What is known of a case in words: its title, and the opening of its draft or the whole of a form in JSON."""
    drafted = view.draft.text or ""
    try:
        read = json.loads(drafted)
    except ValueError:
        read = None
    if isinstance(read, dict):
        return drafted
    return f"{view.summary.title}. {paper.opening(drafted, _OPENING_WORDS)}"


def usual_for(words: str, usual: Sequence[UsualCondition], found: PrecedentPack) -> tuple[UsualCondition, ...]:
    """Conditions that more than one case of a like purpose carried, the commonest first, without those of the near."""
    purposes = lexicon().found_in(words).of_kind("purpose")
    near = {one.text for one in found.conditions}
    several = (one for one in usual if one.times > 1 and purposes & set(one.purposes))
    kept = (one for one in several if not near & set(one.wordings))
    return tuple(kept)[:_USUAL]


def considered(case_id: str, actor_id: str) -> str:
    """Where the conditions stand that a person ticked for the form of the decision, until the form is drawn."""
    return f"considered-{case_id}-{actor_id}"


def _conditions(actor: Actor, view: CaseView, found: PrecedentPack, usual: Sequence[UsualCondition]) -> None:
    """Conditions to tick; those ticked go into the decision form as if the person had typed them."""
    if not found.conditions and not usual:
        return
    case_id = view.summary.case_id
    offered: dict[str, str] = {one.text: f"near: {', '.join(one.precedent_ids)}" for one in found.conditions}
    offered |= {one.text: f"usual: in {wording.counted(one.times, 'precedent')}" for one in usual}
    st.html(
        '<h3>Conditions to consider</h3><p class="ga-hint">Near or like cases carried these. Tick what fits this case; '
        "nothing is ticked for you. What you tick stands in the form of an approval, where you can change it.</p>"
    )
    with st.form(f"conditions-{case_id}", border=True):
        keys = {text_: f"tick-{case_id}-{number}" for number, text_ in enumerate(offered)}
        for words, where in offered.items():
            st.checkbox(label(f"{words} ({where})"), key=keys[words])
        st.html(_why(found, usual))
        st.form_submit_button(
            "Put the ticked conditions into the form",
            on_click=_consider,
            args=(considered(case_id, actor.id), keys),
            key=f"consider-{case_id}",
        )
    if waiting := st.session_state.get(considered(case_id, actor.id)):
        st.html(
            f'<p role="status">{wording.counted(len(waiting), "condition")} ready. If you approve the case below, the '
            "form begins with them.</p>"
        )


def _consider(key: str, keys: Mapping[str, str]) -> None:
    st.session_state[key] = [words for words, one in keys.items() if st.session_state.get(one)]


def _why(found: PrecedentPack, usual: Sequence[UsualCondition]) -> str:
    rows = []
    for text_, why in [*((one.text, one.why) for one in found.conditions), *((one.text, one.why) for one in usual)]:
        said = "".join(f"<p>{text(reason)}</p>" for reason in why) or "<p>No reasons are recorded.</p>"
        rows.append(f"<div><dt>{text(text_)}</dt><dd>{said}</dd></div>")
    return (
        '<details class="ga-details"><summary>Why those cases carried them</summary>'
        f'<dl class="ga-facts">{"".join(rows)}</dl></details>'
    )


def beside(advisor: Advisor, answer: Answer, place: DeltaGenerator, clearance: Classification) -> None:
    """At most three near precedents as they stand today, folded, in a place that was left for them by an answer."""
    if answer.outcome is Outcome.OUT_OF_SCOPE:
        return
    on = precedents_consulting.today()
    try:
        clearance = precedents_consulting.within_clearance(advisor, clearance)
        found = precedents_consulting.near(advisor, answer.question, on=on, clearance=clearance, limit=BESIDE)
        held = precedents_consulting.rows(advisor, on=on, clearance=clearance) if found else {}
    except Exception as error:  # noqa: BLE001 - the answer stands without them
        place.html(_could_not(error))
        return
    if found:
        items = "".join(_beside(one, held.get(one.id), clearance) for one in found)
        place.html(
            f'<details class="ga-details ga-beside"><summary>{wording.counted(len(found), "precedent")} near this '
            f'question: informs, binds nobody</summary><ul class="ga-plainlist">{items}</ul></details>'
        )


def _beside(one: NearPrecedent, row: Precedent | None, clearance: Classification) -> str:
    marking = row.classification if row else Classification.OFFICIAL
    alike = f'<p class="ga-hint">Alike: {text("; ".join(one.alike))}</p>' if one.alike else ""
    return (
        f"<li>{precedents_found.link(one.id, one.title, seen_at=clearance)}"
        f"{precedents_found.tags(one.decision, one.status, invented=one.invented, marking=marking)}"
        f"{alike}{precedents_found.warnings(one.warnings)}</li>"
    )


def downloads(
    near: Sequence[NearPrecedent],
    held: Mapping[str, Precedent],
    sought: str,
    on: date,
    *,
    key: str,
) -> None:
    """The pack to take away. It is written when it is asked for."""
    marked = [held[one.id].classification for one in near if one.id in held]
    document = PackDocument(
        title=sought if len(sought) <= 80 else f"{sought[:79].rstrip()}…",
        sought=sought,
        pack=pack_of(tuple(near), on),
        marking=max(marked, key=lambda one: one.rank, default=Classification.OFFICIAL),
        made_at=library.now(),
    )
    with st.container(horizontal=True):
        st.download_button(
            "Download this pack (PDF)",
            partial(pdf, document),
            file_name="precedents.pdf",
            mime="application/pdf",
            key=f"pack-pdf-{key}",
            on_click="ignore",
        )
        st.download_button(
            "Download this pack (Markdown)",
            partial(markdown, document),
            file_name="precedents.md",
            mime="text/markdown",
            key=f"pack-md-{key}",
            on_click="ignore",
        )


def _elsewhere(words: str) -> str:
    asked = " ".join(words.split()[:_SEARCH_WORDS]) if not words.lstrip().startswith("{") else ""
    query = {"q": asked} if asked else {}
    found = own_link("/precedents", "Search the precedents yourself", **query, **precedents_consulting.carried())
    return f"<p>{found}</p>"


def _could_not(error: Exception) -> str:
    if isinstance(error, GovernanceError):
        said = f"{error.sentence} {error.what_to_do}".strip()
    else:
        said = f"Give whoever runs the advisor this reference: {faults.noted(error, 'precedents')}."
    return banners.inset(said, "correction", "Precedents could not be looked up")
