"""Whether an answer is a sentence or two of the learner's own: keywords, copies and pleas to the marker are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby, pairwise, product
from typing import NamedTuple

from advisor.governance.exercises.claims import is_only_keywords
from advisor.governance.exercises.contradicting import contradicts_itself, says_only_if_so, stays_open
from advisor.governance.exercises.fitting import is_general, is_private, lets_things_act, only_defines
from advisor.governance.exercises.hedging import lists_everything, lists_provisions, takes_every_side
from advisor.governance.exercises.languages import is_foreign, is_no_prose
from advisor.governance.exercises.pleas import pleads
from advisor.governance.exercises.repeating import repeats_itself
from advisor.governance.exercises.step import Decide, MarkUp, ShortAnswer, SpotTheGap
from advisor.governance.exercises.wording import GLUE, tokens

_RUN_WORDS = 5
_LEAST_COPIED_WORDS = 8
_COPIED_SHARE = 0.85
_LEAST_REWORDED_WORDS, _REWORDED_SHARE, _REWORDED_TEXT_SHARE, _NEAREST_TEXTS = 10, 0.8, 0.7, 5
_LONG_STRETCH_WORDS, _STRETCH_SHARE = 12, 0.5
_LIKE_THE_MODEL_SHARE = 0.6
_LEAST_ECHOED_WORDS = 5
_ECHOED_SHARE = 0.7
_ECHOED_RUN_WORDS = 3
_LEAST_WORDS_OF_PROMPT, _WORDS_OF_PROMPT_SHARE = 5, 0.95
_LONGEST_WORDS, _TIMES_THE_MODEL = 160, 6
_MOST_BROKEN = 1
_MOST_SIGNS_OF_STATUTE = 2
_NO_ANSWER = re.compile(
    r"""\W*(?:n/?a|idk|dunno|pass|(?:i|we)?\W*(?:really\s+|honestly\s+)?(?:do\s+not|don[’']?t|did\s?n[’']?t)\s+know
    |(?:i\s+have\s+|i[’']ve\s+(?:got\s+)?)?no\s+(?:idea|clue|answer)|(?:i\s+am\s+|i[’']m\s+)?not\s+sure|skip(?:\s+this)?
    |(?:test|asdf\w*|blah|tbc|todo|none))(?:\W+(?:sorry|really|yet|please|this|one|it|at\s+all|blah|test|either))*\W*$""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n")
_PIECES = re.compile(r"[.,;:!?/\n]+(?:\s|$)")
_SCHEME = re.compile(
    r"\b(?:accepts|must_not|said_as|not_said_as|choice_marks|false_alarm)\b|\bmarks\s*:\s*\d|^\W*(?:p\d+|points?)\s*:",
    re.IGNORECASE,
)
_LEAST_RECITED, _LEAST_RECITED_WORDS, _RECITED_SHARE = 4, 4, 0.8
_ASKING = frozenset("whether question answer answered asked namely sentence sentences".split())

_BEFORE_A_NOUN = frozenset({"the", "a", "an"})
_BROKEN = (
    frozenset(
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
    | frozenset(product(("the", "a"), ("ask", "tell", "know", "give", "get", "keep")))
    | frozenset(
        product(("through", "without", "against", "until"), ("can", "must", "may", "should", "without", "through"))
    )
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


class Beside(NamedTuple):
    """What stands beside a step in its exercise: the model answers of the other steps, and the scene."""

    answers: tuple[str, ...] = ()
    scene: str = ""


NOTHING_BESIDE = Beside()


class KnownTexts:
    """Texts that a learner could paste: the statements of the cards."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        taken = [_plain_words(text) for text in texts]
        said = [
            one for text in texts for one in dict.fromkeys((_weighty(text), *map(_weighty, _SENTENCES.split(text))))
        ]
        self._sizes = [len(one) for one in said]
        self._texts_with: dict[str, list[int]] = {}
        for place, one in enumerate(said):
            for word in one:
                self._texts_with.setdefault(word, []).append(place)
        self._runs = frozenset(run for words in taken for run in _runs(words))
        self._whole = frozenset(" ".join(words) for words in taken if len(words) >= _LEAST_COPIED_WORDS)

    def is_pasted(self, answer: str) -> bool:
        """Whether nearly all of an answer is copied, or a whole text or a long stretch that makes up half of it.

        A sentence that says a text's words in another order, or with a few exchanged, is copied too.
        """
        words = _plain_words(answer)
        if len(words) < _LEAST_COPIED_WORDS:
            return False
        sentences = _SENTENCES.split(answer)
        reworded = sum(len(_plain_words(one)) for one in sentences if self._is_reworded(_weighty(one)))
        if reworded >= _STRETCH_SHARE * len(words):
            return True
        covered = _covered(words, self._runs, _RUN_WORDS)
        longest = max(
            (len(list(same)) for copied, same in groupby(at in covered for at in range(len(words))) if copied),
            default=0,
        )
        share = len(covered) / len(words)
        if share >= _STRETCH_SHARE and any(whole in " ".join(words) for whole in self._whole):
            return True
        return share >= _COPIED_SHARE or (longest >= _LONG_STRETCH_WORDS and share >= _STRETCH_SHARE)

    def _is_reworded(self, said: frozenset[str]) -> bool:
        if len(said) < _LEAST_REWORDED_WORDS:
            return False
        held = Counter(text for one in said for text in self._texts_with.get(one, ()))
        return any(
            count >= _REWORDED_SHARE * len(said) and count >= _REWORDED_TEXT_SHARE * self._sizes[text]
            for text, count in held.most_common(_NEAREST_TEXTS)
        )

    def share_of(self, answer: str) -> float:
        """The share of an answer's words that stand in one of the texts, five or more in a row."""
        return _share(_plain_words(answer), self._runs)


def void_because(
    step: ShortAnswer | SpotTheGap | Decide | MarkUp,
    answer: str,
    known: KnownTexts | None,
    beside: Beside = NOTHING_BESIDE,
) -> str | None:
    """Why an answer in words earns nothing, whatever words it holds; ``None`` for one in the learner's own words.

    Where the model answer itself keeps close to a card, nothing else is asked of the learner.

    Args:
        step: the step that is answered.
        answer: the learner's words.
        known: texts that could be pasted.
        beside: what stands beside the step in its exercise.
    """
    words = _words(answer)
    if not any(word.isalnum() for word in words) or _NO_ANSWER.match(answer):
        return "There is no answer here."
    own = [*_shown(step), step.model_answer, *_wordings(step)]
    vocabulary = {word for text in own for word in _words(text)}
    if pleads(answer, own):
        return "This speaks to whoever marks it instead of answering the question."
    if is_foreign(answer, vocabulary):
        return "This is not in English, which is all that is read here."
    if is_no_prose(answer):
        return "This is code, or a form with blanks. Say it in a sentence or two."
    if len(words) > max(_LONGEST_WORDS, _TIMES_THE_MODEL * len(_words(step.model_answer))):
        return "This is far longer than what is asked. Answer in a few sentences."
    if len(words) >= _LEAST_ECHOED_WORDS and (
        _echoed(words, [*_shown(step), beside.scene]) >= _ECHOED_SHARE
        or _words_of_prompt(answer, step.prompt) >= _WORDS_OF_PROMPT_SHARE
    ):
        return "This repeats what the step itself says."
    like_the_model = KnownTexts([step.model_answer]).share_of(answer) >= _LIKE_THE_MODEL_SHARE
    if known is not None and known.is_pasted(answer) and not like_the_model:
        return "This is the text of a card. Say it in your own words, and of this case."
    if not like_the_model and KnownTexts(beside.answers).is_pasted(answer):
        return "This answers another step of the exercise."
    if len({found.casefold() for found in _STATUTE.findall(answer)}) > _MOST_SIGNS_OF_STATUTE and not like_the_model:
        return "This reads like the text of a statute. Say it in your own words, and of this case."
    if not like_the_model and _recites(answer, step):
        return "This is the text of the scheme by which it is marked. Say it in your own words."
    if repeats_itself(answer):
        return "This says one thing over and over. Say it once, and then what else there is."
    if is_only_keywords(answer) or sum(pair in _BROKEN for pair in pairwise(words)) > _MOST_BROKEN:
        return "These are keywords, which claim nothing. Say in a sentence or two how they hang together."
    if takes_every_side(answer) or lists_everything(answer, _wordings(step)) or lists_provisions(answer, own):
        return "This takes every side at once. Say which it is."
    if only_defines(answer) or is_general(answer, [step.model_answer, *(one.point for one in step.marking.points)]):
        return "This would fit any case. Say what holds in this one."
    if is_private(answer, vocabulary) or lets_things_act(answer):
        return "This does not speak of what is asked."
    if stays_open(answer) or contradicts_itself(answer) or says_only_if_so(answer):
        return "This leaves open which way it is. Say which."
    return None


def reasons_beyond(step: Decide, reasons: str) -> bool:
    """Whether the reasons for a decision say more than its option does."""
    words = _words(reasons)
    return _echoed(words, [one.text for one in step.options]) < _ECHOED_SHARE


def _recites(answer: str, step: ShortAnswer | SpotTheGap | Decide | MarkUp) -> bool:
    """Whether an answer is made of the scheme's own points, or of its accepted wordings one after another."""
    if _SCHEME.search(answer):
        return True
    said = " ".join(_words(answer))
    whole = [" ".join(_words(one.point)) for one in step.marking.points]
    recited = [one for one in whole if len(one.split()) >= _LEAST_RECITED_WORDS and one in said]
    if len(recited) > 1 and sum(map(len, recited)) >= _RECITED_SHARE * len(said):
        return True
    pieces = [" ".join(_words(one)) for one in _PIECES.split(answer) if _words(one)]
    accepted = {" ".join(_words(one)) for one in _wordings(step)}
    taken = sum(one in accepted for one in pieces)
    return taken >= _LEAST_RECITED and taken >= _STRETCH_SHARE * len(pieces)


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


def _words(text: str) -> list[str]:
    return [one.word for one in tokens(text)]


def _weighty(text: str) -> frozenset[str]:
    return frozenset(one.stem for one in tokens(text) if one.word not in GLUE and len(one.word) > 1)


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
