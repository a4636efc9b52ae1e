"""What two people, or two papers of one proposal, put differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.governance.drafting.amounts import COUNT, LASTING, MONEY
from advisor.governance.drafting.dates import DATE
from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.facts import Facts

_OTHER_PAPER = re.compile(
    r"^(?P<one>.{6,400}?)\s*(?:/|\[|\(|;)\s*(?P<two>(?:[Bb]ut )?(?:the )?(?:[Aa]nnex|[Aa]ppendix|[Cc]lause|[Ss]chedule"
    r"|[Ss]ignature page|[Cc]over (?:page|sheet)|[Ss]ummary|[Tt]able|[Ii]tem|[Pp]aragraph|[Pp]age)\b[^:\n]{0,40}"
    r"(?::|says|has|gives|puts|states)\s*.{4,300})$",
    re.MULTILINE,
)
_SAID = r"(?:said|says|thinks|thought|reckons|has|puts|gave|gives|wants|wrote|told)"
_TWO_PEOPLE = re.compile(
    rf"(?P<one>\b[A-Z][\w.'’]*(?: [A-Z][\w'’]*)? {_SAID} [^.;\n]{{3,80}}?)(?:,| and|;| but)+ "
    rf"(?P<two>[A-Z][\w.'’]*(?: [A-Z][\w'’]*)? {_SAID} [^.;\n]{{3,80}})"
)
_NUMBER_OF = re.compile(
    r"(?P<said>(?:the )?(?:number|total|count) of (?P<what>[a-z]{3,})(?: \w+){0,3}? (?:at|as|is|was"
    r"|to|=) (?P<number>\d[\d,]*))"
)
_AT_MOST_TWICE = 2.0


def told_otherwise(facts: Facts) -> Iterator[Contradiction]:
    """Wordings that stand beside one another because two people or two papers differ."""
    for hit in _OTHER_PAPER.finditer(facts.text):
        yield Contradiction(field=_field(facts, hit.start("two")), values=(hit["one"].strip(), hit["two"].strip()))
    for sentence in facts.told:
        for hit in _TWO_PEOPLE.finditer(sentence.text):
            if kind := _both_measure(hit["one"], hit["two"]):
                yield Contradiction(field=kind, values=(hit["one"].strip(), hit["two"].strip()))
    yield from _counted_again(facts)


def _both_measure(one: str, two: str) -> str | None:
    for pattern, field in ((LASTING, "retention"), (MONEY, "cost"), (DATE, "start_date")):
        first, second = pattern.search(one), pattern.search(two)
        if first and second and first.group().lower() != second.group().lower():
            return field
    return None


def _counted_again(facts: Facts) -> Iterator[Contradiction]:
    for sentence in facts.told:
        for hit in _NUMBER_OF.finditer(sentence.text):
            number = float(hit["number"].replace(",", ""))
            for other in facts.told:
                for count in COUNT.finditer(other.text):
                    if other is sentence or count["what"].split()[:1] != [hit["what"]]:
                        continue
                    told = re.sub(r"\D", "", count["number"])
                    if (
                        told
                        and number != float(told)
                        and max(number, float(told)) <= _AT_MOST_TWICE * min(number, float(told))
                    ):
                        yield Contradiction(field="volume", values=(count.group().strip(), hit["said"]))


def _field(facts: Facts, place: int) -> str:
    around = [one for one in facts.facts if one.start <= place < one.end]
    return min(around, key=lambda one: one.end - one.start).field if around else "title"
