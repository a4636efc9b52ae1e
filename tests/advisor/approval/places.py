"""The corners of the small world that the exploration searches, and how deep."""

from __future__ import annotations

from advisor.approval.actor import SignIn
from advisor.approval.authority import Stages
from advisor.approval.command import CommandKind
from advisor.approval.proposal import CaseKind, RiskLevel
from advisor.approval.record import View
from tests.advisor.approval import world
from tests.advisor.approval.exploration import Place
from tests.advisor.approval.world import OUTSIDE, A

assert SignIn.LOCAL is world.LOCAL.sign_in

_LIFE = frozenset(CommandKind) - {CommandKind.ATTACH, CommandKind.BEGIN_REVIEW, CommandKind.RECORD_REVIEW}

ASSESSMENT = Place(
    "an assessment, with a delegation that may be made, revoked and run out",
    people=("a-author", "a-dpo", "a-decider", "a-delegate"),
    actors=(world.SCRIPT, world.SIGNED_OUT, world.LOCAL),
    lends=True,
    revises=False,
    ticks=2,
    depth=6,
    deeper=8,
)
REVISED = Place(
    "an assessment that is revised, with conditions and advice against it",
    lent=True,
    people=("a-author", "a-dpo", "a-decider", "a-second", "a-delegate", "a-clerk"),
    views=(View.SUPPORTS, View.OPPOSES),
    precedent=True,
    ticks=1,
    depth=6,
    deeper=9,
)
AGREEMENT = Place(
    "an agreement between two bodies that both work here",
    CaseKind.AGREEMENT,
    people=("a-author", "a-dpo", "a-decider", "b-author", "b-dpo", "b-decider"),
    precedent=True,
    depth=7,
    deeper=9,
)
OUTSIDE_PARTY = Place(
    "an agreement with a party that decides outside",
    CaseKind.AGREEMENT,
    {"party_ids": (A, OUTSIDE)},
    people=("a-author", "a-dpo", "a-decider", "a-second", "a-siro"),
    precedent=True,
    ticks=0,
    depth=6,
    deeper=9,
)
HIGH_RISK = Place(
    "an assessment whose residual risk is high, on patient information",
    facts={"residual_risk": RiskLevel.HIGH, "patient_information": True},
    people=("a-author", "a-dpo", "a-decider", "a-siro", "a-guardian"),
    ticks=1,
    revises=False,
    depth=7,
    deeper=9,
)
TWO_REVIEWERS = Place(
    "an assessment in a body with two reviewers",
    stages=Stages.TWO_REVIEWERS,
    people=("a-author", "a-dpo", "a-decider", "a-second", "a-delegate"),
    lent=True,
    ticks=1,
    depth=7,
    deeper=9,
)
QUESTION = Place("a question referred to the officer", CaseKind.QUESTION, depth=12, deeper=12)
DISCLOSURE = Place(
    "a one-off disclosure",
    CaseKind.DISCLOSURE,
    people=("a-author", "a-dpo", "a-decider"),
    ticks=2,
    precedent=True,
    depth=7,
    deeper=10,
)
TRIAL = Place(
    "a trial case in local mode",
    facts={"trial": True},
    people=("a-author", "a-dpo", "a-decider"),
    actors=(world.LOCAL, world.SCRIPT, world.MODEL),
    precedent=True,
    depth=7,
    deeper=10,
)

PLACES = (
    ASSESSMENT, REVISED, AGREEMENT, OUTSIDE_PARTY, HIGH_RISK, TWO_REVIEWERS, QUESTION, DISCLOSURE, TRIAL,
)  # fmt: skip
