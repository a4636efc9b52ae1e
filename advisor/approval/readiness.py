"""Whether a version is ready to be decided: submitted as it stands, advised on, risk accepted, the regulator heard."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from advisor.approval.actor import Role
from advisor.approval.authority import Organisation, Register
from advisor.approval.casefile import Case
from advisor.approval.consultation import ConsultationOutcome
from advisor.approval.day import day_of
from advisor.approval.limits import ApprovalLimits
from advisor.approval.proposal import RiskLevel
from advisor.approval.record import Advice, View
from advisor.approval.refusal import Reason, Refusal


def check_seen(case: Case, seen_version: int) -> None:
    """Whether the actor looked at the case as it is. Of two who act on one version, the second is refused.

    Raises:
        Refusal: something happened since.
    """
    if seen_version != case.version:
        raise Refusal(
            Reason.CHANGED_SINCE,
            "Somebody else changed this case after you opened it, so nothing was done.",
            "Open it again, look at what changed, and repeat the step if you still want to.",
        )


def check_digest(case: Case, digest: str) -> None:
    """Whether the act is on exactly what was submitted.

    Raises:
        Refusal: nothing is submitted, or it is another version.
    """
    if digest != case.submitted_digest or digest != case.proposal.digest:
        raise Refusal(
            Reason.OTHER_DIGEST,
            "This is not the version that was submitted.",
            "Open the case again and look at the version that is up for decision.",
        )


def check_reasons(text: str | None, what: str = "Reasons") -> None:
    """Whether anything was written.

    Raises:
        Refusal: it is empty.
    """
    if text is None or not text.strip():
        raise Refusal(Reason.NO_REASONS, f"{what} must be written down.", "Write them and repeat the step.")


def required_advisers(case: Case, body: Organisation, register: Register) -> dict[Role, frozenset[str]]:
    """Whose advice a party needs before it decides: by role, the parties whose adviser will do.

    Each party hears its own data protection officer. Where patient or service-user information is involved it hears its
    own Caldicott guardian, or, where it has none, that of a party that has.

    Source: UK GDPR Articles 35(2) and 39(1)(c); National Data Guardian guidance on Caldicott guardians.
    """
    required = {Role.DPO: frozenset({body.id})}
    if case.proposal.patient_information:
        parties = [register.organisation(party) for party in case.proposal.party_ids]
        guarded = frozenset(party.id for party in parties if party and party.has_caldicott_guardian)
        required[Role.CALDICOTT_GUARDIAN] = frozenset({body.id}) if body.has_caldicott_guardian else guarded
    return required


def check_advised(case: Case, body: Organisation, register: Register) -> tuple[Advice, ...]:
    """The advice that a party has to look at: the latest of each adviser required, on this version.

    Advice of somebody who has become an author does not count.

    Raises:
        Refusal: an adviser who must be heard has not advised on this version.
    """
    heard: list[Advice] = []
    for role, parties in required_advisers(case, body, register).items():
        latest = {
            advice.organisation_id: advice
            for advice in case.advice
            if advice.role is role
            and advice.organisation_id in parties
            and advice.digest == case.submitted_digest
            and advice.person_id not in case.author_ids
        }
        if not latest:
            raise Refusal(
                Reason.NOT_ADVISED,
                f"The {role.value} has not advised {body.name} on this version.",
                "Wait for the advice. Advice on an earlier version does not count.",
            )
        heard += latest.values()
    return tuple(heard)


def check_overruling(advice: tuple[Advice, ...], has_terms: bool, overruling: str | None) -> None:
    """Advice is overruled only with reasons: approval against it, or without any condition where it asks for some.

    Raises:
        Refusal: it is overruled without reasons.
    """
    views = {one.view for one in advice}
    overruled = View.OPPOSES in views or (View.SUPPORTS_IF in views and not has_terms)
    if overruled and (overruling is None or not overruling.strip()):
        raise Refusal(
            Reason.OVERRULING,
            "This departs from the advice given, so the reasons for departing from it must be written down.",
            "Write why the advice is not followed, or follow it.",
        )


def check_risk_accepted(case: Case, body: Organisation) -> None:
    """High residual risk is accepted by the party's senior information risk owner before it approves.

    Raises:
        Refusal: it is not, on this version.
    """
    if case.proposal.residual_risk is RiskLevel.HIGH and not any(
        one.organisation_id == body.id and one.digest == case.submitted_digest and one.person_id not in case.author_ids
        for one in case.acceptances
    ):
        raise Refusal(
            Reason.RISK_NOT_ACCEPTED,
            f"The residual risk is high and {body.name}’s senior information risk owner has not accepted it.",
            "Ask for that acceptance, or return the case so that the risk is brought down.",
        )


def check_consulted(case: Case, body: Organisation) -> None:
    """High residual risk blocks approval until the regulator has been heard on this version.

    Reasons why consultation does not apply take its place; a prohibition blocks for good.

    Source: UK GDPR Article 36(1); DPA 2018 section 65.

    Raises:
        Refusal: consultation is missing, open or ended in a prohibition.
    """
    if case.proposal.residual_risk is not RiskLevel.HIGH:
        return
    consultations = [one for one in case.consultations if one.digest == case.submitted_digest]
    if any(one.outcome is ConsultationOutcome.PROHIBITED for one in consultations):
        raise Refusal(
            Reason.PRIOR_CONSULTATION,
            "The regulator prohibited this.",
            "Reject it, or return it so that another proposal can be made.",
        )
    if any(one.is_open for one in consultations):
        raise Refusal(
            Reason.PRIOR_CONSULTATION,
            "The regulator has been consulted and has not answered yet.",
            "Wait for the answer and record it.",
        )
    waived = any(
        one.organisation_id == body.id and one.digest == case.submitted_digest and one.person_id not in case.author_ids
        for one in case.waivers
    )
    if not consultations and not waived:
        raise Refusal(
            Reason.PRIOR_CONSULTATION,
            "The residual risk is high, so the regulator must be consulted before this starts.",
            "Record the consultation and how it ended, or why it does not apply.",
        )


def check_dates(now: datetime, valid_until: date | None, review_on: date | None, limits: ApprovalLimits) -> None:
    """Whether an approval ends, and is looked at again before it does, within the limits.

    Raises:
        Refusal: a date is missing, past, too far away, or the review comes after the end.
    """
    today = day_of(now)
    if valid_until is None or review_on is None:
        raise Refusal(Reason.DATES, "An approval needs its last day and the day on which it is reviewed.")
    if valid_until < today:
        raise Refusal(Reason.DATES, "The last day of the approval is past.", "Choose today or a later day.")
    if not today <= review_on <= valid_until:
        raise Refusal(Reason.DATES, "The review must come today or later, and not after the last day of the approval.")
    if valid_until > today + timedelta(days=limits.longest_days):
        raise Refusal(
            Reason.DATES, f"An approval lasts {limits.longest_days} days at most.", "Choose an earlier last day."
        )
    if review_on > today + timedelta(days=limits.longest_to_review_days):
        raise Refusal(
            Reason.DATES, f"The review must come within {limits.longest_to_review_days} days.", "Choose an earlier day."
        )
