"""Whether an answer is a sentence or two of the learner's own: keywords, copies and pleas to the marker are not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from advisor.governance.exercises.hedging import lists_everything, takes_every_side
from advisor.governance.exercises.spelling import is_known
from advisor.governance.exercises.step import Decide, MarkUp, ShortAnswer, SpotTheGap
from advisor.governance.exercises.wording import GLUE, tokens

_RUN_WORDS = 5
_LEAST_COPIED_WORDS = 8
_COPIED_SHARE = 0.85
_LONG_STRETCH_WORDS, _STRETCH_SHARE = 12, 0.5
_LIKE_THE_MODEL_SHARE = 0.6
_LEAST_ECHOED_WORDS = 5
_ECHOED_SHARE = 0.7
_ECHOED_RUN_WORDS = 3
_LEAST_KEYWORDS = 6
_GLUE_SHARE = 0.23
_LEAST_WORDS_OF_PROMPT, _WORDS_OF_PROMPT_SHARE = 5, 0.95
_LONGEST_WORDS, _TIMES_THE_MODEL = 160, 6
_LEAST_FOREIGN_WORDS, _FOREIGN_SHARE = 4, 0.5
_MOST_BROKEN = 1
_MOST_SIGNS_OF_STATUTE = 2
_NO_ANSWER = re.compile(
    r"""\W*(?:n/?a|idk|dunno|pass|(?:i|we)?\W*(?:really\s+|honestly\s+)?(?:do\s+not|don[’']?t|did\s?n[’']?t)\s+know
    |(?:i\s+have\s+|i[’']ve\s+(?:got\s+)?)?no\s+(?:idea|clue|answer)|(?:i\s+am\s+|i[’']m\s+)?not\s+sure|skip(?:\s+this)?
    |(?:test|asdf\w*|blah|tbc|todo|none))(?:\W+(?:sorry|really|yet|please|this|one|it|at\s+all|blah|test|either))*\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_MARKS = r"(?:marks?|points?|score|credit|grades?)"
_PLEAS = re.compile(
    rf"""
      \b(?:give|award|grant|assign|deserves?|gets?|allocate)\b[^.]{{0,40}}\b(?:full|max(?:imum)?|all|top|\d+)\b
        [^.]{{0,20}}\b{_MARKS}\b
    | \b(?:full|maximum|top)\s+{_MARKS}\b
    | \b(?:award|give|assign)\s+\d+\s*(?:/|of|out\ of)\s*\d+
    | \b(?:ignore|disregard|forget|override|bypass)\b[^.]{{0,40}}\b(?:instructions?|marking|scheme|rubric|rules?\ above|
        prompt|guidelines|criteria)\b
    | \b(?:marking\s+scheme|rubric|answer\s+key)\b
    | \bas\s+an?\s+(?:ai|language\s+model|assistant|automatic)\b
    | ^\W*(?:system|assistant|developer)\s*[:>\]]
    | \b(?:mark|grade|score|count|treat)\s+(?:this|it|my\s+answer|the\s+answer|me)\b[^.]{{0,30}}\b(?:right|correct|
        passed|full)\b
    | \b(?:this|my)\s+(?:answer|response|submission)\b[^.]{{0,20}}\b(?:satisfies|meets|covers|fulfils|is\s+(?:right|
        correct|complete))\b
    | \bnote\s+(?:to|for)\s+(?:the\s+)?(?:marker|grader|examiner)\b
    | \b(?:dear|the|whoever|whatever|assistant|model|machine|program)\s+(?:marker|grader|examiner|marks|marking|grades|
        grading)\s+(?:this|it|should|will|must|may|please)\b | \bdear\s+(?:marker|grader|examiner)\b
    | \bmy\s+(?:\w+\s+)?(?:marks|points|score|grade)\b
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_ASKING = frozenset("whether question answer answered asked namely sentence sentences".split())
_SAYING = frozenset("is are was were has had it they we she he i you who which because".split())

_LAST_LATIN = 0x24F
_BEFORE_A_NOUN = frozenset({"the", "a", "an"})
_BROKEN = frozenset(
    (one, other)
    for one in _BEFORE_A_NOUN | {"of", "by", "from", "with", "and", "or"}
    for other in """the a an of to in on at by for from with is are was were and or it they be has have will would
    must can may should""".split()
    if one in _BEFORE_A_NOUN or other in {"and", "or", "of", "is", "are", "was", "were", "be", "has", "have"}
    if (one, other)
    not in {
        ("a", "may"),
        ("and", "is"),
        ("and", "are"),
        ("and", "was"),
        ("and", "were"),
        ("and", "of"),
        ("and", "be"),
        ("and", "has"),
        ("and", "have"),
        ("or", "is"),
        ("or", "are"),
        ("or", "was"),
        ("or", "were"),
        ("or", "of"),
        ("or", "be"),
        ("or", "has"),
        ("or", "have"),
        ("the", "must"),
        ("the", "will"),
        ("by", "and"),
        ("from", "and"),
        ("a", "must"),
        ("the", "or"),
        ("of", "and"),
    }
)
"""Words that do not follow one another in a sentence."""
_STATUTE = re.compile(
    r"""\bshall\b | \breferred\s+to\s+in\b | \b(?:sub-?section|paragraph|sub-?paragraph)s?\s*\(?\w{1,3}\)?
    | \bpursuant\s+to\b | \bin\s+accordance\s+with\b | \bwhere\s+feasible\b | \bhaving\s+become\b
    | \bnatural\s+persons?\b | \b(?:thereof|thereto|therein|hereby)\b | \bfor\s+the\s+purposes\s+of\b
    | \bwithin\s+the\s+meaning\s+of\b | \brights\s+and\s+freedoms\b | \bin\s+relation\s+to\b
    | \ba\s+person\s+commits\b | \bby\s+virtue\s+of\b | \bnotwithstanding\b | \bin\s+so\s+far\s+as\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""How statutes speak, and learners do not."""


class KnownTexts:
    """Texts that a learner could paste: the statements of the cards."""

    def __init__(self, texts: Iterable[str]) -> None:
        taken = [_plain_words(text) for text in texts]
        self._runs = frozenset(run for words in taken for run in _runs(words))
        self._whole = frozenset(" ".join(words) for words in taken if len(words) >= _LEAST_COPIED_WORDS)

    def is_pasted(self, answer: str) -> bool:
        """Whether nearly all of an answer is copied, or a whole text or a long stretch that makes up half of it."""
        words = _plain_words(answer)
        if len(words) < _LEAST_COPIED_WORDS:
            return False
        covered = _covered(words, self._runs, _RUN_WORDS)
        longest = max(
            (len(list(same)) for copied, same in groupby(at in covered for at in range(len(words))) if copied),
            default=0,
        )
        share = len(covered) / len(words)
        if share >= _STRETCH_SHARE and any(whole in " ".join(words) for whole in self._whole):
            return True
        return share >= _COPIED_SHARE or (longest >= _LONG_STRETCH_WORDS and share >= _STRETCH_SHARE)

    def share_of(self, answer: str) -> float:
        """The share of an answer's words that stand in one of the texts, five or more in a row."""
        return _share(_plain_words(answer), self._runs)


def void_because(
    step: ShortAnswer | SpotTheGap | Decide | MarkUp,
    answer: str,
    known: KnownTexts | None,
    beside: Sequence[str] = (),
) -> str | None:
    """Why an answer in words earns nothing, whatever words it holds; ``None`` for one in the learner's own words.

    Where the model answer itself keeps close to a card, nothing else is asked of the learner.

    Args:
        step: the step that is answered.
        answer: the learner's words.
        known: texts that could be pasted.
        beside: the model answers of the exercise's other steps.
    """
    words = _words(answer)
    if not any(word.isalnum() for word in words) or _NO_ANSWER.match(answer):
        return "There is no answer here."
    if _PLEAS.search(answer):
        return "This speaks to whoever marks it instead of answering the question."
    if _is_foreign(answer, step):
        return "This is not in English, which is all that is read here."
    if len(words) > max(_LONGEST_WORDS, _TIMES_THE_MODEL * len(_words(step.model_answer))):
        return "This is far longer than what is asked. Answer in a few sentences."
    if len(words) >= _LEAST_ECHOED_WORDS and (
        _echoed(words, _shown(step)) >= _ECHOED_SHARE or _words_of_prompt(answer, step.prompt) >= _WORDS_OF_PROMPT_SHARE
    ):
        return "This repeats what the step itself says."
    like_the_model = KnownTexts([step.model_answer]).share_of(answer) >= _LIKE_THE_MODEL_SHARE
    if known is not None and known.is_pasted(answer) and not like_the_model:
        return "This is the text of a card. Say it in your own words, and of this case."
    if not like_the_model and KnownTexts(beside).is_pasted(answer):
        return "This answers another step of the exercise."
    if len({found.casefold() for found in _STATUTE.findall(answer)}) > _MOST_SIGNS_OF_STATUTE and not like_the_model:
        return "This reads like the text of a statute. Say it in your own words, and of this case."
    if _is_keywords(words) or sum(pair in _BROKEN for pair in pairwise(words)) > _MOST_BROKEN:
        return "These are keywords. Answer in a sentence or two."
    if takes_every_side(answer) or lists_everything(answer, _wordings(step)):
        return "This takes every side at once. Say which it is."
    return None


def reasons_beyond(step: Decide, reasons: str) -> bool:
    """Whether the reasons for a decision say more than its option does."""
    words = _words(reasons)
    return _echoed(words, [one.text for one in step.options]) < _ECHOED_SHARE


def _shown(step: ShortAnswer | SpotTheGap | Decide | MarkUp) -> list[str]:
    """What a learner can see of a step, and copy."""
    shown = [step.prompt, *(one.text for one in step.hints)]
    if isinstance(step, SpotTheGap | MarkUp):
        shown += [one.text for one in step.document]
    if isinstance(step, Decide):
        shown += [one.text for one in step.options] + [one.tells for one in step.precedents]
    return shown


def _wordings(step: ShortAnswer | SpotTheGap | Decide | MarkUp) -> list[str]:
    return [one for point in step.marking.points for group in point.accepts for one in group]


def _is_foreign(answer: str, step: ShortAnswer | SpotTheGap | Decide | MarkUp) -> bool:
    """Whether a sentence is written in words that are mostly neither English nor the step's own."""
    own = {word for text in (*_shown(step), step.model_answer, *_wordings(step)) for word in _words(text)}
    for sentence in re.split(r"(?<=[.!?;:])\s+|\n", answer):
        words = [word for word in _words(sentence) if not word.isdigit()]
        strange = [word for word in words if word not in own and word not in GLUE and not is_known(word)]
        if len(words) >= _LEAST_FOREIGN_WORDS and len(strange) > len(words) * _FOREIGN_SHARE:
            return True
    return any(one.isalpha() and not one.isascii() and ord(one) > _LAST_LATIN for one in answer)


def _is_keywords(words: list[str]) -> bool:
    plain = [word for word in words if not word.isdigit()]
    if len(words) < _LEAST_KEYWORDS or len(plain) < _LEAST_KEYWORDS - 2 or _SAYING & set(plain):
        return False
    return sum(word in GLUE for word in plain) <= len(plain) * _GLUE_SHARE


def _words(text: str) -> list[str]:
    return [one.word for one in tokens(text)]


def _plain_words(text: str) -> list[str]:
    """The words of a text without figures and letters that stand alone: addresses of law can be written in one way."""
    return [word for word in _words(text) if len(word) > 1 and not word.isdigit()]


def _echoed(words: list[str], shown: Iterable[str]) -> float:
    runs = frozenset(run for text in shown for run in _runs(_words(text), _ECHOED_RUN_WORDS))
    return _share(words, runs, _ECHOED_RUN_WORDS)


def _words_of_prompt(answer: str, prompt: str) -> float:
    """The share of an answer's weighty words that stand in the prompt; none for an answer of few."""
    stems = {one.stem for one in tokens(prompt)}
    said = {one.stem for one in tokens(answer) if one.word not in GLUE | _ASKING}
    return len(said & stems) / len(said) if len(said) >= _LEAST_WORDS_OF_PROMPT else 0.0


def _runs(words: list[str], length: int = _RUN_WORDS) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1))


def _share(words: list[str], runs: frozenset[tuple[str, ...]], length: int = _RUN_WORDS) -> float:
    if len(words) < length:
        return 0.0
    return len(_covered(words, runs, length)) / len(words)


def _covered(words: list[str], runs: frozenset[tuple[str, ...]], length: int) -> set[int]:
    """Places of the words that stand in one of the runs."""
    return {place for at, run in enumerate(_runs(words, length)) if run in runs for place in range(at, at + length)}
