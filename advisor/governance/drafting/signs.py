"""The signs that a proposal shows: which words it uses and does not deny, and what follows from several together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.governance.drafting.amounts import largest_count
from advisor.governance.drafting.kinds_of_body import PartyKind
from advisor.governance.drafting.meaning import ReadProposal
from advisor.governance.drafting.parties import Party
from advisor.governance.drafting.sentences import Sentence
from corpus.drafting_rules import DraftingRules
from corpus.source import Frozen

LARGE_SCALE = 5000
"""From how many people or records the advisor treats processing as large in scale. The law has no number: a house rule
that a person can overrule, on the number of people, range of data, time and area."""

_MORE_THAN_ONE_CASE = 1000
"""A proposal that counts so many people or records is about more than one request."""

_DENIAL = re.compile(
    r"(?:\b(?:no|not|never|without|neither|nor|none|nothing|isn.t|aren.t|doesn.t|don.t|won.t|wasn.t|didn.t|instead of|"
    r"ruled out|turned)\b[^.;:]{0,28}$)|(?:\bno \w+(?:,? (?:and|or|nor|no) (?:no )?[\w -]{1,20}){0,4}$)",
    re.IGNORECASE,
)
_STANDS_DENIED = frozenset({
    "notice-not-given", "no-notice", "no-choice", "no-personal-data", "automated-outcome", "joint-decision", "one-off",
    "injunction-to-machine", "instructions-only", "physical-danger",
})  # fmt: skip
_PUBLIC = frozenset({
    PartyKind.COUNCIL, PartyKind.HEALTH, PartyKind.POLICE, PartyKind.DEPARTMENT, PartyKind.UNIVERSITY, PartyKind.SCHOOL,
    PartyKind.PUBLIC,
})  # fmt: skip
_OTHER_REGIME = frozenset({
    PartyKind.COUNCIL, PartyKind.HEALTH, PartyKind.DEPARTMENT, PartyKind.SCHOOL, PartyKind.CHARITY,
    PartyKind.UNIVERSITY,
})  # fmt: skip
_IN_SO_MANY_WORDS = re.compile(
    r"\bone.?off\b(?! (?:\w+ )?(?:costs?|fees?|charges?|payments?|grants?|price|set-?up|spend|capital|licences?))"
    r"|only once|(?:just )?this once|single (?:request|disclosure)|\bone request|not (?:be )?repeated"
    r"|no (?:further|other|later) (?:exchange|sharing|disclosure|request)s?\b"
    r"|\b(?:this|the) one (?:file|case|record|person)\b"
    r"|(?:this|one) (?:file|case|record) only|(?:will|does|is) not (?:to )?(?:happen|recur|be done) again"
    r"|(?:no|not a|isn['’]t a) (?:regular|repeated|standing) (?:flow|sharing|exchange|arrangement)",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"\b(?:asks|asked|has asked|wrote|written|requests?|requested|applied|wants|ordered)\b.{0,90}"
    r"\b(?:for|copy|files?|records?|notes|footage|address|papers|extract)\b",
    re.IGNORECASE,
)
"""A body or a person that asks for a record of somebody."""
_WEAKER = frozenset({
    "children", "patients", "employees", "claimants", "debtors", "tenants", "victims", "adults-at-risk",
})  # fmt: skip
_SENSITIVE = frozenset({"health-data", "special-data", "offence-data", "biometric", "genetic"})


class Sign(Frozen):
    """A sign, the words that show it, and the sentence that they stand in."""

    id: str
    words: str
    source_text: str


def read_signs(told: Iterable[Sentence], rules: DraftingRules) -> tuple[Sign, ...]:
    """The signs that the sentences show in words; the first place of each that is not denied."""
    found: dict[str, Sign] = {}
    for sentence in told:
        for signal in rules.signals:
            if signal.id in found or signal.pattern is None:
                continue
            for hit in signal.pattern.finditer(sentence.text):
                if signal.id not in _STANDS_DENIED and _DENIAL.search(sentence.text[: hit.start()]):
                    continue
                found[signal.id] = Sign(
                    id=signal.id, words=sentence.text[hit.start() : hit.end()], source_text=sentence.text
                )
                break
    return tuple(found.values())


def weighed_signs(
    read: Sequence[Sign], told: Sequence[Sentence], rules: DraftingRules, spoken: ReadProposal | None
) -> tuple[Sign, ...]:
    """The signs read in words, without those that nothing else in the proposal bears out, and with those meant."""
    if spoken is None:
        return tuple(read)
    shows, fades = rules.weights.sign_shows, rules.weights.sign_fades
    weighed = {one.id for one in rules.signals if not one.by_words_alone} & spoken.signs.keys()
    kept = [one for one in read if one.id not in weighed or spoken.signs[one.id].strength >= fades]
    known = {one.id for one in read}
    for signal in rules.signals:
        if signal.id in weighed - known and (said := spoken.signs[signal.id]).strength >= shows:
            sentence = told[said.place].text
            kept.append(Sign(id=signal.id, words=sentence, source_text=sentence))
    return tuple(kept)


def work_out(read: Sequence[Sign], parties: Sequence[Party], told: Sequence[Sentence]) -> tuple[Sign, ...]:
    """The signs that follow from others, from the parties and from the numbers."""
    shown = {one.id: one for one in read}
    worked: dict[str, Sign] = {}

    def add(name: str, words: str, source: str) -> None:
        worked.setdefault(name, Sign(id=name, words=words, source_text=source))

    count = largest_count(told)
    if count is not None and count.number >= LARGE_SCALE:
        add("large-scale", count.words, count.source_text)
    for name in _SENSITIVE & shown.keys():
        add("special-category", shown[name].words, shown[name].source_text)
    for name in sorted(_WEAKER & shown.keys()):
        add("weaker-position", shown[name].words, shown[name].source_text)
    deciding = [one for one in parties if one.decides]
    for one in parties:
        if one.kind in _PUBLIC:
            add("public-authority", one.name, one.source_text)
        if one.kind is PartyKind.CHARITY:
            add("charity", one.name, one.source_text)
        if one.kind is PartyKind.POLICE:
            add("competent-authority", one.name, one.source_text)
        if one.kind is PartyKind.HEALTH:
            add("health-body", one.name, one.source_text)
        if one.processes:
            add("processor", one.name, one.source_text)
    said = next((one for one in told if _IN_SO_MANY_WORDS.search(one.text)), None)
    asked = next((one for one in told if said and _ASKED_FOR.search(one.text)), None)
    once = shown.get("one-off") or (asked and Sign(id="one-off", words=asked.text, source_text=asked.text))
    if once and "dea" not in shown:
        many = count is not None and count.number >= _MORE_THAN_ONE_CASE
        if said or not (many or shown.keys() & {"repeated-flow", "joint-decision"}):
            add("single-disclosure", once.words, once.source_text)
    if len(deciding) > 1:
        add("several-controllers", ", ".join(one.name for one in deciding), deciding[1].source_text)
    if deciding and deciding[0].kind is PartyKind.POLICE:
        add("led-by-competent-authority", deciding[0].name, deciding[0].source_text)
    if (
        deciding
        and deciding[0].kind is PartyKind.POLICE
        and not any(one.kind in _OTHER_REGIME for one in deciding)
        and "crime-purpose" in shown
    ):
        add("only-competent-authorities", ", ".join(one.name for one in deciding), deciding[0].source_text)
    if "no-personal-data" not in shown:
        add("personal-data", "", told[0].text if told else "")
    return tuple(worked.values())
