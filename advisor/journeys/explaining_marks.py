"""Explaining marks: a language model may say which law lies behind them. It cannot change them.

What it writes passes the same check as an answer, against the cards on which the step rests, and may speak of nothing
but the law: a sentence about marks or about the learner's answer is withheld. The marks are those of the rules, and
stay in the ledger as they are; where nothing is left of what the model wrote, the feedback stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from advisor.errors import LanguageModelError
from advisor.governance import routing
from advisor.governance.answer import Claim
from advisor.governance.exercises.exercise import Exercise
from advisor.governance.exercises.sitting import GivenAnswer, Sitting
from advisor.governance.exercises.step import Step
from advisor.governance.masking import Masking
from advisor.governance.model_call import CallPurpose, ModelRequest
from advisor.journeys.asking_a_model import Grounding, LanguageModel, Reply
from advisor.journeys.claim_check import ClaimCheck
from advisor.journeys.resolving import ShownPassage, shown_passages
from advisor.journeys.written_claims import WrittenClaims
from corpus.passage import Passage
from corpus.source import Frozen
from retrieval.evidence import Evidence, RankedPassage, Scope, Understanding

if TYPE_CHECKING:
    from prompts.prompt import Prompt

MOST_CLAIMS = 3
STANDS = "The feedback above stands as it is."

_ABOUT_THE_MARKS = re.compile(
    r"\bmarks?\b|\b(?:re-?)?marked (?:right|wrong|up|down|as)\b|\b(?:scor|grad)(?:e|es|ed|ing)\b|\bcredit\b"
    r"|\b\d+(?:\.\d+)?\s*(?:/|(?:out )?of)\s*\d+\b|\b(?:your|this|the learner's|their) answer\b|\blearners?\b"
    r"|\byou (?:were|are|should be|have been|deserve|earn\w*|got|get|wrote|said|answered)\b",
    re.IGNORECASE,
)
_FENCE = re.compile(r"[<>]")


class Explanation(Frozen):
    """The law behind marks, in sentences that were checked; where there is none, why."""

    claims: tuple[Claim, ...] = ()
    withheld: int = 0
    why_not: str = ""


class ExplainMarks:
    """The journey from a marked answer to the law behind its marks."""

    def __init__(
        self,
        model: LanguageModel,
        grounding: Grounding,
        prompt: Prompt,
        passages: Callable[[Step], Sequence[Passage]],
        *,
        today: Callable[[], date],
        count_tokens: Callable[[], Callable[[str], int]],
        passage_tokens: int,
        answer_tokens: int,
    ) -> None:
        """Connect the journey.

        Args:
            model: words the explanation.
            grounding: the check of a claim against passages.
            prompt: what the model is told.
            passages: the cards on which a step rests.
            today: the day whose law is told.
            count_tokens: gives a counter of tokens.
            passage_tokens: how much of the cards a request may carry.
            answer_tokens: how long a reply may be.
        """
        self._model = model
        self._check = ClaimCheck(grounding)
        self._prompt = prompt
        self._passages = passages
        self._today = today
        self._count_tokens = count_tokens
        self._passage_tokens = passage_tokens
        self._answer_tokens = answer_tokens

    def __call__(self, sitting: Sitting, given: GivenAnswer, person_id: str) -> Explanation:
        """Explain the marks of an answer that a learner gave; ``person_id`` is whose budget it is."""
        step = sitting.exercise.step(given.step_id)
        evidence = self._evidence(sitting.exercise, step)
        masking = Masking(active=not self._model.local)
        shown = shown_passages(evidence, 0.0, masking, self._count_tokens(), self._passage_tokens)
        if not shown:
            return Explanation(why_not=f"No card that this step rests on can explain it. {STANDS}")
        try:
            reply = self._model.ask(self._request(step, given, shown, masking, person_id))
            return self._read(reply, evidence, shown, masking)
        except LanguageModelError as error:
            return Explanation(why_not=f"{error.sentence} {STANDS}")

    def _evidence(self, exercise: Exercise, step: Step) -> Evidence:
        """The cards of the step, as a search would give them: law where the exercise plays, and today."""
        return Evidence(
            question=step.prompt,
            scope=Scope(jurisdiction=exercise.jurisdiction, on=self._today()),
            understanding=Understanding(question=step.prompt, parts=(step.prompt,)),
            passages=tuple(
                RankedPassage(passage=one, rank=rank, score=1.0, found_by=("cited",))
                for rank, one in enumerate(self._passages(step), start=1)
            ),
            confidence=1.0,
            index_digest="",
        )

    def _request(
        self, step: Step, given: GivenAnswer, shown: Sequence[ShownPassage], masking: Masking, person_id: str
    ) -> ModelRequest:
        filled = self._prompt.fill(
            task=step.prompt,
            answer=_unfenced(masking.mask(given.answer)),
            feedback=[_unfenced(masking.mask(one)) for one in given.marked.feedback],
            passages=[{"label": one.label, "title": one.title, "text": one.text} for one in shown],
            most_claims=MOST_CLAIMS,
        )
        marking = routing.highest(carrier.passage.classification for one in shown for carrier in one.carriers)
        routing.check_may_be_sent(marking, local=self._model.local)
        return ModelRequest(
            purpose=CallPurpose.EXPLAIN_MARKS,
            system=filled.system,
            user=filled.user,
            output_name=self._prompt.id,
            output_schema=self._prompt.output,
            prompt_digest=self._prompt.digest,
            longest_tokens=self._answer_tokens,
            classification=marking,
            person_id=person_id,
        )

    def _read(self, reply: Reply, evidence: Evidence, shown: Sequence[ShownPassage], masking: Masking) -> Explanation:
        """What is left of a reply once every claim was checked.

        Raises:
            LanguageModelError: no reply came, or it broke off.
        """
        claims: dict[str, Claim] = {}
        written, withheld = WrittenClaims(), 0
        for piece in reply:
            for raw in written.feed(piece)[: MOST_CLAIMS - len(claims) - withheld]:
                checked = self._check(raw, shown, masking)
                if checked is None or _ABOUT_THE_MARKS.search(checked.text):
                    withheld += 1
                    continue
                cited = checked.citations(evidence)
                claims[checked.text] = Claim(text=checked.text, citations=cited, support=checked.support.score)
            if len(claims) + withheld >= MOST_CLAIMS:
                reply.close()
                break
        if claims:
            return Explanation(claims=tuple(claims.values()), withheld=withheld)
        why = (
            "What the language model wrote was not supported by the cards of this step, so it is not shown."
            if withheld
            else "The language model had nothing to add."
        )
        return Explanation(withheld=withheld, why_not=f"{why} {STANDS}")


def _unfenced(words: str) -> str:
    """Words that cannot end the part of the prompt in which they stand."""
    return _FENCE.sub(" ", words)
