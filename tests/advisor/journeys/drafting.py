"""Invented proposals and the real rules, for the tests of drafting."""

from __future__ import annotations

from datetime import UTC, datetime

from advisor.composition import Advisor
from advisor.connecting.drafting import Drafts
from advisor.journeys.draft_writing import DraftWriting
from advisor.settings import Settings, load

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

MEALS = """# Hot meals round

Author: Una Kettering, Service Manager, Aldermoor Borough Council

From 3 May 2027 our volunteers will carry hot meals to 640 older people who live alone, in Aldermoor and Pell. Without
the round people go hungry at weekends and end up in hospital.

What we would hold:
- name, address, telephone
- diagnosis and diet
- key safe code

We share a list with NHS Aldermoor every Monday, by SFTP. The round is planned in RouteWise, supplied by Fleetmind Ltd,
which acts only on our instructions. Cost £41,300 a year. Records are kept for two years after the last meal.
We rely on legitimate interests for this. Volunteers sign that they keep it to themselves.
"""

NEWSLETTER = """# Allotment holders' list

Written by Piers Lomax, Parks Officer, Witherfold Town Council.

We keep the name and e-mail of 45 plot holders so that we can tell them when the water is off. Each plot holder fills in
the form, with our privacy notice beneath it. Held in our office suite, login with a code. Deleted when the plot is
given up. No cost. Starts 1 March 2027.
"""

FORCE = """Proposal for an exchange of warrants

From: Sgt Ines Calloway, Brackwater Constabulary

Each night Brackwater Constabulary sends Brackwater Probation Service the arrests and outstanding warrants of about 900
people on licence, to prevent further offending. Legal basis: Article 6(1)(e). Kept for 12 months.
"""


def settings_at(home: str) -> Settings:
    """The settings of an empty home, and one thread, so that time spent can be measured beside other work."""
    return load({"ADVISOR_HOME": home, "ADVISOR_EMBEDDING__THREADS": "1"})


def drafts_at(home: str) -> Drafts:
    """Drafting with the real rules, at noon."""
    return Drafts(Advisor(settings_at(home)), now=lambda: NOON, new_id=lambda: "id")


def writing_at(home: str) -> DraftWriting:
    """The part of the journey that keeps nothing."""
    return drafts_at(home).writing
