"""The versions of a case, and what one changed against another: of the facts, and of the text where it is text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from difflib import unified_diff

from advisor.approval.casefile import Case
from advisor.approval.event import CaseOpened, Event, ProposalRevised, Submitted
from advisor.approval.proposal import Proposal
from advisor.errors import NotHeld
from advisor.governance.artefact import Artefact
from advisor.governance.drafting.decision_paper import MEDIA_TYPE, text_of_draft
from advisor.journeys.casework_ports import CaseLedger
from corpus.source import Frozen


class Version(Frozen):
    """One version of what is put up for decision. ``number`` counts from 1."""

    number: int
    digest: str
    draft_digest: str
    title: str
    by: str
    at: datetime
    submitted_at: datetime | None


def versions(events: tuple[Event, ...], names: Mapping[str, str], texts: Mapping[str, str]) -> tuple[Version, ...]:
    """Every version, the first one first."""
    submitted = {one.body.digest: one.at for one in events if isinstance(one.body, Submitted)}
    return tuple(
        Version(
            number=number,
            digest=proposal.digest,
            draft_digest=proposal.draft_digest,
            title=texts.get(proposal.title_digest, ""),
            by=names.get(event.actor_id, event.actor_id),
            at=event.at,
            submitted_at=submitted.get(proposal.digest),
        )
        for number, (event, proposal) in enumerate(_proposals(events), start=1)
    )


def before(case: Case, events: tuple[Event, ...], ledger: CaseLedger) -> Proposal | None:
    """What the present version is compared with: the one submitted last before it, or what the case renews."""
    known = {proposal.digest: proposal for _, proposal in _proposals(events)}
    submitted = [one.body.digest for one in events if isinstance(one.body, Submitted)]
    earlier = [digest for digest in submitted if digest != case.proposal.digest]
    if earlier:
        return known.get(earlier[-1])
    renewed = ledger.case(case.renews) if case.renews else None
    return renewed.proposal if renewed else None


def changes(old: Proposal, new: Proposal, bodies: Mapping[str, str]) -> tuple[str, ...]:
    """What changed between two versions, in sentences."""
    found = []
    if old.draft_digest != new.draft_digest:
        found.append("The draft changed.")
    if old.title_digest != new.title_digest:
        found.append("The title changed.")
    found += [f"{bodies.get(one, one)} joined." for one in new.party_ids if one not in old.party_ids]
    found += [f"{bodies.get(one, one)} left." for one in old.party_ids if one not in new.party_ids]
    if old.residual_risk is not new.residual_risk:
        found.append(f"The residual risk was {old.residual_risk.value} and is now {new.residual_risk.value}.")
    for name, words in (
        ("patient_information", "Patient or service-user information"),
        ("law_enforcement", "Processing for law enforcement"),
    ):
        if getattr(old, name) != getattr(new, name):
            found.append(f"{words}: {'yes' if getattr(new, name) else 'no'} now.")
    found += [f"Answered: {gap}" for gap in old.open_gaps if gap not in new.open_gaps]
    found += [f"Open now: {gap}" for gap in new.open_gaps if gap not in old.open_gaps]
    return tuple(found)


def text_changes(old: Proposal, new: Proposal, ledger: CaseLedger) -> tuple[str, ...]:
    """The lines that changed, marked - and +, where both drafts are text that is still held."""
    if old.draft_digest == new.draft_digest:
        return ()
    try:
        texts = [readable(ledger.artefact(digest)) for digest in (old.draft_digest, new.draft_digest)]
    except NotHeld:
        return ()
    if texts[0] is None or texts[1] is None:
        return ()
    lines = unified_diff(texts[0].splitlines(), texts[1].splitlines(), lineterm="", n=1)
    return tuple(lines)[2:]


def readable(held: Artefact) -> str | None:
    """A file as words to read: text as it is, the JSON of a draft as a paper; ``None`` for what is neither."""
    if held.text is not None and held.media_type == MEDIA_TYPE:
        return text_of_draft(held.text, "The draft")
    return held.text


def readable_as(held: Artefact) -> str:
    """The media type of what ``readable`` gives."""
    return "text/markdown" if held.media_type == MEDIA_TYPE else held.media_type


def _proposals(events: tuple[Event, ...]) -> list[tuple[Event, Proposal]]:
    return [(one, one.body.proposal) for one in events if isinstance(one.body, CaseOpened | ProposalRevised)]
