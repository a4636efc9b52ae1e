"""Better words for a draft: a language model rewords statements, and each is kept only if it says exactly the same.

What it writes passes the fidelity scan (every figure, date and name of the statement, and none besides) and the
grounding check both ways. What fails is withheld, and the composed statement stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.errors import LanguageModelError
from advisor.governance import routing
from advisor.governance.drafting.draft import Draft, Origin, Statement, StatementState
from advisor.governance.drafting.same_meaning import says_the_same
from advisor.governance.masking import Masking
from advisor.governance.model_call import CallPurpose, ModelRequest
from advisor.journeys.asking_a_model import Grounding, LanguageModel
from advisor.journeys.claim_check import is_plain
from corpus.source import Classification, Frozen

if TYPE_CHECKING:
    from prompts.prompt import Prompt

AT_ONCE = 12
"""How many statements go into one request."""
_FEWEST_WORDS = 5
_LONGEST_CHARACTERS = 1200


class Worded(Frozen):
    """The wordings that passed, by statement; how many were withheld; and why there are none or not all, if so."""

    texts: dict[str, str] = {}  # noqa: RUF012 (frozen)
    withheld: int = 0
    why_not: str = ""


class _Reworded(BaseModel):
    """A statement as a model writes it."""

    model_config = ConfigDict(extra="ignore", strict=True)

    label: str
    text: str = Field(min_length=8, max_length=2 * _LONGEST_CHARACTERS)


class DraftWording:
    """Rewords the statements of a draft that come from its proposal."""

    def __init__(self, model: LanguageModel, grounding: Grounding, prompt: Prompt, *, answer_tokens: int) -> None:
        self._model = model
        self._grounding = grounding
        self._prompt = prompt
        self._answer_tokens = answer_tokens

    def __call__(self, draft: Draft, *, person_id: str, marking: Classification = Classification.OFFICIAL) -> Worded:
        """Reword what nobody has looked at yet; where the model is of no use, nothing changes and the reason is told.

        Args:
            draft: the draft.
            person_id: whose budget it is.
            marking: the marking of the proposal.
        """
        texts: dict[str, str] = {}
        withheld = 0
        open_to_words = [one for section in draft.sections for one in section.statements if _may_be_reworded(one)]
        masking = Masking(active=not self._model.local)
        try:
            routing.check_may_be_sent(marking, local=self._model.local)
            for begin in range(0, len(open_to_words), AT_ONCE):
                few = open_to_words[begin : begin + AT_ONCE]
                found = self._worded(few, draft, masking, person_id, marking)
                texts |= found.texts
                withheld += found.withheld
        except LanguageModelError as error:
            return Worded(texts=texts, withheld=withheld, why_not=f"{error.sentence} The draft stands as composed.")
        return Worded(texts=texts, withheld=withheld)

    def _worded(
        self, few: Sequence[Statement], draft: Draft, masking: Masking, person_id: str, marking: Classification
    ) -> Worded:
        labelled = {f"S{number}": one for number, one in enumerate(few, start=1)}
        filled = self._prompt.fill(
            statements=[{"label": label, "text": _unfenced(masking.mask(one.text))} for label, one in labelled.items()]
        )
        reply = self._model.ask(
            ModelRequest(
                purpose=CallPurpose.WORD_DRAFT,
                system=filled.system,
                user=filled.user,
                output_name=self._prompt.id,
                output_schema=self._prompt.output,
                prompt_digest=self._prompt.digest,
                longest_tokens=self._answer_tokens,
                classification=marking,
                person_id=person_id,
            )
        )
        facts = {one.id: one for one in draft.facts}
        texts: dict[str, str] = {}
        withheld = 0
        for raw in _read("".join(reply)):
            label, said = _as_written(raw, masking)
            statement = labelled.get(label)
            if statement is None or statement.id in texts:
                withheld += 1
            elif said == statement.text:
                continue
            elif says_the_same(
                said, statement, [facts[one] for one in statement.facts if one in facts], self._grounding
            ):
                texts[statement.id] = said
            else:
                withheld += 1
        return Worded(texts=texts, withheld=withheld)


def _may_be_reworded(one: Statement) -> bool:
    return (
        one.origin is Origin.PROPOSAL
        and one.state is StatementState.PROPOSED
        and len(one.text.split()) >= _FEWEST_WORDS
        and len(one.text) <= _LONGEST_CHARACTERS
    )


def _read(reply: str) -> Iterable[Any]:
    """The statements of a reply; none where it is no JSON of the form asked for."""
    begin, end = reply.find("{"), reply.rfind("}")
    try:
        held = json.loads(reply[begin : end + 1]) if 0 <= begin < end else {}
    except ValueError:
        return ()
    found = held.get("statements") if isinstance(held, dict) else None
    return found if isinstance(found, list) else ()


def _as_written(raw: Any, masking: Masking) -> tuple[str, str]:
    """The label and the words; no label where the words may not be shown."""
    try:
        written = _Reworded.model_validate(raw)
    except ValidationError:
        return "", ""
    said = " ".join(written.text.split())
    if not is_plain(said) or masking.strangers(said):
        return "", ""
    return written.label, masking.restore(said)


def _unfenced(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")
