"""What each party is in law: controller, joint controller, processor, sub-processor or recipient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.governance.drafting.draft import RoleOfParty
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.flows import pairs_told
from advisor.governance.drafting.parties import Party

_CONTROLLER = "controller"
_JOINT = "joint controller"
_PROCESSOR = "processor"
_SUB_PROCESSOR = "sub-processor"
_RECIPIENT = "recipient"

_UNDER_ANOTHER = re.compile(
    r"sub-?contract|sub-?processor|keyed by|in turn|underneath|passes? (?:it|them) (?:on )?to", re.IGNORECASE
)


def deciding(facts: Facts) -> tuple[Party, ...]:
    """The parties that decide why and how: public bodies and charities that take part, not those merely mentioned.

    Where none is recognised there is none: the advisor asks who the controller is.
    """
    return tuple(one for one in facts.parties if one.decides)


def roles(facts: Facts) -> tuple[RoleOfParty, ...]:
    """The role of every party, with the reason; a party can have several for several flows.

    Source: UK GDPR Articles 4(1)(7) and (8), 26 and 28; DPA 2018 sections 32, 58 and 59.
    """
    return tuple(_roles(facts, deciding(facts)))


def _roles(facts: Facts, controllers: Sequence[Party]) -> Iterator[RoleOfParty]:
    joint = "joint-decision" in facts.shown and len(controllers) > 1
    for one in controllers:
        if joint:
            why = "The proposal says that purposes and means are decided together."
            yield RoleOfParty(party=one.name, role=_JOINT, why=why)
        else:
            why = "It uses the data for tasks of its own, and so decides why and how."
            yield RoleOfParty(party=one.name, role=_CONTROLLER, why=why)
    if not joint and len(controllers) > 1:
        for one in _receiving(facts, controllers):
            others = " and ".join(other.name for other in controllers if other is not one)
            why = "The proposal has data come to it from another controller."
            yield RoleOfParty(party=one.name, role=_RECIPIENT, flow=f"data from {others}", why=why)
    yield from _firms(facts)
    yield from _solicitors(facts)


def _receiving(facts: Facts, controllers: Sequence[Party]) -> Iterator[Party]:
    """The controllers to which data may come: not one of which the proposal says only that it gives them."""
    told = pairs_told(facts, [one.name for one in controllers])
    give, get = {sender for sender, _ in told}, {receiver for _, receiver in told}
    yield from (one for one in controllers if one.name in get or one.name not in give)


def _firms(facts: Facts) -> Iterator[RoleOfParty]:
    firms = [one for one in facts.parties if one.processes]
    for place, one in enumerate(firms):
        if place and any(_UNDER_ANOTHER.search(said) or _engaged(firms[0], said) for said in one.named_in):
            why = "It works for the processor and not for the controller itself."
            yield RoleOfParty(party=one.name, role=_SUB_PROCESSOR, why=why)
            continue
        why = "By the proposal it works on the controller's behalf; the contract must say so."
        yield RoleOfParty(party=one.name, role=_PROCESSOR, why=why)
        own = facts.sign("supplier-own-use")
        if place == 0 and own is not None:
            why = f"Beyond its instructions it would use the data for itself: “{own.words}”. For that it decides."
            yield RoleOfParty(party=one.name, role=_CONTROLLER, flow="its own use of the data", why=why)


def _engaged(first: Party, said: str) -> bool:
    """Whether a sentence about another firm says that the processor engages it."""
    called = re.escape(first.name.split()[0])
    engages = rf"\b{called}\b[\w ]{{0,30}} (?:engages|employs|uses|hires|pays|instructs|relies on)\b"
    engaged = rf"(?:engaged|employed|used|hired|paid|appointed) by {called}\b"
    own = rf"\b{called}(?: \w+){{0,2}}['’]s (?:own )?(?:host|supplier|maintenance|hosting|contractor|partner)"
    return re.search(f"{engages}|{engaged}|{own}", said) is not None


def _solicitors(facts: Facts) -> Iterator[RoleOfParty]:
    once = "single-disclosure" in facts.shown
    for one in facts.parties:
        if one.name.endswith("Solicitors") and once:
            why = "The request comes from it, and a copy would go to it."
            yield RoleOfParty(party=one.name, role=_RECIPIENT, flow="what is disclosed", why=why)
    if not once:
        return
    for fact in facts.of_field("recipients"):
        if fact.kind == "person" and re.search(rf"(?:for|from|by|to) {re.escape(fact.value)}", fact.source_text):
            why = "The disclosure is asked for on this person's behalf."
            yield RoleOfParty(party=fact.value, role=_RECIPIENT, flow="what is disclosed", why=why)
