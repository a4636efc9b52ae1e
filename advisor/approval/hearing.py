"""What becomes of advice, of answers to questions, of acceptance of risk and of the steps of prior consultation."""

from __future__ import annotations

from datetime import date

from advisor.approval import event as happened
from advisor.approval import readiness
from advisor.approval.casefile import Case, Status
from advisor.approval.command import (
    AcceptRisk,
    Advise,
    AnswerQuestion,
    AskBack,
    BeginReview,
    CloseConsultation,
    ExtendConsultation,
    OpenConsultation,
    PauseConsultation,
    ResumeConsultation,
    WaiveConsultation,
)
from advisor.approval.consultation import Consultation, ConsultationOutcome
from advisor.approval.day import day_of
from advisor.approval.proposal import RiskLevel, text_digest
from advisor.approval.refusal import Reason, Refusal
from advisor.approval.scene import Happening, Scene


def begin_review(_command: BeginReview, scene: Scene) -> tuple[Happening, ...]:
    """Somebody takes it up."""
    if scene.case.recorded_status is Status.UNDER_REVIEW:
        raise Refusal(Reason.WRONG_STATUS, "The review has begun already.")
    return (Happening(happened.ReviewBegun()),)


def advise(command: Advise, scene: Scene) -> tuple[Happening, ...]:
    """Advice for one party on one version; the adviser's latest counts."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.text, "The advice")
    given = happened.AdviceGiven(
        organisation_id=command.organisation_id,
        digest=command.digest,
        view=command.view,
        text_digest=text_digest(command.text),
    )
    return (*_taken_up(scene.case), Happening(given))


def answer(command: AnswerQuestion, scene: Scene) -> tuple[Happening, ...]:
    """The officer's answer to a referred question."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.answer, "The answer")
    answered = happened.QuestionAnswered(
        digest=command.digest, answer_digest=text_digest(command.answer), propose_card=command.propose_card
    )
    return (Happening(answered),)


def ask_back(command: AskBack, _scene: Scene) -> tuple[Happening, ...]:
    """A question goes back to its asker."""
    readiness.check_reasons(command.reasons)
    return (Happening(happened.Returned(reasons_digest=text_digest(command.reasons))),)


def accept_risk(command: AcceptRisk, scene: Scene) -> tuple[Happening, ...]:
    """High residual risk accepted for one party."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.reasons)
    check_risk_is_high(scene.case)
    accepted = happened.RiskAccepted(
        organisation_id=command.organisation_id, digest=command.digest, reasons_digest=text_digest(command.reasons)
    )
    return (Happening(accepted),)


def open_consultation(command: OpenConsultation, scene: Scene) -> tuple[Happening, ...]:
    """The regulator is asked; the regime follows from the proposal."""
    readiness.check_digest(scene.case, command.digest)
    check_risk_is_high(scene.case)
    if scene.case.open_consultation is not None:
        raise Refusal(Reason.PRIOR_CONSULTATION, "A consultation is open already.", "Record how it ended first.")
    _check_between(None, command.sent_on, day_of(scene.now), "The request")
    opened = happened.ConsultationOpened(
        organisation_id=command.organisation_id,
        digest=command.digest,
        law_enforcement=scene.case.proposal.law_enforcement,
        sent_on=command.sent_on,
    )
    return (Happening(opened),)


def extend_consultation(command: ExtendConsultation, scene: Scene) -> tuple[Happening, ...]:
    """The regulator needs longer, and said so within a month."""
    opened = check_open_consultation(scene.case)
    _check_between(opened.sent_on, command.told_on, day_of(scene.now), "The extension")
    if opened.extended_on is not None:
        raise Refusal(Reason.PRIOR_CONSULTATION, "The time has been extended already, and that can happen once.")
    if command.told_on > opened.extension_due:
        raise Refusal(
            Reason.PRIOR_CONSULTATION,
            f"An extension is told within a month of the request, by {opened.extension_due.isoformat()}.",
            "The first time limit stands.",
        )
    return (Happening(happened.ConsultationExtended(told_on=command.told_on)),)


def pause_consultation(command: PauseConsultation, scene: Scene) -> tuple[Happening, ...]:
    """The clock stands still while the regulator waits for information."""
    opened = check_open_consultation(scene.case)
    after = max([opened.sent_on, *(pause.resumed_on for pause in opened.pauses if pause.resumed_on)])
    _check_between(after, command.first_day, day_of(scene.now), "The pause")
    if opened.is_paused:
        raise Refusal(Reason.PRIOR_CONSULTATION, "The clock stands still already.")
    return (Happening(happened.ConsultationPaused(first_day=command.first_day)),)


def resume_consultation(command: ResumeConsultation, scene: Scene) -> tuple[Happening, ...]:
    """The clock runs again."""
    opened = check_open_consultation(scene.case)
    if not opened.is_paused:
        raise Refusal(Reason.PRIOR_CONSULTATION, "The clock is running.")
    _check_between(opened.pauses[-1].first_day, command.resumed_on, day_of(scene.now), "The end of the pause")
    return (Happening(happened.ConsultationResumed(resumed_on=command.resumed_on)),)


def close_consultation(command: CloseConsultation, scene: Scene) -> tuple[Happening, ...]:
    """How it ended. Silence counts only when the regulator's time has run out."""
    opened = check_open_consultation(scene.case)
    today = day_of(scene.now)
    after = max([opened.sent_on, *(pause.first_day for pause in opened.pauses)])
    _check_between(after, command.closed_on, today, "The end")
    in_time = opened.is_paused or command.closed_on <= opened.advice_due(today)
    if command.outcome is ConsultationOutcome.NO_ADVICE_IN_TIME and in_time:
        raise Refusal(
            Reason.PRIOR_CONSULTATION,
            "The regulator’s time has not run out.",
            f"It runs until {opened.advice_due(today).isoformat()} as things stand.",
        )
    closed = happened.ConsultationClosed(
        closed_on=command.closed_on, outcome=command.outcome, evidence_digest=command.evidence_digest
    )
    return (Happening(closed),)


def waive_consultation(command: WaiveConsultation, scene: Scene) -> tuple[Happening, ...]:
    """Why the regulator need not be asked about this version; never in the place of an answer that is awaited."""
    readiness.check_digest(scene.case, command.digest)
    readiness.check_reasons(command.reasons)
    check_risk_is_high(scene.case)
    if any(one.digest == command.digest for one in scene.case.consultations):
        raise Refusal(Reason.PRIOR_CONSULTATION, "The regulator was asked about this version, so its answer counts.")
    waived = happened.ConsultationWaived(
        organisation_id=command.organisation_id, digest=command.digest, reasons_digest=text_digest(command.reasons)
    )
    return (Happening(waived),)


def check_risk_is_high(case: Case) -> None:
    """Whether acceptance and consultation are called for at all.

    Raises:
        Refusal: the residual risk is not high.
    """
    if case.proposal.residual_risk is not RiskLevel.HIGH:
        raise Refusal(Reason.PRIOR_CONSULTATION, "The residual risk is not high, so this step is not needed.")


def check_open_consultation(case: Case) -> Consultation:
    """The consultation that is open.

    Raises:
        Refusal: there is none.
    """
    opened = case.open_consultation
    if opened is None:
        raise Refusal(Reason.PRIOR_CONSULTATION, "No consultation of the regulator is open.")
    return opened


def _taken_up(case: Case) -> tuple[Happening, ...]:
    return (Happening(happened.ReviewBegun()),) if case.recorded_status is Status.SUBMITTED else ()


def _check_between(first: date | None, day: date, today: date, what: str) -> None:
    if day > today or (first is not None and day < first):
        since = f" and not before {first.isoformat()}" if first else ""
        raise Refusal(Reason.DATES, f"{what} must be dated today or earlier{since}.")
