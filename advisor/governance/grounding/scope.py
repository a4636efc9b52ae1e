"""Words that widen or narrow a rule: quantifiers, conditions, exceptions, negation, and what comes before or after."""

from __future__ import annotations

from enum import StrEnum

from advisor.governance.grounding.expressions import table


class Reach(StrEnum):
    """How far a statement reaches."""

    ALL = "all"
    ANY = "any"
    ONLY = "only"
    SOME = "some"
    MOST = "usually"
    BOTH = "both"
    EITHER = "either"
    ALWAYS = "always"


class Limit(StrEnum):
    """What narrows a rule."""

    CONDITION = "condition"
    EXCEPTION = "exception"


REACHES: dict[str, Reach] = table(
    {
        Reach.ALL: "all|every|each|whole|entire|everyone|everybody|everything|full range of|any and all|total",
        Reach.ANY: "any|anyone|anybody|anything|whatever|whichever|whoever",
        Reach.ONLY: (
            "only|solely|exclusively|just|merely|alone|nothing but|no one but|nobody but|none but|purely|"
            "nothing other than|no other|limited to|confined to|restricted to|nothing more than|nothing else"
        ),
        Reach.SOME: (
            "some|certain|several|a few|sometimes|in some cases|occasionally|one of|part of|at least one|one or more|"
            "some of|in certain cases|selected|not all|not every"
        ),
        Reach.MOST: (
            "usually|normally|generally|often|typically|mostly|most|mainly|as a rule|in general|ordinarily|largely|"
            "in most cases|as a general rule|in principle|commonly|likely to"
        ),
        Reach.BOTH: "both|together with",
        Reach.EITHER: "either|one or the other",
        Reach.ALWAYS: (
            "always|in all cases|in every case|regardless|regardless of|irrespective|irrespective of|whether or not|"
            "no matter|without exception|in any circumstances|automatically|invariably|under all circumstances|"
            "in all circumstances|in every circumstance|unconditionally|without limit|indefinitely|for ever|forever|"
            "at all times|under any circumstances|no matter how|no matter what|no matter who|in any event|"
            "in any case|without any condition|however small|however large|however they|however it|however long|"
            "however little|however much|however many|whoever|whatever it|whatever they|"
            "come what may|whatsoever|purpose whatever|of any kind|at all|absolute|unlimited|"
            "unrestricted|permanently|never"
        ),
    }
)

LIMITS: dict[str, Limit] = table(
    {
        Limit.CONDITION: (
            "if|where|when|whenever|provided that|provided|providing|on condition that|"
            "on the condition that|as long as|"
            "so long as|only if|only where|only when|in so far as|insofar as|so far as|to the extent that|"
            "to the extent|until|once|in the case of|in cases where|in case of|in the event of|in the event that|"
            "subject to|for the purposes of|in circumstances where|assuming|depending on|conditional on|"
            "at the request of|with the consent of|only with|only after|only for|only in|only by|only on|wherever|"
            "whose|while|during|not before|not until|after|before"
        ),
        Limit.EXCEPTION: (
            "unless|except where|except if|except when|except that|except for|except|excepting|with the exception of|"
            "save where|save that|save for|save|other than|apart from|but not|unless and until|excluding|"
            "does not apply|do not apply|does not cover|do not cover|is exempt|are exempt|exempt from|aside from|"
            "or else|otherwise than|barring|but for|leaving aside"
        ),
    }
)

NEGATIONS = frozenset(
    "not no never none nor neither nobody nothing nowhere without cannot fail fails failed lack lacks non n't "
    "rarely hardly".split()
)

DENYING = frozenset(
    """refuse reject decline stop cease avoid prevent exempt exclude outside forbid prohibit ban bar withhold without
    except unless lack only solely rather instead beyond less free barely unable ineligible invalid void absent
    unlawful illegal unnecessary unlikely impossible unfair inaccurate lose lost dispense skip omit exemption fail
    failure leave nothing nobody none seldom rarely hardly alone voluntary optional same stay remain restrict bar
    unasked enough""".split()
)
"""Words that deny something without a negation."""

BEFORE_AFTER: dict[str, str] = table(
    {
        "before": (
            "before|prior to|ahead of|in advance of|until|till|no later than|not later than|beforehand|"
            "earlier than|in advance|earlier|first"
        ),
        "after": (
            "after|following|subsequent to|once|as soon as|since|afterwards|later than|later|then|subsequently|"
            "later on|over"
        ),
        "cause": "because|since|as a result of|due to|owing to",
    }
)
