"""The model writer: a language model proposes claims, and each is shown only if rules find it carried by its sources.

A claim is resolved (its labels and its quotation must stand for passages that were shown), looked at (no addresses, no
markup, no commands) and checked by the grounding check against the statements that it cites. What fails is withheld and
counted. Where nothing is left, or the model is of no use, the quoting writer's answer stands and says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import LanguageModelError
from advisor.governance import routing
from advisor.governance.answer import Claim, Outcome
from advisor.governance.masking import Masking
from advisor.governance.model_call import CallPurpose, ModelRequest
from advisor.governance.near_copy import weighty_differences
from advisor.governance.support import Support
from advisor.governance.words import date_in_words
from advisor.journeys.asking_a_model import Grounding, LanguageModel, Reply
from advisor.journeys.citing import cite
from advisor.journeys.quoting_writer import Draft, caveats
from advisor.journeys.resolving import Carrier, ShownPassage, carriers_of, labelled, shown_passages
from advisor.journeys.written_claims import WrittenClaims
from corpus.passage import Part
from corpus.source import Classification, Jurisdiction
from retrieval.command import without_commands
from retrieval.evidence import Evidence

if TYPE_CHECKING:
    from prompts.prompt import Prompt

MOST_CLAIMS = 8
INSTEAD = "This answer is quoted from the sources instead."
_LONGEST_CLAIM_CHARACTERS = 600
_LABEL_IN_TEXT = re.compile(r"\s*[\[(]\s*P\d{1,2}(?:\s*(?:,|;|and)\s*P?\d{1,2})*\s*[\])]")
_NOT_PLAIN = re.compile(
    r"https?:|www\.|\b(?!gov\.uk\b)[\w-]+\.(?:com|org|net|io|uk|invalid|example)\b|\]\(|!\[|<[a-z/!]|`|\bP\d{1,2}\b|[\w.+-]+@[\w-]+\.\w",
    re.IGNORECASE,
)
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


class _Written(BaseModel):
    """A claim as a model writes it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    text: str = Field(min_length=8, max_length=_LONGEST_CLAIM_CHARACTERS)
    passages: list[str] = Field(min_length=1, max_length=20)
    quotation: str = Field(min_length=3, max_length=4000)


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
        self._grounding = grounding
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
        if quoted.outcome is not Outcome.ANSWERED or not quoted.claims:
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
            Outcome.PARTLY_ANSWERED if written.outcome == Outcome.PARTLY_ANSWERED else Outcome.ANSWERED,
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
        try:
            written = _Written.model_validate(raw)
        except ValidationError:
            return None
        passages = labelled(written.passages, shown)
        said = _LABEL_IN_TEXT.sub("", " ".join(written.text.split()))
        if passages is None or not is_plain(said) or masking.strangers(said):
            return None
        quoted = carriers_of(written.quotation, passages)
        if not quoted:
            return None
        text = masking.restore(said)
        if any(weighty_differences(text, one.statement.text) for one in quoted):
            return None
        carried = self._carried(text, quoted, passages)
        if carried is None:
            return None
        support, carriers = carried
        citations = {
            (reference.url, reference.label, one.statement.text): cite(reference, one.statement, one.passage, evidence)
            for one in carriers
            for reference in one.statement.references
        }
        part = quoted[0].statement.part if quoted[0].passage.questions else Part.LEAD
        part = Part.LEAD if part is Part.CORRECTION else part
        return Claim(text=text, citations=tuple(citations.values()), support=support.score, part=part), carriers

    def _carried(
        self, text: str, quoted: tuple[Carrier, ...], passages: Sequence[ShownPassage]
    ) -> tuple[Support, tuple[Carrier, ...]] | None:
        """The statements that carry a claim: those quoted, or those and one more.

        The passages cited must carry it as a whole too: what they say elsewhere may be against it. A claim that passes
        only one of the two is not shown, or two chances to err would let twice as much through.
        """
        everything = [carrier for passage in passages for carrier in passage.carriers]
        if not self._grounding(list(_texts(everything)), text).may_be_shown:
            return None
        for together in (quoted, *((*quoted, other) for other in everything if other not in quoted)):
            support = self._grounding(list(_texts(together)), text)
            if support.may_be_shown:
                return support, together
        return None


def is_plain(text: str) -> bool:
    """Whether a sentence is one to be read: no address, no markup, no label, no command to a machine."""
    return not _NOT_PLAIN.search(text) and without_commands(text) == " ".join(text.split())


def _texts(carriers: Sequence[Carrier]) -> Iterator[str]:
    """The statements by passage, each under its title, as the check reads a passage."""
    by_passage: dict[str, list[Carrier]] = {}
    for one in carriers:
        by_passage.setdefault(one.passage.id, []).append(one)
    for held in by_passage.values():
        yield "\n".join([held[0].passage.title, *(one.text for one in held)])


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
