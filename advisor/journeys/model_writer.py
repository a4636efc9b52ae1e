"""The model writer: a language model proposes claims, and each is shown only if rules find it carried by its sources.

What fails the check of claims is withheld and counted. Where nothing is left, or the model is of no use, the quoting
writer's answer stands and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from advisor.errors import LanguageModelError
from advisor.governance import routing
from advisor.governance.answer import Claim, Outcome
from advisor.governance.masking import Masking
from advisor.governance.model_call import CallPurpose, ModelRequest
from advisor.governance.words import date_in_words
from advisor.journeys.asking_a_model import Grounding, LanguageModel, Reply
from advisor.journeys.claim_check import ClaimCheck
from advisor.journeys.quoting_writer import Draft, caveats
from advisor.journeys.resolving import Carrier, ShownPassage, shown_passages
from advisor.journeys.written_claims import WrittenClaims
from corpus.passage import Part
from corpus.source import Classification, Jurisdiction
from retrieval.evidence import Evidence

if TYPE_CHECKING:
    from prompts.prompt import Prompt

MOST_CLAIMS = 8
INSTEAD = "This answer is quoted from the sources instead."
_PLACES = {
    Jurisdiction.UK: "the United Kingdom",
    Jurisdiction.ENGLAND: "England",
    Jurisdiction.WALES: "Wales",
    Jurisdiction.SCOTLAND: "Scotland",
    Jurisdiction.NORTHERN_IRELAND: "Northern Ireland",
}

OnClaim = Callable[[Claim], None]


@dataclass(frozen=True)
class Writing:
    """An answer as it was written, by whom, with which prompt and calls."""

    draft: Draft
    writer: str = "quoting"
    prompt_digest: str | None = None
    call_ids: tuple[str, ...] = ()


class ModelWriter:
    """Words an answer from evidence with a language model."""

    def __init__(
        self,
        model: LanguageModel,
        grounding: Grounding,
        prompt: Prompt,
        *,
        floor: float,
        count_tokens: Callable[[], Callable[[str], int]],
        passage_tokens: int,
        answer_tokens: int,
    ) -> None:
        self._model = model
        self._check = ClaimCheck(grounding)
        self._prompt = prompt
        self._floor = floor
        self._count_tokens = count_tokens
        self._passage_tokens = passage_tokens
        self._answer_tokens = answer_tokens

    def __call__(
        self,
        evidence: Evidence,
        quoted: Draft,
        *,
        marking: Classification,
        person_id: str,
        on_claim: OnClaim | None = None,
    ) -> Writing:
        """Word the answer; where that cannot be done, the quoting writer's answer with the reason.

        A question that the rules have already decided (out of the field, for a person, not held) never reaches a model.

        Args:
            evidence: what was found.
            quoted: the quoting writer's answer from the same evidence.
            marking: the highest marking of the conversation.
            person_id: whose budget it is.
            on_claim: told each claim as soon as it has been checked.
        """
        if quoted.outcome not in (Outcome.ANSWERED, Outcome.PARTLY_ANSWERED) or not quoted.claims:
            return Writing(quoted)
        marking = routing.highest([marking, evidence.scope.clearance])
        try:
            routing.check_may_be_sent(marking, local=self._model.local)
        except LanguageModelError as error:
            return Writing(_with_caveat(quoted, f"{error.sentence} {INSTEAD}"))
        masking = Masking(active=not self._model.local)
        shown = shown_passages(evidence, self._floor, masking, self._count_tokens(), self._passage_tokens)
        if not shown:
            return Writing(quoted)
        marking = routing.highest(
            [marking, *(carrier.passage.classification for passage in shown for carrier in passage.carriers)]
        )
        reply = self._model.ask(self._request(evidence, shown, masking, marking, person_id))
        return self._taken(reply, evidence, quoted, shown, masking, on_claim or _untold)

    def _request(
        self,
        evidence: Evidence,
        shown: Sequence[ShownPassage],
        masking: Masking,
        marking: Classification,
        person_id: str,
    ) -> ModelRequest:
        filled = self._prompt.fill(
            question=masking.mask(evidence.understanding.plain or evidence.question),
            place=_PLACES[evidence.scope.jurisdiction],
            day=date_in_words(evidence.scope.on),
            passages=[{"label": one.label, "title": one.title, "text": one.text} for one in shown],
            most_claims=MOST_CLAIMS,
        )
        return ModelRequest(
            purpose=CallPurpose.ANSWER,
            system=filled.system,
            user=filled.user,
            output_name=self._prompt.id,
            output_schema=self._prompt.output,
            prompt_digest=self._prompt.digest,
            longest_tokens=self._answer_tokens,
            classification=marking,
            person_id=person_id,
        )

    def _taken(
        self,
        reply: Reply,
        evidence: Evidence,
        quoted: Draft,
        shown: Sequence[ShownPassage],
        masking: Masking,
        on_claim: OnClaim,
    ) -> Writing:
        """The reply, claim by claim as it arrives."""
        led = [claim for claim in quoted.claims if claim.part is Part.CORRECTION]
        claims = {claim.text: claim for claim in led}
        used: list[Carrier] = []
        written, read, withheld = WrittenClaims(), 0, 0
        for claim in led:
            on_claim(claim)

        def stopped(why: str) -> Writing:
            draft = replace(_with_caveat(quoted, f"{why} {INSTEAD}"), withheld=withheld)
            return Writing(draft, "quoting", self._prompt.digest, reply.call_ids)

        try:
            for piece in reply:
                for raw in written.feed(piece)[: MOST_CLAIMS - read]:
                    read += 1
                    made = self._checked(raw, evidence, shown, masking)
                    if made is None:
                        withheld += 1
                    elif made[0].text not in claims:
                        claims[made[0].text] = made[0]
                        used += made[1]
                        on_claim(made[0])
                if read >= MOST_CLAIMS:
                    reply.close()
                    break
        except LanguageModelError as error:
            return stopped(error.sentence)
        if read < MOST_CLAIMS and not written.complete:
            return stopped("The language model's reply could not be read.")
        if not used:
            return stopped(_nothing_left(withheld))
        draft = Draft(
            Outcome.PARTLY_ANSWERED if written.outcome == Outcome.PARTLY_ANSWERED else quoted.outcome,
            _in_order(list(claims.values())),
            quoted.premise_corrected,
            caveats(list({one.passage.id: one.passage for one in used}.values()), evidence),
            withheld,
        )
        return Writing(draft, "model", self._prompt.digest, reply.call_ids)

    def _checked(
        self, raw: Any, evidence: Evidence, shown: Sequence[ShownPassage], masking: Masking
    ) -> tuple[Claim, tuple[Carrier, ...]] | None:
        """A claim that may be shown, with what carries it; ``None`` where it must be withheld."""
        found = self._check(raw, shown, masking)
        if found is None:
            return None
        first = found.quoted[0]
        part = first.statement.part if first.passage.questions else Part.LEAD
        part = Part.LEAD if part is Part.CORRECTION else part
        cited = found.citations(evidence)
        return Claim(text=found.text, citations=cited, support=found.support.score, part=part), found.carriers


def _in_order(claims: list[Claim]) -> tuple[Claim, ...]:
    """Claims in the order in which an answer gives its parts; one of them is always the short answer."""
    if not any(claim.part is Part.LEAD for claim in claims):
        first = next(place for place, claim in enumerate(claims) if claim.part is not Part.CORRECTION)
        claims[first] = claims[first].model_copy(update={"part": Part.LEAD})
    return tuple(sorted(claims, key=lambda claim: list(Part).index(claim.part)))


def _with_caveat(draft: Draft, caveat: str) -> Draft:
    return replace(draft, caveats=(*draft.caveats, caveat))


def _nothing_left(withheld: int) -> str:
    if withheld == 0:
        return "The language model found no answer in the sources."
    return "What the language model wrote was not supported by the sources."


def _untold(_claim: Claim) -> None:
    """Nobody waits for single claims."""
