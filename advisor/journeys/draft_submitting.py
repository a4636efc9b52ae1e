"""Putting a draft up for decision: what blocks it → the case opened or revised with the draft's JSON → submitted.

The check of what the draft says of the law goes with it as a note that a machine attached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from advisor.approval.actor import Actor, ActorKind
from advisor.approval.casefile import Case
from advisor.approval.command import Attach, Submit
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.risk_matrix import Scale, level
from advisor.errors import DraftRefused
from advisor.governance.drafting.decision_paper import MEDIA_TYPE
from advisor.governance.drafting.draft import Document, Draft, Instrument, Regime
from advisor.governance.drafting.grounding_report import CheckClaim, GroundingReport, ground
from advisor.governance.drafting.kept import DraftAbout, SavedDraft
from advisor.journeys.casework import Casework, Done
from advisor.journeys.casework_opening import Draft as PutUp
from advisor.journeys.casework_opening import Facts, title_of
from advisor.journeys.draft_writing import DraftWriting

MACHINE = Actor(id="drafting", kind=ActorKind.SCRIPT)
"""Attaches the check; a machine can do nothing else to a case."""
_WIDE = 5
_HEALTH = frozenset({"patients", "health-body", "direct-care", "social-care"})


class DraftSubmitting:
    """Puts drafts up through casework."""

    def __init__(
        self, writing: DraftWriting, casework: Callable[[], Casework], check: CheckClaim, new_id: Callable[[], str]
    ) -> None:
        self._writing = writing
        self._casework = casework
        self._check = check
        self._new_id = new_id

    def grounding(self, draft: Draft) -> GroundingReport:
        """What the check finds in a draft."""
        return ground(draft, self._writing.rulebook.known, self._check)

    def blocking(self, saved: SavedDraft) -> tuple[str, ...]:
        """The questions that must be answered before the draft can be put up, as its template has it."""
        template = self._writing.template_of(saved.draft)
        return tuple(one.question for one in saved.draft.gaps if one.field in template.must_be_answered)

    def put_up(
        self, actor: Actor, about: DraftAbout, saved: SavedDraft, organisation_id: str, party_ids: Sequence[str]
    ) -> Done:
        """Open or revise the case, and submit it.

        Raises:
            DraftRefused: a question is open that must be answered first.
            Refusal: a rule of casework says no.
        """
        if blocking := self.blocking(saved):
            raise DraftRefused(f"This must be answered first: {' '.join(blocking)}", "Answer it, then put it up again.")
        casework = self._casework()
        facts = self._facts(saved, organisation_id, party_ids)
        body = saved.draft.model_dump_json(indent=1).encode()
        put_up = PutUp(body=body, media_type=MEDIA_TYPE, name=f"{about.document.value}.json")
        if about.case_id is None:
            case = casework.open(actor, organisation_id, facts, put_up).case
        else:
            held = casework.case(actor, about.case_id)
            reasons = "Put up again from the draft." if held.decisions else None
            case = casework.revise(
                actor, organisation_id, about.case_id, held.version, facts, put_up, reasons=reasons
            ).case
        case = self._with_check(casework, case, organisation_id, saved.draft)
        return casework.do(
            Submit(
                id=self._new_id(),
                case_id=case.id,
                seen_version=case.version,
                organisation_id=organisation_id,
                digest=case.proposal.digest,
            ),
            actor,
        )

    def _with_check(self, casework: Casework, case: Case, organisation_id: str, draft: Draft) -> Case:
        note = Attach(
            id=self._new_id(),
            case_id=case.id,
            seen_version=case.version,
            organisation_id=organisation_id,
            text=self.grounding(draft).words,
        )
        return casework.do(note, MACHINE).case

    def _facts(self, saved: SavedDraft, organisation_id: str, party_ids: Sequence[str]) -> Facts:
        draft = saved.draft
        others = tuple(one for one in party_ids if one != organisation_id)
        shown = self._writing.signs_of(saved.work)
        return Facts(
            kind=_kind(draft),
            title=title_of(saved.work.title),
            party_ids=(organisation_id, *others),
            residual_risk=residual_risk(draft, self._writing.rulebook.scale),
            patient_information=not shown.isdisjoint(_HEALTH) and "health-data" in shown,
            law_enforcement=any(one.regime is Regime.PART_3 for one in draft.lawful_basis),
            open_gaps=tuple(_open(draft)),
        )


def residual_risk(draft: Draft, scale: int) -> RiskLevel:
    """The highest level that is left: one grave risk is not averaged away by many small ones."""
    steps: Scale = 5 if scale == _WIDE else 3
    levels = [level(one.residual_likelihood, one.residual_severity, steps) for one in draft.risks]
    return max(levels, key=lambda one: one.rank, default=RiskLevel.LOW)


def _kind(draft: Draft) -> CaseKind:
    if draft.document is Document.DPIA:
        return CaseKind.ASSESSMENT
    return CaseKind.DISCLOSURE if draft.instrument is Instrument.ONE_OFF else CaseKind.AGREEMENT


def _open(draft: Draft) -> Iterator[str]:
    yield from (one.question for one in draft.gaps)
    for one in draft.contradictions:
        yield f"The proposal says both {' and '.join(f'“{value}”' for value in one.values)}: which is right?"
