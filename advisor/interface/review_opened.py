"""What becomes of the forms that start and change a case: read, made into facts and a draft, and sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval.command import CommandKind as Do
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.interface import doing, identity
from advisor.interface.doing import FieldToMend
from advisor.interface.review_sending import bytes_of
from advisor.interface.review_words import DONE
from advisor.journeys.casework_opening import MARKDOWN, Disclosure, Draft, Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.composition import Advisor

MEDIA_TYPES = {
    ".md": MARKDOWN, ".txt": "text/plain", ".json": "application/json", ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
TO_DISCLOSE = {
    "asked_by": ("Who asks?", True),
    "asked_for": ("What information do they ask for?", True),
    "about_whom": ("About whom is it?", True),
    "purpose": ("What is it for?", True),
    "power": ("By which power or duty do they ask, and may you answer?", True),
    "needed_by": ("By when is it needed?", False),
    "told_or_not": ("Are the people concerned told, and why or why not?", False),
    "least_that_serves": ("What is the least that would serve the purpose?", False),
}


@dataclass(frozen=True)
class Opening:
    """A form as it was drawn. ``case_id`` and ``seen_version`` stand where it changes a case that is there."""

    key: str
    organisations: Mapping[str, str]
    kind: CaseKind | None = None
    case_id: str = ""
    seen_version: int = 0
    organisation_id: str = ""
    held_text: str | None = None
    asks_reasons: bool = False

    def field(self, name: str) -> str:
        """Key of a field."""
        return f"{self.key}-{name}"

    def said(self, name: str) -> str:
        """What stands in a field of words."""
        return str(st.session_state.get(self.field(name)) or "").strip()

    def needed(self, name: str, words: str) -> str:
        """The same, where it has to be there.

        Raises:
            FieldToMend: it is not.
        """
        said = self.said(name)
        if not said:
            raise FieldToMend(f"{words} Write it down.", "", self.field(name))
        return said

    def lines(self, name: str) -> tuple[str, ...]:
        """What stands in a field of lines, each once."""
        return tuple(dict.fromkeys(one.strip() for one in self.said(name).splitlines() if one.strip()))


def put_up(advisor: Advisor, opening: Opening) -> None:
    """Open the case and go to it."""

    def work() -> str:
        actor, lead = identity.visitor(advisor).actor, opening.said("lead")
        kind = opening.kind or CaseKind(st.session_state[opening.field("kind")])
        title = opening.needed("title", "Title.")
        disclosure = _asked_to_disclose(opening) if kind is CaseKind.DISCLOSURE else None
        draft = disclosure.draft if disclosure else _given(opening)
        facts = _facts(advisor, opening, kind, title, lead)
        if disclosure:
            facts = facts.model_copy(update={"open_gaps": disclosure.gaps})
        trial = bool(st.session_state.get(opening.field("trial")))
        opened = advisor.casework.open(actor, lead, facts, draft, trial=trial, command_id=f"page-{opening.key}")
        st.query_params.pop("show", None)
        st.query_params["case"] = opened.case.id
        return "The case is open as a draft. Read it, then submit it for decision."

    if doing.attempt("review", work):
        st.session_state.pop("turn-start", None)


def revise(advisor: Advisor, opening: Opening) -> None:
    """Put the new version in the place of the one that was on the page."""

    def work() -> str:
        actor = identity.visitor(advisor).actor
        facts = advisor.casework.facts(actor, opening.case_id)
        title = opening.needed("title", "Title.")
        new = _facts(advisor, opening, facts.kind, title, facts.party_ids[0])
        if facts.kind is CaseKind.QUESTION:
            new = facts.model_copy(update={"title": title})
        advisor.casework.revise(
            actor,
            opening.organisation_id,
            opening.case_id,
            opening.seen_version,
            new,
            _changed(opening),
            reasons=opening.said("reasons") or None,
            command_id=f"page-{opening.key}",
        )
        return DONE[Do.REVISE]

    written = (("Title", opening.said("title")), ("The text", opening.said("text")))
    if doing.attempt("review", work, written):
        st.session_state.pop(f"turn-{opening.case_id}", None)


def _facts(advisor: Advisor, opening: Opening, kind: CaseKind, title: str, lead: str) -> Facts:
    others: list[str] = []
    if kind is CaseKind.AGREEMENT:
        bodies = advisor.authority.register().organisations
        others = [one.id for one in bodies if one.id != lead and st.session_state.get(opening.field(f"party-{one.id}"))]
    blocking = opening.lines("blocking")
    return Facts(
        kind=kind,
        title=title,
        party_ids=(lead, *others),
        residual_risk=RiskLevel.LOW if kind is CaseKind.QUESTION else _chosen_risk(opening),
        patient_information=bool(st.session_state.get(opening.field("patients"))),
        law_enforcement=bool(st.session_state.get(opening.field("police"))),
        open_gaps=tuple(dict.fromkeys((*opening.lines("gaps"), *blocking))),
        blocking_gaps=blocking,
    )


def _chosen_risk(opening: Opening) -> RiskLevel:
    """The level that somebody chose; none is taken for granted, since the rules ask more of a high one.

    Raises:
        FieldToMend: none was chosen.
    """
    chosen = st.session_state.get(opening.field("risk"))
    if chosen is None:
        raise FieldToMend("The risk that is left is not chosen.", "Choose low, medium or high.", opening.field("risk"))
    return RiskLevel(chosen)


def _given(opening: Opening) -> Draft:
    body, name = bytes_of(opening.field("file"), "The document")
    suffix = PurePath(name).suffix.lower()
    return Draft(body=body, media_type=MEDIA_TYPES.get(suffix, "application/octet-stream"), name=name)


def _changed(opening: Opening) -> Draft | None:
    """What takes the place of the draft; ``None`` where it stays."""
    if st.session_state.get(opening.field("file")) is not None:
        return _given(opening)
    if opening.held_text is None:
        return None
    said = str(st.session_state.get(opening.field("text"), ""))
    if said.split() == opening.held_text.split():
        return None
    if not said.strip():
        raise FieldToMend("The text is empty.", "Write it, or give a file in its place.", opening.field("text"))
    return Draft(body=said.encode(), name="draft.md")


def _asked_to_disclose(opening: Opening) -> Disclosure:
    said = {
        name: opening.needed(name, words) if is_needed else opening.said(name)
        for name, (words, is_needed) in TO_DISCLOSE.items()
    }
    return Disclosure(**said)
