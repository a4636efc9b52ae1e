"""Wrong claims of law in twenty wordings are corrected, and twenty mentions that claim nothing wrong are left alone."""

from __future__ import annotations

import pytest

from advisor.governance.drafting.corrections import correct
from advisor.governance.drafting.facts import understand
from corpus.drafting_rules import DraftingRules

_BODY = "Pell Town Council plans a register of moorings with Quayside Ltd, its processor. "
WRONG = [
    "The old 1998 Act covers us.",
    "Because it is done in the custody suite, Part 3 applies to the nurse.",
    "The Moorings Directorate is a controller in its own right.",
    "The Data Protection Act protects the dead for sixty years.",
    "As she has died the UK GDPR does not apply to any of it.",
    "No child may ask for a copy until the age of 16.",
    "Anything with a camera needs a DPIA.",
    "It is in our legitimate interest to know who moors.",
    "We passed the three-part test for legitimate interests.",
    "Owners tick a box, so their consent is our lawful basis.",
    "We cannot lawfully share the list without consent.",
    "The DPA 1998 allows this.",
    "We filled in a section 29 form.",
    "The data protection officer has approved the risk.",
    "Every new system must by law have a DPIA.",
    "The ICO has to approve the register before it starts.",
    "The DPIA is sent to the ICO whenever the risk is high.",
    "Article 22 applies to the scoring.",
    "As it is only a pilot we need no lawful basis.",
    "Names are replaced by codes, so the list is anonymous.",
    "The supplier needs its own lawful basis.",
    "The council owns the data.",
    "The sharing agreement gives us the legal power.",
    "The Harbour Act overrides data protection.",
    "Fines may reach 20 million euros.",
    "We hold the data already, so no notice is needed.",
    "A subject access request must be answered within 40 days.",
    "The Privacy Shield covers the transfer.",
    "Every breach must be reported to the ICO.",
    "The police are entitled to anything they ask for.",
    "The Facebook page is public, so GDPR does not apply.",
]
HARMLESS = [
    "Section 115 of the Crime and Disorder Act 1998 gives a power to disclose.",
    "The Northern Ireland Act 1998 set it up, and the 1998 Act still stands.",
    "The Human Rights Act 1998 protects private life.",
    "The company relies on its legitimate interests.",
    "The harbour police are a controller in their own right.",
    "Osric Dane, who owns the berth records, says yes.",
    "Data protection law does not cover the dead.",
    "It is in everybody's interest that boats float.",
    "Owners were consulted in May.",
    "Planning consent was given for the mast.",
    "The DPO was asked for advice and gave it.",
    "We checked whether a DPIA is needed.",
    "The register has run since 2004.",
    "We pay the annual fee to the ICO.",
    "Guidance of the ICO was read.",
    "Fees are paid in pounds.",
    "The pilot lasts six months.",
    "Codes open the gate.",
    "Our lawful basis is the task laid down in the Harbours Act 1964.",
    "The supplier signs a contract with the usual terms.",
    "Owners of boats get a letter.",
    "An agreement with the marina sets out how keys are handed over.",
    "The notice stands at the gate and on the web page.",
    "A request is answered within one month.",
    "The harbour master reports losses of keys to the office.",
    "The police were consulted.",
    "Public toilets are near the quay.",
    "Article 6 of the byelaws sets the speed.",
    "The processor deletes everything at the end.",
]


@pytest.mark.parametrize("claim", WRONG)
def test_a_wrong_claim_is_found_in_any_words(rules: DraftingRules, claim: str) -> None:
    found = correct(understand(_BODY + claim, rules), rules)
    assert any(one.claim_in_proposal == claim and one.citations for one in found)


@pytest.mark.parametrize("mention", HARMLESS)
def test_a_mention_that_claims_nothing_wrong_is_left_alone(rules: DraftingRules, mention: str) -> None:
    found = correct(understand(_BODY + mention, rules), rules)
    assert [one for one in found if one.claim_in_proposal == mention] == []
