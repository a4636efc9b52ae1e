"""Invented proposals for the tests of drafting, and the rules that ship."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.facts import Facts, understand
from corpus.drafting_files import drafting_rules
from corpus.drafting_rules import DraftingRules

MEALS = """# Hot meals round

Author: Una Kettering, Service Manager, Aldermoor Borough Council

From 3 May 2027 our volunteers will carry hot meals to 640 older people who live alone, in Aldermoor and Pell.

What we would hold:
- name, address, telephone
- diagnosis and diet
- key safe code

We share a list with NHS Aldermoor every Monday, by SFTP. The round is planned in RouteWise, supplied by Fleetmind Ltd,
which acts only on our instructions. Cost £41,300 a year. Records are kept for two years after the last meal.
We rely on legitimate interests for this. The DPO approves the DPIA before we start.
"""

FORCE = """Proposal for an exchange of warrants

From: Sgt Ines Calloway, Brackwater Constabulary

Each night Brackwater Constabulary sends Brackwater Probation Service the arrests and outstanding warrants of about 900
people on licence, to prevent further offending. Legal basis: Article 6(1)(e). Kept for 12 months.
"""

NEWSLETTER = """# Allotment holders' list

Written by Piers Lomax, Parks Officer, Witherfold Town Council.

We keep the name and e-mail of 45 plot holders so that we can tell them when the water is off. Each plot holder fills in
the form, with our privacy notice beneath it. Held in our office suite, login with a code. Deleted when the plot is
given up. No cost. Starts 1 March 2027.
"""


@pytest.fixture(scope="session")
def rules() -> DraftingRules:
    """The rules that ship."""
    return drafting_rules()


@pytest.fixture
def meals(rules: DraftingRules) -> Facts:
    """A council, a health board and a supplier, with two wrong claims."""
    return understand(MEALS, rules)


@pytest.fixture
def force(rules: DraftingRules) -> Facts:
    """Two competent authorities."""
    return understand(FORCE, rules)


@pytest.fixture
def newsletter(rules: DraftingRules) -> Facts:
    """A small list that needs no assessment."""
    return understand(NEWSLETTER, rules)
