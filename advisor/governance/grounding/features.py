"""All figures that the judgement is made of, by name, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable

from advisor.governance.grounding.alignment import Alignment
from advisor.governance.grounding.causes import causes_compared
from advisor.governance.grounding.changes import changes
from advisor.governance.grounding.consequences import consequences_compared
from advisor.governance.grounding.coverage import coverage
from advisor.governance.grounding.figures import citations_compared, names_compared, quantities_compared
from advisor.governance.grounding.findings import Findings, Reason
from advisor.governance.grounding.forces import forces_compared
from advisor.governance.grounding.limits import limits_compared, order_compared, reaches_compared
from advisor.governance.grounding.parties import parties
from advisor.governance.grounding.polarity import polarity

_COMPARISONS: tuple[Callable[[Alignment], Findings], ...] = (
    coverage,
    changes,
    quantities_compared,
    citations_compared,
    names_compared,
    forces_compared,
    polarity,
    parties,
    limits_compared,
    reaches_compared,
    order_compared,
    consequences_compared,
    causes_compared,
)


_FLAGS = {
    "quantities_missing": 1, "quantities_turned": 1, "citations_missing": 1, "names_missing": 1, "places_exchanged": 1,
    "force_stronger": 1, "force_weaker": 1, "force_opposite": 1, "force_unsaid_not": 1, "denied_alone": 1,
    "affirmed_alone": 1, "opposites_undenied": 1, "parties_swapped": 0.6, "pivots_reversed": 0.6,
    "doers_differing": 0.6,
    "first_actor_differs": 1, "actors_foreign": 1, "dropped_and_fewer": 0.5, "limit_dropped_of_best": 0.75,
    "cut_within_clause": 0.6, "appended": 1.2, "only_added_bare": 1, "always_despite_limit": 1,
    "wide_for_narrow": 1, "order_flipped": 1, "alternatives_dropped": 0.9, "consequences_unsaid": 1,
}  # fmt: skip
_GRAVE = frozenset(
    "quantities_missing citations_missing names_missing places_exchanged force_stronger force_opposite affirmed_alone "
    "denied_alone opposites_undenied parties_swapped pivots_reversed order_flipped always_despite_limit "
    "cut_within_clause".split()
)


def features(aligned: Alignment) -> tuple[dict[str, float], list[Reason]]:
    """Every figure by name, and every reason, gravest first."""
    figures: dict[str, float] = {}
    reasons: list[Reason] = []
    for compare in _COMPARISONS:
        found = compare(aligned)
        figures.update(found.figures)
        reasons += found.reasons
    figures["flags"] = sum(figures[name] >= least for name, least in _FLAGS.items())
    figures["grave_flags"] = sum(figures[name] >= least for name, least in _FLAGS.items() if name in _GRAVE)
    return figures, sorted(reasons, key=lambda reason: -reason.gravity)


FOR = frozenset(
    "carried carried_exactly carried_firmly carried_by_best carried_anywhere worst_clause pairs_together best_said "
    "force_same doers_agreed denied_in_both".split()
)
"""Figures that may only speak for a claim."""

AGAINST = frozenset(
    "flags grave_flags lacking alien longest_lacking_run longest_lacking_share tail_lacking "
    "units_needed quantities_missing "
    "quantities_bare quantities_elsewhere quantities_turned quantities_dropped citations_missing citations_unsure "
    "names_missing force_stronger force_weaker force_opposite force_unsaid force_unsaid_not force_silent_opposite "
    "force_foreign denied_in_claim_only denied_in_passage_only denials_more denials_fewer opposites opposites_undenied "
    "actors_foreign actors_elsewhere actors_unsaid doer_differs doers_differing receivers_differing parties_swapped "
    "first_actor_differs limit_dropped limit_dropped_of_best limits_dropped limits_fewer limits_more limit_added "
    "dropped_and_fewer only_added only_added_bare only_dropped always_added wide_added narrow_added narrow_dropped "
    "limit_rest_cut omitted_exact tail_omitted cut_within_clause appended exchanged exchanged_close "
    "inserted inserted_close omitted_close alternatives_dropped doubtful_close doubtful "
    "places_added places_exchanged places_dropped quantities_apart denied_plainly affirmed_plainly "
    "denied_alone affirmed_alone pivots_reversed "
    "always_despite_limit wide_for_narrow narrow_for_wide reaches_differing order_flipped order_crossed "
    "inversions consequences_unsaid cause_unsaid".split()
)
"""Figures that may only speak against it."""

EITHER = frozenset({"follows"})
"""Figures that only tell how to read the others."""

FIGURES = sorted(FOR | AGAINST | EITHER)
"""The figures that the judgement weighs, in its order. The length of a claim is none: it proves nothing."""
