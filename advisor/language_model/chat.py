"""A chat with a model through LangChain: one request, and the reply in pieces as they arrive.

The form of the reply is asked for in the body of the request and not through LangChain's own structured output, which
gathers a whole reply before it gives any of it out, and fails where a server leaves out what it does not need. Nothing
of the environment is used: no proxy, no key, no tracing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx

from advisor.language_model.endpoint import Endpoint, Resolver
from advisor.language_model.guarded_transport import GuardedTransport
from advisor.settings import ModelSettings

_NO_KEY = "no-key"
_KNOWS_ONLY_NEW_LIMIT = (".openai.com", ".azure.com")


class Mode(StrEnum):
    """How a server is asked for JSON, the strictest first. ``PLAIN`` leaves out all that a server may not know."""

    JSON_SCHEMA = "JSON schema"
    JSON_OBJECT = "JSON mode"
    PLAIN = "plain"


@dataclass(frozen=True)
class Piece:
    """A piece of a reply; the last one says why it ended, and what it cost where the server tells."""

    text: str = ""
    finish: str | None = None
    prompt_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True)
class Words:
    """What is said to the model, and the form in which it is to reply."""

    system: str
    user: str
    output_name: str
    output_schema: dict[str, Any]
    longest_tokens: int


class Chat:
    """Talks to the model of one endpoint. Made when it is first needed: LangChain takes seconds to import."""

    def __init__(
        self, endpoint: Endpoint, settings: ModelSettings, *, resolve: Resolver, clock: Callable[[], float]
    ) -> None:
        from langchain_openai import ChatOpenAI

        self._settings = settings
        self._both_limits = not endpoint.host.endswith(_KNOWS_ONLY_NEW_LIMIT)
        self._of_this_thread = threading.local()
        transport = GuardedTransport(endpoint, resolve=resolve, deadline=self._until, clock=clock)
        wait = httpx.Timeout(settings.silence_seconds, connect=min(10.0, settings.silence_seconds))
        client = httpx.Client(transport=transport, timeout=wait, trust_env=False, follow_redirects=False)
        key = settings.api_key.get_secret_value() if settings.api_key else _NO_KEY
        self._model = ChatOpenAI(
            model_name=settings.name or "default",
            openai_api_base=endpoint.base_url,
            openai_api_key=lambda: key,
            http_client=client,
            request_timeout=wait,
            max_retries=0,
            openai_proxy=None,
            openai_organization=None,
            use_responses_api=False,
            cache=False,
        )

    def stream(self, words: Words, mode: Mode, *, until: float) -> Iterator[Piece]:
        """The reply as it arrives. ``until`` is the moment on the clock at which it must be over."""
        self._of_this_thread.until = until
        for chunk in self._bound(words, mode, streamed=True).stream(_messages(words)):
            yield _piece(chunk)

    def whole(self, words: Words, mode: Mode, *, until: float) -> Iterator[Piece]:
        """The reply in one piece, for a server that cannot stream."""
        self._of_this_thread.until = until
        yield _piece(self._bound(words, mode, streamed=False).invoke(_messages(words)))

    def _until(self) -> float:
        return float(self._of_this_thread.until)

    def _bound(self, words: Words, mode: Mode, *, streamed: bool) -> Any:
        body: dict[str, Any] = {"max_tokens": words.longest_tokens} if self._both_limits else {}
        more: dict[str, Any] = {"max_completion_tokens": words.longest_tokens}
        if mode is Mode.JSON_SCHEMA:
            schema = {"name": words.output_name, "strict": True, "schema": words.output_schema}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif mode is Mode.JSON_OBJECT:
            body["response_format"] = {"type": "json_object"}
        if mode is not Mode.PLAIN:
            more["temperature"] = self._settings.temperature
        if streamed:
            more["stream_usage"] = mode is not Mode.PLAIN
        return self._model.bind(extra_body=body, **{name: one for name, one in more.items() if one is not None})


def _messages(words: Words) -> list[tuple[str, str]]:
    return [("system", words.system), ("human", words.user)]


def _piece(chunk: Any) -> Piece:
    usage = chunk.usage_metadata or {}
    finish = (chunk.response_metadata or {}).get("finish_reason")
    return Piece(
        text=chunk.content if isinstance(chunk.content, str) else "",
        finish=str(finish) if finish else None,
        prompt_tokens=int(usage.get("input_tokens") or 0),
        completion_tokens=int(usage.get("output_tokens") or 0),
    )
