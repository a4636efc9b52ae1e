"""Whole questions: a follow-up ("and for police?") made into a question that can be understood on its own.

A rule joins it to the question before it. Where a language model is connected it may word the whole question better;
its wording is used only if it brings in no name and no number that was not said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.errors import LanguageModelError
from advisor.governance import routing
from advisor.governance.masking import Masking
from advisor.governance.model_call import CallPurpose, ModelRequest
from advisor.journeys.asking_a_model import LanguageModel
from corpus.source import Classification
from retrieval.command import without_commands
from retrieval.query import whole_question

if TYPE_CHECKING:
    from prompts.prompt import Prompt

_ANSWER_TOKENS = 160
_FOLLOWED = 3
_LONGEST_CHARACTERS = 400
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half third "
    "quarter first second once twice".split()
)
_SMALL_WORDS = frozenset(
    "a an the and or but of to in on at by for from with without about as is are was were be been being do does did "
    "can could may might must shall should will would has have had what which who whom whose when where why how if "
    "whether that this these those there it its they them their we us our you your i my me he she his her also too "
    "same apply applies not no any all case rule rules say says".split()
)
_MOST_NEW_WORDS = 3


class WholeQuestions:
    """Makes follow-ups whole, with a model where there is one and it may be asked."""

    def __init__(self, model: LanguageModel, prompt: Prompt) -> None:
        self._model = model
        self._prompt = prompt

    def __call__(
        self, question: str, earlier: str | None, *, marking: Classification, person_id: str
    ) -> tuple[str, tuple[str, ...]]:
        """The question made whole, and the calls that it took; any question that is no follow-up as it stands."""
        by_rule = whole_question(question, earlier)
        if earlier is None or by_rule == question:
            return by_rule, ()
        if not routing.can_be_sent(marking, local=self._model.local):
            return by_rule, ()
        masking = Masking(active=not self._model.local)
        filled = self._prompt.fill(
            earlier=masking.mask(without_commands(earlier)), follow_up=masking.mask(without_commands(question))
        )
        reply = self._model.ask(
            ModelRequest(
                purpose=CallPurpose.WHOLE_QUESTION,
                system=filled.system,
                user=filled.user,
                output_name=self._prompt.id,
                output_schema=self._prompt.output,
                prompt_digest=self._prompt.digest,
                longest_tokens=_ANSWER_TOKENS,
                classification=marking,
                person_id=person_id,
            )
        )
        try:
            written = _question_in("".join(reply))
        except LanguageModelError:
            return by_rule, reply.call_ids
        worded = masking.restore(written) if written else ""
        if worded and not masking.strangers(written) and adds_nothing(worded, (earlier, question)):
            return worded, reply.call_ids
        return by_rule, reply.call_ids


def last_whole_question(questions: Sequence[str]) -> str | None:
    """The last question of a conversation, made whole by rule with those before it; ``None`` where there is none."""
    earlier: str | None = None
    for question in questions[-_FOLLOWED:]:
        earlier = whole_question(question, earlier)
    return earlier


def adds_nothing(worded: str, said: tuple[str, str]) -> bool:
    """Whether a wording holds to what was said: no name, number or command of its own, and hardly a new word.

    It must also keep a word of the follow-up, or it would only repeat the question before it.
    """
    if len(worded) > _LONGEST_CHARACTERS or without_commands(worded) != " ".join(worded.split()):
        return False
    if re.search(r"https?:|www\.|@|[<>{}`]", worded):
        return False
    known = {word.casefold() for text in said for word in _WORD.findall(text)}
    words = _WORD.findall(worded)
    new = [word for word in words if word.casefold() not in known]
    for word in new:
        names = word[0].isupper() and (word is not words[0] or word.isupper())
        if names or any(letter.isdigit() for letter in word) or word.casefold() in _NUMBER_WORDS:
            return False
    telling = {word.casefold() for word in new} - _SMALL_WORDS
    kept = {word.casefold() for word in _WORD.findall(said[1])} - _SMALL_WORDS
    return len(telling) <= _MOST_NEW_WORDS and (not kept or bool(kept & {word.casefold() for word in words}))


def _question_in(reply: str) -> str:
    """The question that a reply holds; empty where it holds none."""
    start = reply.rfind("{")
    try:
        value, _ = json.JSONDecoder().raw_decode(reply, max(start, 0))
    except ValueError:
        return ""
    found = value.get("question") if isinstance(value, dict) else None
    return " ".join(found.split()) if isinstance(found, str) else ""
