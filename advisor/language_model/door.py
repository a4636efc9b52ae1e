"""The door: every request to a model passes here, is checked, counted, recorded, and tried again within bounds.

Checked before every attempt: that text of this marking may go to this endpoint, that nothing unmasked leaves this
machine, and that the day's tokens suffice. A failure after the first words of a reply is not tried again: what was said
cannot be unsaid.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Protocol

from advisor.errors import LedgerError, MayNotLeave, ModelUnavailable
from advisor.governance import routing
from advisor.governance.masking import identifiers
from advisor.governance.model_call import NOT_SERVED, OUTCOME_SENTENCES, CallOutcome, ModelCall, ModelRequest
from advisor.language_model.chat import Chat, Mode, Piece, Words
from advisor.language_model.circuit import Circuit
from advisor.language_model.endpoint import Endpoint
from advisor.language_model.fault import Fault, told
from advisor.language_model.tokens import Counter
from advisor.settings import ModelSettings

_LOG = logging.getLogger("advisor.language_model")
_FIRST_WAIT_SECONDS = 0.5
_COUNTED_EVERY_CHARACTERS = 400
_FEWEST_CHARACTERS_A_TOKEN = 2


class CallBook(Protocol):
    """Where calls are recorded and counted against the budgets."""

    def begin(self, call: ModelCall) -> None:
        """Record a call with the tokens that it may use; raises BudgetSpent where they are not left."""
        ...

    def end(self, call: ModelCall) -> None:
        """Record how a call ended and what it used."""
        ...


class Reply:
    """A reply as it arrives, and the identifiers of the calls that it took."""

    def __init__(self, pieces: Callable[[list[str]], Iterator[str]]) -> None:
        self._made: list[str] = []
        self._pieces = pieces(self._made)

    def __iter__(self) -> Iterator[str]:
        return self._pieces

    @property
    def call_ids(self) -> tuple[str, ...]:
        """The calls made so far."""
        return tuple(self._made)

    def close(self) -> None:
        """Stop listening; the call is recorded as ended early."""
        close = getattr(self._pieces, "close", None)
        if close is not None:
            close()


class Door:
    """The way to one model. Shared by all threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        settings: ModelSettings,
        *,
        chat: Callable[[], Chat],
        calls: Callable[[], CallBook],
        circuit: Circuit,
        count_tokens: Counter,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        new_id: Callable[[], str],
    ) -> None:
        self._endpoint = endpoint
        self._settings = settings
        self._make_chat = chat
        self._chat: Chat | None = None
        self._lock = threading.Lock()
        self._calls = calls
        self._circuit = circuit
        self._count = count_tokens
        self._now = now
        self._clock = clock
        self._sleep = sleep
        self._new_id = new_id
        self.mode = Mode.JSON_SCHEMA
        self.streams = True

    @property
    def local(self) -> bool:
        """Whether the endpoint is ours."""
        return self._endpoint.local

    def ask(self, request: ModelRequest) -> Reply:
        """Ask the model. Nothing is sent before the reply is read.

        Reading the reply raises:
            MayNotLeave: the request may not be sent to this endpoint.
            BudgetSpent: the day's tokens do not suffice.
            ModelUnavailable: no reply came, or it broke off.
        """
        return Reply(lambda made: self._pieces(request, made))

    def _pieces(self, request: ModelRequest, made: list[str]) -> Iterator[str]:
        self._check(request)
        self._circuit.check()
        until = self._clock() + self._settings.timeout_seconds
        tries, waits = 0, _FIRST_WAIT_SECONDS
        mode, streamed = self.mode, self.streams
        said = False
        while True:
            self._check(request)  # what is tried again is checked again
            try:
                for text in self._attempt(request, mode, streamed, until, made):
                    said = True
                    yield text
            except Fault as fault:
                if not said and fault.outcome is CallOutcome.MODE_UNKNOWN and mode is not Mode.PLAIN:
                    mode = list(Mode)[list(Mode).index(mode) + 1]
                    continue
                if not said and fault.outcome is CallOutcome.UNREADABLE and streamed:
                    streamed = False
                    continue
                wait = waits if fault.wait_seconds is None else fault.wait_seconds
                fits = wait <= self._settings.longest_wait_seconds and self._clock() + wait < until
                if said or not fault.worth_another_try or tries >= self._settings.retries or not fits:
                    self._circuit.failed()
                    raise ModelUnavailable(
                        OUTCOME_SENTENCES[fault.outcome], "Run `advisor model check` to see what works."
                    ) from fault
                tries, waits = tries + 1, waits * 2
                self._sleep(wait)
            else:
                self._circuit.succeeded()
                self.mode, self.streams = mode, streamed
                return

    def _check(self, request: ModelRequest) -> None:
        routing.check_may_be_sent(request.classification, local=self.local)
        if not self.local and (identifiers(request.system) or identifiers(request.user)):
            raise MayNotLeave("An identifier was left unmasked, so nothing was sent.", "Report this as a fault.")

    def _attempt(
        self, request: ModelRequest, mode: Mode, streamed: bool, until: float, made: list[str]
    ) -> Iterator[str]:
        """One request to its end, recorded whatever happens."""
        call = self._begun(request, mode, streamed, len(made) + 1)
        made.append(call.id)
        began = self._clock()
        text, last = "", Piece()
        outcome, status = CallOutcome.ENDED_EARLY, None
        try:
            words = Words(
                request.system, request.user, request.output_name, request.output_schema, request.longest_tokens
            )
            chat = self._opened()
            counted_to, seen = 0, False
            for piece in (chat.stream if streamed else chat.whole)(words, mode, until=until):
                seen = True
                last = _later(last, piece)
                text += piece.text
                if piece.text:
                    yield piece.text
                if len(text) - counted_to >= _COUNTED_EVERY_CHARACTERS:
                    counted_to = len(text)
                    self._check_length(text, request.longest_tokens)
            self._check_ended(last, seen, text)
            # Without a reason for its end a reply may have been cut; whoever reads it sees if it is whole.
            outcome = CallOutcome.COMPLETED if last.finish else CallOutcome.BROKEN_OFF
        except Fault as fault:
            outcome, status = fault.outcome, fault.status
            raise
        except Exception as error:  # the libraries have many of their own
            meant = told(error, self._now())
            outcome, status = meant.outcome, meant.status
            _LOG.info("model call %s: %s (%s, status %s)", call.id, outcome, type(error).__name__, status)
            raise meant from error
        finally:
            self._end(call, request, outcome, status, text, last, round((self._clock() - began) * 1000))

    def _check_length(self, text: str, longest_tokens: int) -> None:
        if len(text) > _FEWEST_CHARACTERS_A_TOKEN * longest_tokens and self._count(text) > longest_tokens:
            raise Fault(CallOutcome.TOO_LONG)

    def _check_ended(self, last: Piece, seen: bool, text: str) -> None:
        if last.finish == "length":
            raise Fault(CallOutcome.TOO_LONG)
        if last.finish == "content_filter":
            raise Fault(CallOutcome.REFUSED)
        if not seen or not text.strip():
            raise Fault(CallOutcome.UNREADABLE)

    def _begun(self, request: ModelRequest, mode: Mode, streamed: bool, attempt: int) -> ModelCall:
        call = ModelCall(
            id=self._new_id(),
            purpose=request.purpose,
            person_id=request.person_id,
            prompt_digest=request.prompt_digest,
            model=self._settings.name or "default",
            host=self._endpoint.named,
            local=self.local,
            parameters={
                "mode": mode.value,
                "stream": streamed,
                "temperature": self._settings.temperature if mode is not Mode.PLAIN else None,
                "longest_tokens": request.longest_tokens,
            },
            attempt=attempt,
            prompt_tokens=self._count(request.system) + self._count(request.user),
            completion_tokens=request.longest_tokens,
            begun_at=self._now(),
        )
        try:
            self._calls().begin(call)
        except LedgerError as error:
            raise ModelUnavailable(
                "The language model was not called, because its calls cannot be recorded.", error.what_to_do
            ) from error
        return call

    def _end(
        self,
        call: ModelCall,
        request: ModelRequest,
        outcome: CallOutcome,
        status: int | None,
        text: str,
        last: Piece,
        milliseconds: int,
    ) -> None:
        """Record the end, with the server's figures where it gives any, else with an estimate of what was used."""
        told_prompt, told_completion = last.prompt_tokens > 0, last.completion_tokens > 0 or not text
        used = call.model_copy(
            update={
                "prompt_tokens": last.prompt_tokens
                if told_prompt
                else (0 if outcome in NOT_SERVED and not text else call.prompt_tokens),
                "completion_tokens": last.completion_tokens if told_completion else self._count(text),
                "tokens_estimated": not (told_prompt and told_completion),
                "milliseconds": milliseconds,
                "outcome": outcome,
                "status": status,
            }
        )
        try:
            self._calls().end(used)
        except LedgerError as error:  # the call stays recorded as begun, and counts what it might have used
            _LOG.warning(
                "the end of model call %s for %s was not recorded: %s", call.id, request.purpose, error.sentence
            )

    def _opened(self) -> Chat:
        with self._lock:
            if self._chat is None:
                self._chat = self._make_chat()
            return self._chat


def _later(one: Piece, other: Piece) -> Piece:
    """The end and the figures said so far; a later piece has the last word."""
    return Piece(
        finish=other.finish or one.finish,
        prompt_tokens=other.prompt_tokens or one.prompt_tokens,
        completion_tokens=other.completion_tokens or one.completion_tokens,
    )
