"""Practise: exercises that are marked as they are answered, alone or in a group, and what a trainer sees of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import NotHeld
from advisor.interface import (
    banners,
    doing,
    library,
    practise_exercise,
    practise_groups,
    practise_learner,
    practise_shelf,
    practise_trainer,
    sections,
)
from advisor.interface.escaping import text

if TYPE_CHECKING:
    from advisor.composition import Advisor
    from advisor.interface.practise_learner import Learner

SECTIONS = {"": "Exercises", "results": "Your results", "join": "Join a group", "train": "Groups you train"}
TITLE = "Practise – Governance advisor"


def page() -> None:
    """One exercise or group where the address names one; else the section that it names."""
    advisor = library.advisor()
    learner = practise_learner.who(advisor)
    practise_learner.keep_in_address(learner)
    _known_as(learner)
    asked = st.query_params
    if asked.get("exercise") or asked.get("sitting"):
        _back(learner)
        practise_exercise.page(advisor, learner, asked.get("exercise", ""), asked.get("sitting", ""))
    elif group_id := asked.get("group"):
        _back(learner)
        _group(advisor, learner, group_id)
    else:
        _section(advisor, learner)


def _section(advisor: Advisor, learner: Learner) -> None:
    # A learner whom only a key makes known is no trainer: whoever opens groups does so as themselves.
    names = {name: words for name, words in SECTIONS.items() if name != "train" or not learner.by_key}
    shown = st.query_params.get("show", "")
    shown = shown if shown in names else ""
    st.set_page_config(page_title=f"{SECTIONS[shown]} – {TITLE}")
    st.html("<h1>Practise</h1>")
    sections.draw("practise.py", names)
    doing.tell()
    if shown == "train":
        practise_groups.of_trainer(advisor)
        return
    {"": practise_shelf.page, "results": practise_shelf.results, "join": practise_groups.joining}[shown](
        advisor, learner
    )


def _group(advisor: Advisor, learner: Learner, group_id: str) -> None:
    doing.tell()
    training = advisor.practising.training
    try:
        group = training.group(group_id, learner.id)
    except NotHeld as error:
        st.set_page_config(page_title=f"Group not found – {TITLE}")
        st.html(f"<h1>Group not found</h1>{banners.problem(error, f'missing-{group_id}')}")
        return
    st.set_page_config(page_title=f"{group.title} – {TITLE}")
    if group.trainer_id == learner.id:
        practise_trainer.page(advisor, training.view(group_id, learner.id))
    else:
        practise_groups.of_learner(advisor, learner, group)


def _back(learner: Learner) -> None:
    """The way back; the address of an exercise or a group is left with its answers kept."""
    group_id = st.query_params.get("group") if st.query_params.get("exercise") else None
    asked = {"group": group_id} if group_id else {}
    words = "Back to the group" if group_id else "Back to the exercises"
    st.page_link("practise.py", label=words, query_params={**asked, **practise_learner.carried(learner)})


def _known_as(learner: Learner) -> None:
    if not learner.by_key:
        return
    with st.container(horizontal=True, key="known-as", vertical_alignment="center"):
        st.html(f'<p class="ga-local">You practise as <strong>{text(learner.name)}</strong>.</p>', width="content")
        st.button("Stop being this learner", key="be-oneself", on_click=_be_oneself, type="tertiary")


def _be_oneself() -> None:
    practise_learner.be_oneself()
    for name in ("exercise", "sitting", "step", "group"):
        st.query_params.pop(name, None)


if __name__ == "__main__":
    page()
