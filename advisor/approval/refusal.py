"""A refusal: which rule said no, in a sentence for the person, with what to do instead."""

from __future__ import annotations

from enum import StrEnum

from corpus.errors import GovernanceError


class Reason(StrEnum):
    """Which rule refused. Stored with nothing: a refusal changes no case."""

    SIGNED_OUT = "signed out"
    MACHINE = "machine"
    TRIAL_ONLY = "trial only"
    NO_SUCH_CASE = "no such case"
    OPENED_BEFORE = "opened before"
    CHANGED_SINCE = "changed since"
    NOT_A_PARTY = "not a party"
    NOT_PERMITTED = "not permitted"
    WRONG_STATUS = "wrong status"
    WRONG_KIND = "wrong kind"
    OWN_CASE = "own case"
    ADVISER = "adviser"
    NO_AUTHORITY = "no authority"
    OTHER_DIGEST = "other digest"
    ALREADY_DECIDED = "already decided"
    SAME_AUTHORITY = "same authority"
    NOT_ADVISED = "not advised"
    OVERRULING = "overruling"
    RISK_NOT_ACCEPTED = "risk not accepted"
    PRIOR_CONSULTATION = "prior consultation"
    NO_REASONS = "no reasons"
    DATES = "dates"
    GAPS = "gaps"
    UNCHANGED = "unchanged"
    PARTIES = "parties"
    CONDITION = "condition"
    OUTSIDE_DECISION = "outside decision"
    SUSPENSION = "suspension"
    SUCCESSOR = "successor"
    NOT_ACTIVE = "not active"
    REGISTER = "register"
    DELEGATION = "delegation"


class Refusal(GovernanceError):
    """A rule refused a command; nothing has changed."""

    def __init__(self, reason: Reason, sentence: str, what_to_do: str = "") -> None:
        super().__init__(sentence, what_to_do)
        self.reason = reason
