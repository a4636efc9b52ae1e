"""For each flow between bodies: the least intrusive way of giving access that serves the purpose, beside the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.governance.drafting.draft import Access, Alternative, Way
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.given import Given, given_to_others
from advisor.governance.drafting.kinds_of_body import PartyKind
from advisor.governance.drafting.parties import Party
from advisor.governance.drafting.roles import deciding

_ABOUT_ONE_PERSON = frozenset({
    "direct-care", "safeguarding", "crime-purpose", "victims", "debt-purpose", "fraud-purpose", "claimants", "matching",
})  # fmt: skip
_TOTALS_SERVE = re.compile(
    r"\b(?:to|for) (?:plan(?:ning)?|forecast(?:ing)?|commission(?:ing)?|report(?:ing)? (?:on|to)|benchmark(?:ing)?"
    r"|understand(?:ing)? (?:demand|need|trends)|show how many|know how many|count(?:ing)?)\b"
    r"|\b(?:service|workforce|capacity) planning\b|\bannual (?:report|statistics)\b|\bhow many\b",
    re.IGNORECASE,
)
_AS_IT_HAPPENS = re.compile(
    r"\bas (?:soon as )?(?:it|they|each|one) (?:happens?|occurs?|arises?|comes? in|is made)\b"
    r"|\b(?:in|near) real.?time\b|\bthe moment (?:that )?\w+|\bwithin (?:minutes|seconds|an hour|the hour) of\b"
    r"|\b(?:immediately|automatically) (?:told|notified|alerted)\b",
    re.IGNORECASE,
)
_ASKS_A_FACT = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|want(?:s|ed)? to know|enquir\w+|wrote)\b[^.]{0,80}"
    r"\b(?:whether|who|when|where|if|which|the date|the name|the address)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:ask(?:s|ed|ing)?|want(?:s|ed)?|request(?:s|ed|ing)?|enquir\w+|wrote)\b", re.IGNORECASE)
_ASKS_A_COPY = re.compile(
    r"\b(?:cop(?:y|ies)|files?|footage|clips?|notes|recordings?|film|papers|bundle)\b", re.IGNORECASE
)
_WHAT_IT_DOES = {
    Way.LOOKUP: "answers one question about one person and leaves no copy behind",
    Way.API: "sends single records when they are needed, and can be shut at once",
    Way.AGGREGATE: "gives totals, and nothing about a person",
    Way.PSEUDONYMISED: "gives records without names, which can still lead back to a person",
    Way.COPY: "leaves a second set of the data that must be kept safe, right and in time destroyed",
}


def compare_access(facts: Facts) -> tuple[Access, ...]:
    """What is recommended for every flow that leaves a controller, and why not the other ways.

    A suggestion from the signs of the proposal; a person can choose another with reasons.
    """
    bodies = deciding(facts)
    if not bodies:
        return ()
    flows = _by_signs(facts, bodies)
    if "no-personal-data" in facts.shown or "single-disclosure" in facts.shown:
        return flows
    told = " ".join(one.flow for one in flows).lower()
    others = [one for one in given_to_others(facts) if one.whom.lower().removeprefix("the ") not in told]
    return (*flows, *(_flow(f"{bodies[0].name} to {one.whom}", *_fitting(one)) for one in others))


def _by_signs(facts: Facts, bodies: Sequence[Party]) -> tuple[Access, ...]:
    shown = facts.shown
    public = f"{bodies[0].name} to the public"
    if "no-personal-data" in shown or ("publication" in shown and "small-area" in shown and len(bodies) < 2):
        return (_flow(public, Way.AGGREGATE, "Totals serve what is published."),) if "publication" in shown else ()
    if "single-disclosure" in shown and _asks_a_fact(facts):
        why = "One fact is asked, and an answer in words serves."
        return (_flow(f"{bodies[0].name} to whoever asked", Way.LOOKUP, why),)
    if "single-disclosure" in shown:
        recipient = next((one.name for one in facts.parties if one.name.endswith("Solicitors")), "whoever asked")
        why = "One answer to one request, cut to what it needs."
        return (_flow(f"{bodies[0].name} to {recipient}", Way.COPY, why),)
    flows: list[Access] = []
    if len(bodies) > 1:
        for place, one in enumerate(bodies):
            others = [other for other in bodies if other is not one]
            police = any(each.kind is PartyKind.POLICE for each in (one, *others[:1]))
            way, why = _between(facts, first=place == 0, police=police)
            flows.append(_flow(f"{one.name} to {', '.join(other.name for other in others)}", way, why))
    if "publication" in shown:
        old = "archive-purpose" in shown and "small-area" not in shown
        why = "What is old enough to be open can be read by all." if old else "Totals serve what is published."
        flows.append(_flow(public, Way.COPY if old else Way.AGGREGATE, why))
    if "supplier-own-use" in shown:
        for firm in [one for one in facts.parties if one.processes][:1]:
            why = "If anything is to go for the supplier's own use, which must first be shown lawful, totals would do."
            flows.append(_flow(f"{bodies[0].name} to {firm.name}: its own use", Way.AGGREGATE, why))
    return tuple(flows)


def _asks_a_fact(facts: Facts) -> bool:
    """Whether the request is for something that can be told in words, and not for a paper or picture."""
    asking = [one.text for one in facts.told if _ASKS.search(one.text)]
    return any(_ASKS_A_FACT.search(one) for one in asking) and not any(
        _ASKS_A_COPY.search(one[hit.end() :]) for one in asking if (hit := _ASKS.search(one))
    )


def _fitting(given: Given) -> tuple[Way, str]:
    """The way that fits what one sentence says is given."""
    if given.totals:
        return Way.AGGREGATE, "Totals are what is given."
    if given.without_names:
        return Way.PSEUDONYMISED, "What is given can go without names."
    if given.as_it_happens:
        return Way.API, "Each event can be sent when it happens, so that no list of everybody is needed."
    if given.whole_papers:
        return Way.COPY, "The recipient has to hold what it is given, cut to what it needs."
    return Way.LOOKUP, "Nothing shows that the recipient has to hold more than an answer about one person at a time."


def _between(facts: Facts, *, first: bool, police: bool) -> tuple[Way, str]:
    shown = facts.shown
    if police and "cameras" in shown:
        return (Way.COPY if first else Way.LOOKUP), "A clip is evidence and has to be held; looking needs no copy."
    if "research" in shown and "evaluation-only" not in shown:
        return Way.PSEUDONYMISED, "Research needs records that can be linked, and no names."
    if _TOTALS_SERVE.search(facts.text) and not shown & _ABOUT_ONE_PERSON:
        return Way.AGGREGATE, "Plans, counts and reports need totals, and nobody's name."
    if "standing-framework" in shown:
        return (
            (Way.LOOKUP, "An enquiry whether a person is known needs an answer and no file.")
            if first
            else (Way.COPY, "What moves with a person has to arrive whole.")
        )
    if "joint-decision" in shown or "debt-purpose" in shown or "fraud-purpose" in shown:
        return Way.LOOKUP, "What is asked can be answered by yes or no, with detail only where there is a hit."
    if "police" in shown and "crime-purpose" in shown:
        return Way.API, "An event about one person can be sent when it happens, in place of a daily list of everybody."
    if _AS_IT_HAPPENS.search(facts.text) and not shown & {"victims", "debt-purpose"}:
        return Way.API, "Each event can be sent when it happens, so that no list of everybody is needed."
    if "victims" in shown and "repeated-flow" in shown:
        return (
            (Way.COPY, "The recipient has to act on the referral and to hold it.")
            if first
            else (Way.LOOKUP, "Whether it was taken up is one answer.")
        )
    return Way.LOOKUP, "The purpose asks a question about one person at a time; nothing shows that a copy is needed."


def _flow(flow: str, way: Way, why: str) -> Access:
    return Access(
        flow=flow,
        recommended=way,
        why=f"{why} It {_WHAT_IT_DOES[way]}.",
        alternatives=tuple(
            Alternative(way=other, why=f"It {_WHAT_IT_DOES[other]}.") for other in Way if other is not way
        ),
    )
