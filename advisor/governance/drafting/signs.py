"""The signs that a proposal shows: which words it uses and does not deny, and what follows from several together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from advisor.governance.drafting.amounts import largest_count
from advisor.governance.drafting.kinds_of_body import PartyKind, smallest_council
from advisor.governance.drafting.meaning import ReadProposal
from advisor.governance.drafting.parties import Party
from advisor.governance.drafting.sentences import Sentence
from advisor.governance.drafting.signs_denied import (
    EACH_FOR_ITSELF,
    NOT_BY_A_MACHINE,
    STANDS_DENIED,
    is_denied,
    says_the_opposite,
)
from corpus.drafting_rules import DraftingRules
from corpus.source import Frozen

LARGE_SCALE = 5000
"""From how many people or records the advisor treats processing as large in scale. The law has no number: a house rule
that a person can overrule, on the number of people, range of data, time and area."""

_LONGEST_TITLE_WORDS = 6
_MORE_THAN_ONE_CASE = 1000
"""A proposal that counts so many people or records is about more than one request."""

_STANDS_ON_ITS_WORDS = frozenset({"significant-effect"})
"""Signs so general that meaning cannot take them back."""
_GRAVE = frozenset({
    "joint-decision", "standing-framework", "one-off", "instructions-only", "supplier-own-use", "automated-outcome",
    "physical-danger", "online-service", "notice-not-given",
})  # fmt: skip
"""Signs that change roles, the instrument or whether an assessment is required by themselves, so that nearness in
meaning must be plainer."""
_MORE_FOR_A_GRAVE_SIGN = 0.5
_SAID_COMPETENT = re.compile(
    r"\bcompetent authorit|\blaw enforcement purposes?\b|\bPart (?:3|III|three)\b(?! of the (?!Data Protection))"
)
"""A proposal that places its processing under Part 3."""
_PUBLIC = frozenset({
    PartyKind.COUNCIL, PartyKind.HEALTH, PartyKind.POLICE, PartyKind.DEPARTMENT, PartyKind.UNIVERSITY, PartyKind.SCHOOL,
    PartyKind.PUBLIC,
})  # fmt: skip
_OTHER_REGIME = frozenset({
    PartyKind.COUNCIL, PartyKind.HEALTH, PartyKind.DEPARTMENT, PartyKind.SCHOOL, PartyKind.CHARITY,
    PartyKind.UNIVERSITY,
})  # fmt: skip
_AUTHORITIES = frozenset({PartyKind.PUBLIC, PartyKind.POLICE})
"""Bodies that may be competent authorities for what they do under Part 3 (Schedule 7 to the DPA 2018 lists some)."""
_IN_SO_MANY_WORDS = re.compile(
    r"\bone.?off\b(?! (?:\w+ )?(?:costs?|fees?|charges?|payments?|grants?|price|set-?up|spend|capital|licences?))"
    r"|only once|(?:just )?this once|single (?:request|disclosure)|\bone request|not (?:be )?repeated"
    r"|only time (?:that )?(?:it|this|she|he|they|anyone|anybody)|\bthe once\b"
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
                if signal.id not in STANDS_DENIED and is_denied(sentence, hit):
                    continue
                if signal.id == "automated-outcome" and NOT_BY_A_MACHINE.search(sentence.text):
                    continue
                if signal.id == "joint-decision" and EACH_FOR_ITSELF.search(sentence.text):
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
    fading = weighed - _STANDS_ON_ITS_WORDS
    kept = [one for one in read if one.id not in fading or spoken.signs[one.id].strength >= fades]
    known = {one.id for one in read}
    for signal in rules.signals:
        least = shows + _MORE_FOR_A_GRAVE_SIGN * (signal.id in _GRAVE)
        if signal.id in weighed - known and (said := spoken.signs[signal.id]).strength >= least:
            sentence = told[said.place].text
            if _is_title(told[said.place], told) or says_the_opposite(signal.id, told[said.place]):
                continue
            if signal.id == "joint-decision" and any(EACH_FOR_ITSELF.search(one.text) for one in told):
                continue
            kept.append(Sign(id=signal.id, words=sentence, source_text=sentence))
    return tuple(kept)


def _is_title(sentence: Sentence, told: Sequence[Sentence]) -> bool:
    """Whether it is the few words over a proposal, which may show a sign in so many words and by meaning nothing."""
    return sentence.line == told[0].line and len(sentence.text.split()) <= _LONGEST_TITLE_WORDS


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
        if one.kind in _PUBLIC and not smallest_council(one.name):
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
    said_competent = "crime-purpose" in shown and any(_SAID_COMPETENT.search(one.text) for one in told)
    competent = [
        one for one in deciding if one.kind is PartyKind.POLICE or (said_competent and one.kind in _AUTHORITIES)
    ]
    if deciding and deciding[0] in competent:
        add("led-by-competent-authority", deciding[0].name, deciding[0].source_text)
    if (
        deciding
        and deciding[0] in competent
        and not any(one.kind in _OTHER_REGIME for one in deciding)
        and "crime-purpose" in shown
    ):
        add("only-competent-authorities", ", ".join(one.name for one in deciding), deciding[0].source_text)
    if "no-personal-data" not in shown:
        add("personal-data", "", told[0].text if told else "")
    return tuple(worked.values())
