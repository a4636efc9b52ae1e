"""Whether something must, should or may be done, must not be done, or need not be done, however it is worded."""

from __future__ import annotations

from enum import StrEnum

from advisor.governance.grounding.expressions import table


class Force(StrEnum):
    """The force of a rule."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    MUST_NOT = "must not"
    SHOULD_NOT = "should not"
    NEED_NOT = "need not"


FORCES: dict[str, Force] = table(
    {
        Force.MUST: (
            "must|shall|has to|have to|had to|having to|need to|needs to|needed to|is required to|are required to|"
            "was required to|were required to|be required to|required to|is obliged to|are obliged to|obliged to|"
            "is bound to|are bound to|bound to|under a duty to|has a duty to|have a duty to|duty to|duty is to|"
            "mandatory|compulsory|obligatory|"
            "obligation to|is responsible for|are responsible for|responsible for|it is necessary to|"
            "is necessary to|essential to|vital to|has got to|is under an obligation to|requires|require|required|"
            "is needed|are needed|is required|are required|cannot avoid|is to be|are to be|is expected by law to|"
            "legally required to|required by law to|owes a duty to|must always|always has to|always have to|"
            "must also|must still|must first|must then|must therefore"
        ),
        Force.SHOULD: (
            "should|ought to|ought|is recommended|are recommended|recommends|recommend|recommended|is advised to|"
            "are advised to|advised to|advisable|is encouraged to|are encouraged to|encouraged to|encourages|encourage|"
            "good practice|best practice|expected to|is expected to|are expected to|expects|expect|suggests|"
            "is sensible to|sensible to|is wise to|wise to|is best to|had better|recommendation is to|"
            "would do well to|is a good idea to|good idea to|should also|should first|should normally|should always"
        ),
        Force.MAY: (
            "may|can|could|might|is allowed to|are allowed to|be allowed to|allowed to|is permitted to|"
            "are permitted to|be permitted to|permitted to|is entitled to|are entitled to|be entitled to|entitled to|"
            "has the right to|have the right to|has a right to|have a right to|is free to|are free to|free to|"
            "is able to|are able to|be able to|able to|has power to|have power to|has the power to|"
            "have the power to|power to|powers to|has discretion to|have discretion to|discretion to|at liberty to|"
            "allows|permits|lawful to|open to|has the option of|has the option to|option to|"
            "allowed|permitted|is allowed|are allowed|is permitted|are permitted|has permission to|authorised to|"
            "authorises|enables|empowers|empowered to|can choose to|may choose to|can decide to|may decide to|"
            "is at liberty to|may also|can also|may still|can still|may only|can only|may then|can then|may not only"
        ),
        Force.MUST_NOT: (
            "must not|must never|mustn't|shall not|may not|may never|cannot|can not|can never|can't|could not|couldn't|"
            "is not allowed to|are not allowed to|not allowed to|not allowed|is not permitted to|are not permitted to|"
            "not permitted to|not permitted|is prohibited from|are prohibited from|prohibited from|prohibited|"
            "prohibits|prohibit|is forbidden to|are forbidden to|is forbidden|forbidden|forbids|forbid|banned|bans|"
            "ban on|barred from|is not entitled to|are not entitled to|not entitled to|unlawful to|is unable to|"
            "are unable to|unable to|no right to|no power to|has no power to|has no right to|have no right to|"
            "have no power to|does not have the right to|not lawful to|illegal to|may no longer|can no longer|"
            "must no longer|does not allow|do not allow|does not permit|do not permit|not authorised to|"
            "an offence to|is an offence to|has to avoid|must avoid|must refrain from|not free to|"
            "is not free to|are not free to|never allowed to|no one may|nobody may|not to|not able to|"
            "is not able to|are not able to|doesn't allow|don't allow"
        ),
        Force.SHOULD_NOT: (
            "should not|shouldn't|should never|ought not to|ought not|is not recommended|not recommended|"
            "advised not to|advised against|recommends against|discouraged from|discouraged|bad practice|"
            "should avoid|not expected to|is not expected to|are not expected to|unwise to|not good practice"
        ),
        Force.NEED_NOT: (
            "need not|needn't|free not to|does not have to|do not have to|doesn't have to|"
            "don't have to|did not have to|"
            "is not required to|are not required to|not required to|is not required|are not required|not required|"
            "not obliged to|is not obliged to|are not obliged to|no duty to|no obligation to|no need to|"
            "there is no need to|does not need to|do not need to|doesn't need to|don't need to|not necessary to|"
            "not necessary|is not necessary|are not necessary|unnecessary|is not needed|are not needed|not needed|"
            "does not require|do not require|doesn't require|without needing to|without having to|not mandatory|"
            "not compulsory|optional|voluntary|not bound to|is not bound to|are not bound to|under no duty to|"
            "under no obligation to|has no duty to|have no duty to|have no obligation to|excused from|"
            "relieved of|released from|dispense with|no requirement to|not under a duty to|not obligatory|"
            "does not oblige|do not oblige|needs no|need no|requires no|require no|has no need to|not have to"
        ),
    }
)

DENIED: dict[Force, Force] = {Force.MUST: Force.MUST_NOT, Force.SHOULD: Force.SHOULD_NOT, Force.MAY: Force.MUST_NOT}
"""What becomes of a force under a ``no`` or ``nobody`` that stands before it: ``nobody may``."""

NEEDED = frozenset("need needs needed has have had having required requires require is are necessary duty".split())
"""Words that begin an obligation which a ``no`` before it lifts and does not forbid: ``no consent is needed``."""


def shift(passage: Force | None, claim: Force | None) -> str:
    """How a claim's force differs from the passage's: '', ``stronger``, ``weaker``, ``opposite``, ``unsaid``."""
    if passage is claim or claim is None:
        return "" if passage is claim else "unstated"
    if passage is None:
        return f"unsaid {claim.name.lower()}"
    negative = {Force.MUST_NOT, Force.SHOULD_NOT, Force.NEED_NOT}
    if (passage in negative) is not (claim in negative):
        return "opposite"
    rank = {Force.MUST: 2, Force.SHOULD: 1, Force.MAY: 0, Force.MUST_NOT: 2, Force.SHOULD_NOT: 1, Force.NEED_NOT: 0}
    return "stronger" if rank[claim] > rank[passage] else "weaker"
