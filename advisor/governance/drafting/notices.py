"""What a reader must know before anything else: a proposal too short, not in English, or speaking to a machine."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.governance.drafting.draft import FactSource, Screening
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.language import language_of

FEWEST_WORDS = 25
"""A proposal with fewer words says too little for the screening to clear it."""


def notices(facts: Facts, reading_notes: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The notices, the gravest first."""
    return (*_notices(facts), *reading_notes)


def is_told(facts: Facts) -> bool:
    """Whether the proposal says enough, in a language that is read, for rules to clear anything by it."""
    answered = sum(len(one.value.split()) for one in facts.facts if one.source is FactSource.ANSWER)
    return language_of(facts.text).english and len(facts.text.split()) + answered >= FEWEST_WORDS


def unread(facts: Facts) -> Facts:
    """The facts as they are where the language is not read: nothing is taken from words that are not understood."""
    if language_of(facts.text).english:
        return facts
    return facts.model_copy(update={"facts": (), "told": (), "parties": (), "signs": (), "meant": None})


def untold(facts: Facts) -> Facts:
    """The facts for asking where the proposal hardly says anything: no word of it is taken for an answer."""
    stated = tuple(one for one in facts.facts if one.source is FactSource.ANSWER)
    return facts.model_copy(update={"text": "", "facts": stated, "told": (), "meant": None})


def needs_no_assessment(facts: Facts, screening: Screening) -> bool:
    """Whether the screening may say so: a proposal that is hardly there clears nothing."""
    return is_told(facts) and not screening.required


def judged(screening: Screening, facts: Facts) -> Screening:
    """The screening as far as it can be relied on: what is not told settles nothing, unless a case is met already."""
    if is_told(facts) or screening.required:
        return screening
    return screening.model_copy(update={"required": True, "settled": False})


def _notices(facts: Facts) -> Iterator[str]:
    language = language_of(facts.text)
    if not language.english:
        named = f"seems to be in {language.name}" if language.name else "is not in English"
        yield (
            f"The proposal {named}. The advisor reads English only, so it took no facts from it and screened nothing. "
            "Bring a translation that a person has checked; the text is kept as it came."
        )
        return
    if len(facts.text.split()) < FEWEST_WORDS:
        yield (
            "The proposal is too short to draft from: nearly everything has to be asked, and the screening clears "
            "nothing until it is answered."
        )
    for one in facts.instructions:
        yield (
            f"The proposal holds words that speak to a machine: “{' '.join(one.text.split())}” They were read as text "
            "and not followed, and no fact was taken from them."
        )
    if "no-personal-data" in facts.shown:
        yield "By its own account the proposal holds no data about people. If that is so, no assessment is needed."
