"""Near-misses and honest rewordings of a true statement, made by rule, for training the grounding check.

Each kind of error changes one thing and leaves the rest as it was. Three kinds are made here so that they can be
measured, and are left out of training altogether: ``unit``, ``actor`` and ``exception_dropped`` (see ``LEFT_OUT``).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

LEFT_OUT = ("unit", "actor", "exception_dropped")

_NUMBERS = "one two three four five six seven eight nine ten twelve fifteen twenty thirty forty sixty ninety".split()
_MONTHS = "January February March April May June July August September October November December".split()
_LIMITED = re.compile(
    r"(?P<mark>\b(?:only if|only where|only when|if|where|when|provided that|provided|as long as|so long as|so far as|"
    r"to the extent that|on condition that|subject to|once|in the case of|whenever|until))\s",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"(?P<mark>\b(?:unless|except where|except for|except that|except|save where|other than|apart from|but not))\s",
    re.IGNORECASE,
)

Change = Callable[[str, random.Random], str | None]


@cache
def _tables() -> dict[str, list[Any]]:
    return dict(json.loads(files("evaluations.training").joinpath("substitutions.json").read_text("utf-8")))


def pairs_of(name: str) -> list[tuple[str, str]]:
    """The pairs of a table: what stands there, and what takes its place."""
    return [(old, new) for old, new in _tables()[name]]


def words_of(name: str) -> list[str]:
    """The expressions of a table."""
    return list(_tables()[name])


def near_misses(claim: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Each kind of error that can be made of a claim, once, with the claim so changed."""
    for kind, change in CHANGES.items():
        changed = change(claim, chance)
        if changed and changed.strip(" .") != claim.strip(" ."):
            yield kind, _tidy(changed)


def number(claim: str, chance: random.Random) -> str | None:
    """Another number in the place of one."""
    places = list(
        re.finditer(r"(?<![\w/.(-])(?:\d+(?:\.\d+)?|" + "|".join(_NUMBERS) + r")(?![\w/)]|\.\d)", claim, re.IGNORECASE)
    )
    places = [place for place in places if not re.match(r"(?:19|20)\d\d$", place.group()) and not _cited(claim, place)]
    places = [place for place in places if place.group().lower() != "one" or _timed(claim, place)]
    if not places:
        return None
    place = chance.choice(places)
    old = place.group()
    if old[0].isdigit():
        value = float(old)
        new = f"{chance.choice([value * 2, value + 1, max(1, value // 2), value + 10, value * 3]):g}"
    else:
        new = chance.choice([word for word in _NUMBERS[1:] if word != old.lower()])
    return None if new == old else claim[: place.start()] + new + claim[place.end() :]


def unit(claim: str, chance: random.Random) -> str | None:
    """Another unit of time for the same number."""
    return _swapped(claim, pairs_of("units"), chance, before=r"(?:\d+|" + "|".join(_NUMBERS) + r"|a|more|further)\s")


def date(claim: str, chance: random.Random) -> str | None:
    """Another day, month or year."""
    found = re.search(
        r"\b(?P<day>\d{1,2}) (?P<month>" + "|".join(_MONTHS) + r")(?: (?P<year>\d{4}))?|\b(?P<alone>20[012]\d)\b", claim
    )
    if not found:
        return None
    if found["alone"]:
        return claim[: found.start()] + str(int(found["alone"]) + chance.choice([-2, -1, 1])) + claim[found.end() :]
    day, month, year = found["day"], found["month"], found["year"]
    which = chance.randrange(3 if year else 2)
    if which == 0:
        day = str(int(day) % 28 + chance.choice([1, 3, 7]))
    elif which == 1:
        month = chance.choice([other for other in _MONTHS if other != month])
    else:
        year = str(int(year) + chance.choice([-2, -1, 1]))
    return claim[: found.start()] + " ".join(part for part in (day, month, year) if part) + claim[found.end() :]


def citation(claim: str, chance: random.Random) -> str | None:
    """Another number of article, section, paragraph or Schedule."""
    places = list(
        re.finditer(r"\b(?:[Aa]rticle|[Ss]ection|[Pp]aragraph|Schedule|regulation|Part|Annex)s? (\d+)", claim)
    )
    if not places:
        return None
    place = chance.choice(places)
    new = str(max(1, int(place[1]) + chance.choice([-3, -2, -1, 1, 2, 5, 11])))
    return None if new == place[1] else claim[: place.start(1)] + new + claim[place.end(1) :]


def modality(claim: str, chance: random.Random) -> str | None:
    """Must, should and may exchanged."""
    return _swapped(claim, pairs_of("forces"), chance)


def negation(claim: str, chance: random.Random) -> str | None:
    """Denied instead of affirmed, or the other way round; sometimes by an opposite word."""
    plain = chance.random() < 0.6
    first, second = ("denials", "opposites") if plain else ("opposites", "denials")
    return _swapped(claim, pairs_of(first), chance, first=plain) or _swapped(claim, pairs_of(second), chance)


def actor(claim: str, chance: random.Random) -> str | None:
    """Another actor in the place of one."""
    places = list(re.finditer(rf"\b(?:{'|'.join(words_of('actors'))})\b", claim))
    if not places:
        return None
    place = chance.choice(places)
    others = (
        "processor|controller|data subject|regulator|data protection officer|court|recipient|supplier|police".split("|")
    )
    return claim[: place.start()] + chance.choice([o for o in others if o != place.group()]) + claim[place.end() :]


def swapped_duty(claim: str, chance: random.Random) -> str | None:
    """Two actors exchanged, so that the duty runs the other way."""
    places = list(re.finditer(rf"\b(?:{'|'.join(words_of('actors'))})\b", claim))
    pairs = [
        (one, two)
        for number_, one in enumerate(places)
        for two in places[number_ + 1 :]
        if one.group().lower() != two.group().lower()
    ]
    if not pairs:
        return None
    one, two = chance.choice(pairs)
    return claim[: one.start()] + two.group() + claim[one.end() : two.start()] + one.group() + claim[two.end() :]


def quantifier(claim: str, chance: random.Random) -> str | None:
    """Wider or narrower than it was."""
    return _swapped(claim, pairs_of("reaches"), chance)


def condition_dropped(claim: str, chance: random.Random) -> str | None:
    """Without its condition."""
    return _cut(claim, _LIMITED, chance)


def exception_dropped(claim: str, chance: random.Random) -> str | None:
    """Without its exception."""
    return _cut(claim, _EXCEPTED, chance)


def addition(claim: str, chance: random.Random) -> str | None:
    """With something more that nobody said."""
    extra = chance.choice(words_of("additions"))
    comma = [place.start() for place in re.finditer(r",", claim)]
    if comma and chance.random() < 0.3:
        at = chance.choice(comma)
        return f"{claim[:at]} {extra}{claim[at:]}"
    return f"{claim.rstrip('. ')}{chance.choice([',', ''])} {extra}."


def overreach(claim: str, chance: random.Random) -> str | None:
    """With a consequence that does not follow."""
    return f"{claim.rstrip('. ')}, {chance.choice(words_of('leaps'))}."


def scope(claim: str, chance: random.Random) -> str | None:
    """For another place, body or kind of data."""
    return _swapped(claim, pairs_of("scopes"), chance)


def order(claim: str, chance: random.Random) -> str | None:
    """Before and after exchanged."""
    return _swapped(claim, pairs_of("orders"), chance)


def entity(claim: str, chance: random.Random) -> str | None:
    """Another body or document by name."""
    places = list(
        re.finditer(
            r"(?<!^)(?<=\s)(?:ICO|NHS|DPO|[A-Z][a-z]+(?: (?:of |and )?[A-Z][a-z]+)*(?: (?:Act|Regulations) \d{4})?)\b",
            claim,
        )
    )
    places = [place for place in places if place.group() not in {*_MONTHS, "Article", "Schedule", "Part", "I"}]
    if not places:
        return None
    place = chance.choice(places)
    return (
        claim[: place.start()]
        + chance.choice([name for name in words_of("names") if name != place.group()])
        + claim[place.end() :]
    )


CHANGES: dict[str, Change] = {
    "number": number, "unit": unit, "date": date, "citation": citation, "modality": modality, "negation": negation,
    "actor": actor, "swapped_duty": swapped_duty, "quantifier": quantifier, "condition_dropped": condition_dropped,
    "exception_dropped": exception_dropped, "addition": addition, "overreach": overreach, "scope": scope,
    "order": order,
    "entity": entity,
}  # fmt: skip


def rewordings(claim: str, chance: random.Random) -> Iterator[str]:
    """The same thing in other words and another order."""
    changed = claim
    for _ in range(chance.randrange(2, 6)):
        changed = _swapped(changed, pairs_of("same"), chance) or changed
    if chance.random() < 0.6:
        changed = _turned(changed) or changed
    if chance.random() < 0.15:
        changed = chance.choice(words_of("openings")) + _lower_first(changed)
    if changed != claim:
        yield _tidy(changed)


def _turned(claim: str) -> str | None:
    """``If X, Y.`` as ``Y if X.``, and the other way round."""
    front = re.match(r"(?P<if>(?:If|Where|When|Before|After|Unless|Once) [^,]{8,90}), (?P<rest>[^,;]+)\.$", claim)
    if front:
        return f"{_upper_first(front['rest'])} {_lower_first(front['if'])}."
    back = re.match(
        r"(?P<rest>[^,;]{12,120}),? (?P<if>(?:if|where|when|before|after|unless|once) [^,;]{8,120})\.$", claim
    )
    return f"{_upper_first(back['if'])}, {_lower_first(back['rest'])}." if back else None


def _swapped(
    claim: str, pairs: list[tuple[str, str]], chance: random.Random, *, before: str = "", first: bool = False
) -> str | None:
    """One word or expression exchanged for its pair; the longest fitting ones are tried ahead of shorter."""
    fitting = []
    for old, new in pairs:
        for found in re.finditer(rf"(?P<before>{before})(?<![\w-]){re.escape(old)}(?![\w-])", claim, re.IGNORECASE):
            fitting.append((found.end("before"), found.end(), new))
    if not fitting:
        return None
    longest = {start: max(end for begin, end, _ in fitting if begin == start) for start, _, _ in fitting}
    fitting = [one for one in fitting if one[1] == longest[one[0]]]
    start, end, new = fitting[0] if first and chance.random() < 0.5 else chance.choice(fitting)
    if start == 0:
        new = _upper_first(new)
    return claim[:start] + new + claim[end:]


def _cut(claim: str, mark: re.Pattern[str], chance: random.Random) -> str | None:
    places = list(mark.finditer(claim))
    if not places:
        return None
    place = chance.choice(places)
    end = re.search(r"[,;]", claim[place.end() :])
    if place.start() == 0:
        return _upper_first(claim[place.end() + end.end() :].strip()) if end else None
    rest = claim[place.end() + end.start() :] if end and chance.random() < 0.7 else "."
    kept = claim[: place.start()].rstrip(" ,")
    return kept + rest if len(kept.split()) > 3 else None


def _cited(claim: str, place: re.Match[str]) -> bool:
    before = claim[: place.start()].rstrip().lower()
    return before.endswith(_BEFORE_A_NUMBER_OF_LAW)


_BEFORE_A_NUMBER_OF_LAW = tuple(
    "article section paragraph schedule regulation part annex articles sections paragraphs and to principle level "
    "act".split()
)


def _timed(claim: str, place: re.Match[str]) -> bool:
    return bool(re.match(r"\s(?:month|week|year|hour|day)", claim[place.end() :]))


def _tidy(text: str) -> str:
    return re.sub(r"\s+([,.;])", r"\1", re.sub(r"\s{2,}", " ", text)).strip()


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
