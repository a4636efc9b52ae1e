"""Twenty pairs of statements that cannot both hold are shown, and twenty that only look so are not."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.contradictions import contradictions
from advisor.governance.drafting.facts import understand
from corpus.drafting_rules import DraftingRules

_BODY = "Pell Town Council plans a register of moorings."
AGAINST = [
    ("The register covers 420 boats.", "We will write to the owners of all 460 boats."),
    ("About 1,200 residents are concerned.", "The letter goes to 1,350 residents."),
    ("There are 31 wardens.", "The appendix says 34 wardens."),
    ("Recordings are kept for 30 days.", "After 60 days recordings are deleted."),
    ("The retention period is six years.", "Records are destroyed after three years."),
    ("Photographs are deleted after 14 days.", "We keep photographs indefinitely."),
    ("The scheme starts on 3 May 2027.", "It goes live on 10 June 2027."),
    ("The pilot ends on 31 March 2028.", "The pilot runs until 30 September 2028."),
    ("The system costs £41,000 a year.", "The cost of the system is £47,500 a year."),
    ("Data are stored only in the UK.", "Backups are held in Frankfurt."),
    ("No data leave the United Kingdom.", "The supplier's engineers in Mumbai can log in."),
    ("Nothing is shared with the police.", "We will send the list to the police every Monday."),
    ("Only the harbour team can see it.", "All staff of the council can see it."),
    ("We do not ask for consent.", "Each owner must give consent before we start."),
    ("No special category data are processed.", "We record the disability and religion of each owner."),
    ("Quayside Ltd is the processor.", "Quayside Ltd and the council are joint controllers."),
    ("Quayside Ltd acts only on our instructions.", "Quayside Ltd decides what the data are used for."),
    ("No children are included.", "The list includes pupils aged 12 who row."),
    ("Every refusal is decided by an officer.", "Applications under 40 points are refused automatically."),
    ("Owners have been told by letter.", "Owners have not been told."),
]
BESIDE = [
    ("The register covers 420 boats.", "Last year 12 boats sank."),
    ("There are 31 wardens on weekdays.", "On Sundays 6 wardens work."),
    ("Recordings are kept for 30 days.", "Complaints are kept for six years."),
    ("Photographs are kept for 14 days.", "Logs of access are kept for two years."),
    ("The scheme starts on 3 May 2027.", "The review takes place on 10 June 2028."),
    ("The pilot ends on 31 March 2028.", "The contract with the printer ends on 30 September 2029."),
    ("The system costs £41,000 a year.", "Training costs £3,500."),
    ("Data are stored only in the UK.", "The supplier's other customers are in Germany."),
    ("Nothing is shared with the police.", "The police were consulted about the plan."),
    ("Only the harbour team can see it.", "All staff of the council were told about it."),
    ("We do not ask for consent.", "Planning consent for the mast was granted."),
    ("No special category data are processed.", "Disabled owners may ask for a mooring near the ramp."),
    ("Quayside Ltd is the processor.", "The council is the controller."),
    ("Quayside Ltd acts only on our instructions.", "The council decides what the data are used for."),
    ("No children are included.", "Children may visit the quay on Saturdays."),
    ("Every refusal is decided by an officer.", "Reminders are sent automatically."),
    ("Owners have been told by letter.", "Visitors have not been told."),
    ("An officer decides every case.", "The backup runs automatically each night."),
    ("We hold 420 names.", "We hold 420 telephone numbers."),
    ("Mooring fees are £300 a year.", "The crane was bought for £90,000."),
]


@pytest.mark.parametrize(("one", "two"), AGAINST)
def test_what_cannot_both_hold_is_shown_in_both_wordings(rules: DraftingRules, one: str, two: str) -> None:
    found = contradictions(understand(f"{_BODY} {one} The wardens use it on the quay. {two}", rules))
    shown = [set(told.values) for told in found]
    assert any(any(a in one for a in told) and any(b in two for b in told) for told in shown), found


@pytest.mark.parametrize(("one", "two"), BESIDE)
def test_what_only_looks_so_is_left_alone(rules: DraftingRules, one: str, two: str) -> None:
    assert contradictions(understand(f"{_BODY} {one} The wardens use it on the quay. {two}", rules)) == ()
