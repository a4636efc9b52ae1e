"""One thing measured in two ways: how long it is kept, when it starts or ends, what it costs, how many, how often.

Two statements are compared only where they are about the same thing, and only what the proposal plans: what was
weighed and left, what is done now, a part of a whole, one phase of several, are other things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from advisor.governance.drafting.draft import Contradiction
from advisor.governance.drafting.measures import Measure, agree, days, often, spans, sums
from advisor.governance.drafting.statements import Statement
from corpus.source import Frozen

_COMPARED = 80
_NEAR = 70
_KEEPING = re.compile(
    r"\b(?:keep(?:s|ing)?|kept|retention|retain\w*|delet\w+|destroy\w*|eras\w+|hold(?:s|ing)?|held|stor(?:e|es|ed"
    r"|age)"
    r"|shred\w*|wip(?:e|es|ed)|purg\w+|overwrit\w+|dispos\w+|discard\w*|bides?|how long|lifespan|stays? on"
    r"|remains? (?:on|in)"
    r"|(?:is|are) (?:removed|cleared|binned|gone)|years? on file)\b",
    re.IGNORECASE,
)
_STARTING = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|commenc\w+|go(?:es|ing)?[ -]live|launch(?:es|ed)?|opens?|roll(?:s"
    r"|ed)? out"
    r"|takes effect|in use from)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"\b(?:ends?|ending|finish(?:es)?|closes?|expir\w+|runs? (?:out|until|to)|lasts? until|term|duration"
    r"|terminates?)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:term|duration|lasts?|runs? for|valid for|in force for|length) ?(?:of (?:the )?(?:agreement|contract"
    r"|project))?\b",
    re.IGNORECASE,
)
_COSTING = re.compile(r"\b(?:costs?|price|budget|total (?:spend|cost)|paid|pay|spend)\b", re.IGNORECASE)
_MOVING = re.compile(
    r"\b(?:refresh\w*|updat\w+|sent|sends?|transfer\w*|shared?|upload\w*|extract\w*|deliver\w*|pass(?:ed|es)|suppl\w+"
    r"|(?:go|goes) to|frequency|how often|exchang\w+|load(?:s|ed))\b",
    re.IGNORECASE,
)
_NOT_A_FLOW = re.compile(r"\b(?:review|audit|meet|meets|meeting|train|report|check|back-?up|patch)\w*\b", re.IGNORECASE)
_OF_THE_CUE = frozenset(
    "keep keeps kept retention retain retained deleted delete destroyed destroy erased erase hold holds held store "
    "stored storage shred shredded wiped wipe wipes purged overwritten disposal disposed bide bides long lifespan "
    "start starts starting begin begins commence commences live go-live launch opens goes going "
    "rolls ends end expires expiry "
    "finishes closes runs lasts term duration costs cost price budget total paid pay spend date frequency often "
    "refreshed updated send across go want need expect get receive like made "
    "sent transferred shared uploaded delivered passed supplied loaded".split()
)
_SAYS_NOTHING = frozenset(
    "the and for with from that this these those they them their its our your will shall would are was were been being "
    "has have had not any all each every then than into onto upon only also very about around over under after before "
    "until till once when while who whom whose which what where there here year years month months week weeks day days "
    "data record records information detail details entry entries copy copies everything anything "
    "file files item items "
    "held wee thae efter they're propose proposed intend intended must should may can period overall whole entire new "
    "monday tuesday wednesday thursday friday saturday sunday "
    "project scheme service system agreement programme tool sharing processing arrangement work initiative contract "
    "value answer form field note notes annex appendix schedule clause paragraph heading "
    "supplier states says said gives "
    "according put puts".split()
)  # fmt: skip
_GENERIC = re.compile(
    r"\b(?:everything|all (?:of )?(?:the |our |its )?(?:data|records|information|files))\b", re.IGNORECASE
)
_ASIDE = frozenset(
    "log logs audit backup backups complaint consent visitor staff paper original password account card call visit "
    "minutes application token recording consent enquiry unsuccessful email index temporary scan".split()
)
"""What is often kept for another time than the main record."""
_STAGE = re.compile(
    r"\b(?:phase|stage|wave|tranche|cohort|year|round|step|lot|part)s? (?:\d|one|two|three|i+\b|[a-c]\b)"
    r"|\b(?:first|second|third|next|last|final|initial|later) \w+|\bpilot\b|\btrial\b|\btraining\b|\breview\w*\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\b(?:the|these|those|thae|this|that|our|its|they|it)\b", re.IGNORECASE)
_NARROWED = re.compile(r"\b(?:of|who|for|from|about|whose|on)\b", re.IGNORECASE)
_BEFORE_A_TIME = re.compile(r"(?:\b(?:for|after|about|of|to))+\s*$", re.IGNORECASE)
_EVENT = re.compile(r"\buntil (?!\d)[\w' ]{4,50}|\bwhen the [\w' ]{3,40}? (?:ends?|closes?|leaves?)\b", re.IGNORECASE)
_IN_ONE_PLACE = re.compile(
    r"^(?: date)? (?:(?:in|at|for) the (?!whole|full|spring|summer|autumn|winter)[a-z]{4,}"
    r"|(?!being|running)[a-z]{2,}ing\b)",
    re.IGNORECASE,
)
ON_A_DEVICE = re.compile(
    r"\b(?:on|in) (?:the |a |each )?(?:\w+ )?(?:camera|phone|tablet|laptop|device|handset|cache|back-?up|memory)s?\b",
    re.IGNORECASE,
)
"""Where data lie for a while before they are moved."""
_AGES = re.compile(
    r"\b(?:aged?|ages) (?:between )?(?P<from>\d{1,2}) ?(?:to|and|[-–]) ?(?P<to>\d{1,2})\b", re.IGNORECASE
)


class _Told(Frozen):
    """A measured value of a statement, and the words that say of what."""

    of: Statement
    measure: Measure
    subject: tuple[str, ...]
    lead: str
    whom: str = ""

    @property
    def stage(self) -> str:
        hit = _STAGE.search(self.lead)
        return hit.group().lower() if hit else ""


def told_twice(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """Every pair of statements that measure the same thing in two ways."""
    planned = [one for one in stated if one.is_planned]
    kept = list(_measured(planned, _KEEPING, spans))
    yield from _pairs("retention", [*kept, *_until_something(planned, kept)], _alone(kept))
    yield from _pairs("start_date", started := list(_dated(planned, _STARTING)), _what_it_begins_with(started))
    yield from _pairs("end_date", _dated(planned, _ENDING), {})
    yield from _pairs("end_date", _of_the_whole(_measured(planned, _LASTING, spans)), {})
    yield from _pairs("cost", _measured(planned, _COSTING, sums), {})
    flows = [one for one in planned if not _NOT_A_FLOW.search(one.told)]
    yield from _pairs("frequency", _flowing(flows), {}, generic_fits=True)
    yield from _ages(planned)


def subject_of(words: str) -> tuple[str, ...]:
    """The words that say what a statement is about, in order, singular; none where it is about the whole."""
    if _GENERIC.search(words):
        return ()
    found = (one.lower() for one in re.findall(r"[^\W\d_][\w'’-]{2,}", words))
    kept = (one for one in found if one not in _SAYS_NOTHING and one not in _OF_THE_CUE)
    return tuple(one[:-1] if one.endswith("s") and not one.endswith("ss") else one for one in kept)


def _measured(
    stated: Iterable[Statement], cue: re.Pattern[str], read: Callable[[str], Iterable[Measure]]
) -> Iterator[_Told]:
    for one in stated:
        over = one.label if cue.search(one.label) else one.over
        first: Measure | None = None
        for measure in read(one.said):
            first = first or measure
            before, after = one.said[: first.start], one.said[measure.end :]
            if cue is _KEEPING and ON_A_DEVICE.search(before):
                continue
            if cue.search(over) and measure.start < _NEAR:
                yield _Told(of=one, measure=measure, subject=subject_of(f"{one.label} {before}"), lead=one.told)
            elif cue.search(one.said[: measure.start][-_NEAR:]) or _follows(cue, after):
                first_cued = cue.search(before) is not None or subject_of(before)
                words = before if first_cued else f"{before} {after}"
                yield _Told(of=one, measure=measure, subject=subject_of(f"{one.label} {words}"), lead=one.told)


def _follows(cue: re.Pattern[str], after: str) -> bool:
    return cue.search(re.split(r"[.;,]", after)[0][:_NEAR]) is not None


def _until_something(stated: Iterable[Statement], kept: Sequence[_Told]) -> Iterator[_Told]:
    """What is kept until something happens, which is not a time that is measured."""
    measured = {one.of.place for one in kept}
    for one in stated:
        hit = _EVENT.search(one.said)
        if hit and one.place not in measured and (cue := _KEEPING.search(one.said)) and not list(days(one.said)):
            lead = one.said[: max(hit.start(), cue.end())]
            never = Measure(value=(-1.0,), start=hit.start(), end=hit.end())
            yield _Told(of=one, measure=never, subject=subject_of(f"{one.label} {lead}"), lead=one.told)


def _dated(stated: Iterable[Statement], cue: re.Pattern[str]) -> Iterator[_Told]:
    """Dates of a beginning or an end, where a statement has one only."""
    for one in stated:
        dates = list(days(one.said))
        distinct = [date for place, date in enumerate(dates) if not any(agree(date, other) for other in dates[:place])]
        if len(distinct) != 1 or not dates[0].value[1]:
            continue
        before = one.said[: dates[0].start]
        cued = cue.search(one.label) or cue.search(before[-_NEAR:]) or (not one.label and cue.search(one.over))
        narrowed = (begun := cue.search(before)) and _IN_ONE_PLACE.match(before[begun.end() :])
        if cued and not narrowed:
            yield _Told(of=one, measure=dates[0], subject=_what_begins(f"{one.label} {before}"), lead=one.told)


def _flowing(flows: Sequence[Statement]) -> Iterator[_Told]:
    """How often data move, told of the verb (“sent daily”) or of the noun (“a daily list”)."""
    of_a_noun: set[tuple[str, int]] = set()
    for one in flows:
        for measure in often(one.said):
            noun = _WHAT_FLOWS.match(one.said[measure.end :])
            if noun and one.said[measure.start : measure.end].lower().endswith("ly"):
                doer = subject_of(one.said[: measure.start])
                subject = (*doer, noun["what"].lower().removesuffix("s"))
                of_a_noun.add((one.text, measure.start))
                whom = (noun["whom"] or "").lower()
                yield _Told(of=one, measure=measure, subject=subject, lead=one.told, whom=whom)
    told = _measured(flows, _MOVING, often)
    yield from (one for one in told if (one.of.text, one.measure.start) not in of_a_noun)


_WHAT_FLOWS = re.compile(
    r"^ (?P<what>updates?|lists?|extracts?|files?|returns?|feeds?|transfers?|uploads?|downloads?|refresh|exports?"
    r"|registers?|spreadsheets?|batch|exchanges?|copy)\b"
    r"(?:(?: [a-z]+){0,3}? (?:to|for|with) (?:the |our )?(?P<whom>\w+))?",
    re.IGNORECASE,
)


def _what_begins(words: str) -> tuple[str, ...]:
    """Of what begins or ends only the thing itself: “the new rota tool”, “the sharing” are the proposal."""
    subject = subject_of(words)
    whole = re.search(
        r"\b(?:project|scheme|service|system|agreement|programme|tool|sharing|processing|arrangement|platform|app"
        r"|register|portal|work|it|we|this|term|contract)\b",
        words,
        re.IGNORECASE,
    )
    return () if whole and "with" not in words.split() else subject


def _of_the_whole(told: Iterable[_Told]) -> Iterator[_Told]:
    """How long the proposal itself lasts: not an interview, a visit or a wait in it."""
    yield from (one for one in told if not one.subject)


def _alone(kept: Sequence[_Told]) -> dict[tuple[str, ...], bool]:
    """The one thing of which a proposal says how long it is kept, which a general word on keeping must mean too."""
    subjects = {tuple(sorted(set(one.subject))) for one in kept if one.subject}
    return dict.fromkeys(subjects, True) if len(subjects) == 1 and not set().union(*subjects) & _ASIDE else {}


def _what_it_begins_with(told: Sequence[_Told]) -> dict[tuple[str, ...], bool]:
    """The subjects whose beginning is that of the whole: all but what leads up to it, or comes beside it."""
    subjects = {tuple(sorted(set(one.subject))) for one in told if one.subject}
    return {one: not BEFOREHAND & set(one) for one in subjects}


BEFOREHAND = frozenset(
    "training review consultation installation procurement tender testing test build building "
    "recruitment meeting survey "
    "evaluation audit contract notice letter campaign design user south north east west second lease clinic week term "
    "school winter summer work engagement workshop interview".split()
)


def _pairs(
    field: str, told: Iterable[_Told], alone: dict[tuple[str, ...], bool], *, generic_fits: bool = False
) -> Iterator[Contradiction]:
    for one, two in combinations(list(told)[:_COMPARED], 2):
        if one.of.text == two.of.text or agree(one.measure, two.measure) or one.measure.period != two.measure.period:
            continue
        if _same_thing(one, two, alone, generic_fits=generic_fits):
            first, second = sorted((one.of, two.of), key=lambda stated: stated.place)
            yield Contradiction(field=field, values=(first.text, second.text))


def _same_thing(one: _Told, two: _Told, alone: dict[tuple[str, ...], bool], *, generic_fits: bool) -> bool:
    first, second = (tuple(sorted(set(told.subject))) for told in (one, two))
    if one.stage != two.stage or (one.whom and two.whom and one.whom != two.whom):
        return False
    if first == second:
        return True
    if not first or not second:
        return alone.get(first or second, False) or generic_fits
    short, long = sorted((one, two), key=lambda told: len(told.subject))
    return (
        set(short.subject) <= set(long.subject)
        and short.subject[-1] == long.subject[-1]
        and _DEFINITE.search(short.of.said) is not None
        and not _NARROWED.search(
            _BEFORE_A_TIME.sub("", long.of.said[: long.measure.start]).split(long.subject[-1])[-1][:6]
        )
    )


def _ages(stated: Sequence[Statement]) -> Iterator[Contradiction]:
    """The same people, of two ages."""
    told = [(one, hit, subject_of(one.said[: hit.start()])) for one in stated if (hit := _AGES.search(one.said))]
    for (one, first, who), (two, second, whom) in combinations(told[:_COMPARED], 2):
        if (first["from"], first["to"]) != (second["from"], second["to"]) and who[:1] == whom[:1]:
            yield Contradiction(field="data_subjects", values=(one.text, two.text))
