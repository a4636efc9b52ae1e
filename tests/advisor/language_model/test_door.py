"""The door: every way in which a server can fail ends in a named outcome, within bounds, and is on record."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from advisor.errors import BudgetSpent, MayNotLeave, ModelUnavailable, StoreUnavailable
from advisor.governance.model_call import CallOutcome
from advisor.language_model.chat import Mode
from corpus.source import Classification
from tests.advisor.language_model.conftest import NOON, OUTSIDE, MakeBench, request
from tests.openai_server import Asked, Said

TEXT = '{"a": "Anyone may fill the kettle before noon."}'


def test_a_reply_arrives_in_pieces_and_is_on_record_with_what_it_cost(bench: MakeBench) -> None:
    made = bench(Said(TEXT, piece=5), api_key="very-secret", temperature=0.3)
    reply = made.door.ask(request())
    pieces = list(reply)
    assert "".join(pieces) == TEXT
    assert len(pieces) == len(TEXT) // 5 + 1
    (call,) = made.records()
    assert reply.call_ids == (call.id,)
    assert (call.outcome, call.tokens_estimated, call.prompt_tokens) == (CallOutcome.COMPLETED, False, 900)
    assert (call.model, call.person_id, call.prompt_digest, call.local) == ("scripted", "ada", "d" * 64, True)
    assert call.parameters == {"mode": "JSON schema", "stream": True, "temperature": 0.3, "longest_tokens": 200}
    (asked,) = made.server.asked
    assert asked.headers["authorization"] == "Bearer very-secret"
    assert asked.body["response_format"]["json_schema"]["strict"] is True
    assert asked.body["stream_options"] == {"include_usage": True}
    assert asked.body["temperature"] == 0.3
    assert 200 in (asked.body.get("max_tokens"), asked.body.get("max_completion_tokens"))


def test_pieces_come_while_the_server_is_still_writing(bench: MakeBench) -> None:
    made = bench(Said("abcdefgh", piece=1, pause_seconds=0.1), clock=_Real())
    reply = iter(made.door.ask(request()))
    list(zip(range(1), reply, strict=False))  # the import of the library is not measured
    began = time.monotonic()
    next(reply)
    assert time.monotonic() - began < 0.6
    assert "".join(reply) == "cdefgh"


def test_nothing_is_sent_before_the_reply_is_read(bench: MakeBench) -> None:
    made = bench(Said(TEXT))
    made.door.ask(request())
    assert made.server.asked == []
    assert made.records() == []


@pytest.mark.parametrize(
    ("said", "outcomes", "sentence"),
    [
        (Said(status=500), ["failed"] * 3, "failed"),
        (Said(status=502), ["failed"] * 3, "failed"),
        (Said(status=429), ["busy"] * 3, "busy"),
        (Said(status=503), ["busy"] * 3, "busy"),
        (Said(status=401), ["refused"], "refused"),
        (Said(status=403), ["refused"], "refused"),
        (Said(status=404), ["refused"], "refused"),
        (Said(status=400), ["mode unknown"] * 3, "did not understand"),
        (Said(status=400, error="maximum context length exceeded"), ["refused"], "refused"),
        (Said(status=302, headers={"location": "http://127.0.0.1:9/"}), ["led elsewhere"], "another machine"),
        (Said(TEXT * 5, stop_after=40), ["broken off"], "broke off"),
        (Said("word " * 2000), ["too long"], "more than it may"),
        (Said(TEXT, finish="length"), ["too long"], "more than it may"),
        (Said(TEXT, finish="content_filter"), ["refused"], "refused"),
        (Said(raw=b"data: {half\n\n"), ["unreadable"] * 2, "could not be read"),
        (Said(raw=b"<html>Gateway</html>"), ["unreadable"] * 2, "could not be read"),
        (Said(raw=b""), ["unreadable"] * 2, "could not be read"),
        (Said(""), ["unreadable"] * 2, "could not be read"),
        (Said(TEXT, silent_seconds=5), ["silent"], "in time"),
    ],
)
def test_every_failure_has_its_name_and_its_bound(
    bench: MakeBench, said: Said, outcomes: list[str], sentence: str
) -> None:
    made = bench(said, silence_seconds=0.5)
    with pytest.raises(ModelUnavailable, match=sentence) as refused:
        list(made.door.ask(request()))
    assert refused.value.what_to_do
    assert made.outcomes() == outcomes
    assert len(made.server.asked) == len(outcomes)


def test_a_server_that_drips_is_stopped_when_the_time_is_over(bench: MakeBench) -> None:
    made = bench(Said("a " * 400, piece=1, pause_seconds=0.05), clock=_Real(), timeout_seconds=1.0)
    list_of_first = made.door.ask(request())
    began = time.monotonic()
    with pytest.raises(ModelUnavailable, match="in time"):
        list(list_of_first)
    assert time.monotonic() - began < 4
    assert made.outcomes() == ["silent"]


def test_a_server_that_nobody_runs_is_unreachable(bench: MakeBench) -> None:
    made = bench(Said(TEXT))
    made.server.close()
    with pytest.raises(ModelUnavailable, match="could not be reached"):
        list(made.door.ask(request()))
    assert made.outcomes() == ["unreachable"] * 3
    assert [call.tokens for call in made.records()] == [0, 0, 0]


@pytest.mark.parametrize(
    ("header", "waits"), [("3", [3.0]), ("0.5", [0.5]), ("Sat, 21 Nov 2026 12:00:04 GMT", [4.0]), ("soon", [0.5])]
)
def test_a_busy_server_is_given_the_time_it_asks_for(bench: MakeBench, header: str, waits: list[float]) -> None:
    def script(asked: Asked) -> Said:
        return Said(status=429, headers={"retry-after": header}) if asked.number == 1 else Said(TEXT)

    made = bench(script)
    assert "".join(made.door.ask(request())) == TEXT
    assert made.clock.waits == waits
    assert made.outcomes() == ["busy", "completed"]


def test_a_server_that_asks_for_too_long_a_wait_is_not_waited_for(bench: MakeBench) -> None:
    made = bench(Said(status=429, headers={"retry-after": "86400"}))
    with pytest.raises(ModelUnavailable):
        list(made.door.ask(request()))
    assert (made.clock.waits, made.outcomes()) == ([], ["busy"])


def test_after_the_first_words_nothing_is_tried_again(bench: MakeBench) -> None:
    made = bench(Said(TEXT * 9, stop_after=60))
    heard: list[str] = []
    with pytest.raises(ModelUnavailable):
        heard.extend(made.door.ask(request()))
    assert len(made.server.asked) == 1


@pytest.mark.parametrize(
    ("known", "forms", "mode"),
    [
        ("json_object", ["json_schema", "json_object"], Mode.JSON_OBJECT),
        ("", ["json_schema", "json_object", ""], Mode.PLAIN),
    ],
)
def test_a_server_that_does_not_know_the_form_is_asked_in_a_plainer_one_and_this_is_remembered(
    bench: MakeBench, known: str, forms: list[str], mode: Mode
) -> None:
    def script(asked: Asked) -> Said:
        return Said(TEXT) if asked.form == known else Said(status=400, error="response_format is not supported")

    made = bench(script)
    assert "".join(made.door.ask(request())) == TEXT
    assert [asked.form for asked in made.server.asked] == forms
    assert made.door.mode is mode
    assert "".join(made.door.ask(request())) == TEXT
    assert made.server.asked[-1].form == known
    assert len(made.server.asked) == len(forms) + 1


def test_a_server_that_cannot_stream_is_asked_for_the_whole(bench: MakeBench) -> None:
    made = bench(Said(TEXT, streams=False))
    assert "".join(made.door.ask(request())) == TEXT
    assert made.outcomes() == ["unreadable", "completed"]
    assert not made.door.streams


def test_a_server_that_leaves_out_what_is_not_needed_is_understood(bench: MakeBench) -> None:
    made = bench(Said(TEXT, roles=False, usage=False))
    assert "".join(made.door.ask(request())) == TEXT


def test_without_figures_the_tokens_are_estimated_and_counted(bench: MakeBench) -> None:
    made = bench(Said("kettle " * 50, usage=False))
    list(made.door.ask(request()))
    (call,) = made.records()
    assert call.tokens_estimated
    assert call.completion_tokens >= 50
    assert call.prompt_tokens > 5
    assert made.calls.used(NOON, "ada") == call.tokens


def test_a_reply_that_nobody_waits_for_is_recorded_as_ended_early(bench: MakeBench) -> None:
    made = bench(Said("kettle " * 50, usage=False))
    reply = made.door.ask(request())
    next(iter(reply))
    reply.close()
    assert made.outcomes() == ["ended early"]
    assert 0 < made.records()[0].completion_tokens < 200


def test_the_budget_of_a_person_holds_without_figures_and_over_a_restart(bench: MakeBench, tmp_path: Path) -> None:
    place = tmp_path / "kept.sqlite"
    said = Said("kettle " * 40, usage=False)
    first = bench(said, store=place, person_tokens_per_day=500)
    answered = 0
    with pytest.raises(BudgetSpent, match="used up"):
        for _ in range(50):
            list(first.door.ask(request()))
            answered += 1
    assert 0 < answered < 10
    again = bench(said, store=place, person_tokens_per_day=500)
    with pytest.raises(BudgetSpent):
        list(again.door.ask(request()))
    assert again.server.asked == []
    assert "".join(again.door.ask(request(person_id="bob")))


def test_a_call_that_cannot_be_recorded_is_not_made(bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    made = bench(Said(TEXT))

    def full(_call: object) -> None:
        raise StoreUnavailable("The disk is full.", "Free some space.")

    monkeypatch.setattr(made.calls, "begin", full)
    with pytest.raises(ModelUnavailable, match="recorded"):
        list(made.door.ask(request()))
    assert made.server.asked == []


def test_a_model_that_keeps_failing_is_left_alone_then_tried_once(bench: MakeBench) -> None:
    made = bench(Said(status=500), retries=0, failures_before_rest=2, rest_seconds=60)
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="failed"):
            list(made.door.ask(request()))
    with pytest.raises(ModelUnavailable, match="left alone"):
        list(made.door.ask(request()))
    assert len(made.server.asked) == 2
    made.clock.seconds += 61
    made.server.script = lambda _: Said(TEXT)
    assert "".join(made.door.ask(request())) == TEXT
    assert "".join(made.door.ask(request())) == TEXT


def test_sensitive_text_is_not_sent_outside_whatever_was_tried(bench: MakeBench) -> None:
    made = bench(Said(status=500), outside=True)
    with pytest.raises(MayNotLeave, match="OFFICIAL-SENSITIVE"):
        list(made.door.ask(request(classification=Classification.OFFICIAL_SENSITIVE)))
    assert (made.server.asked, made.records()) == ([], [])


def test_an_identifier_that_somebody_forgot_to_mask_stops_the_request(bench: MakeBench) -> None:
    made = bench(Said(TEXT), outside=True)
    with pytest.raises(MayNotLeave, match="unmasked"):
        list(made.door.ask(request(user="What of 943 476 5919?")))
    assert made.server.asked == []
    local = bench(Said(TEXT))
    assert "".join(local.door.ask(request(user="What of 943 476 5919?"))) == TEXT


def test_a_local_name_that_leads_elsewhere_gets_nothing(bench: MakeBench) -> None:
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["203.0.113.7"]

    made = bench(Said(TEXT), resolve=resolve)
    with pytest.raises(ModelUnavailable, match="another machine"):
        list(made.door.ask(request(classification=Classification.OFFICIAL_SENSITIVE)))
    assert asked == ["127.0.0.1"]
    assert (made.server.asked, made.outcomes()) == ([], ["led elsewhere"])


def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(bench: MakeBench) -> None:
    other = bench(Said(TEXT))
    made = bench(
        lambda _: Said(status=307, headers={"location": f"{other.server.url}/chat/completions"}), api_key="very-secret"
    )
    with pytest.raises(ModelUnavailable, match="another machine"):
        list(made.door.ask(request()))
    assert other.server.asked == []


def test_proxies_keys_and_traces_of_the_environment_are_not_used(
    bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = bench(Said(TEXT))
    where = f"http://127.0.0.1:{proxy.server.port}"
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy", "OPENAI_PROXY"):
        monkeypatch.setenv(name, where)
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-service")
    monkeypatch.setenv("OPENAI_BASE_URL", where)
    monkeypatch.setenv("LANGSMITH_ENDPOINT", where)
    for name in ("OPENAI_ORG_ID", "OPENAI_ORGANIZATION", "OPENAI_PROJECT_ID", "OPENAI_CUSTOM_HEADERS"):
        monkeypatch.setenv(name, "x-account: of-another-service")
    made = bench(Said(TEXT), outside=True)
    assert "".join(made.door.ask(request())) == TEXT
    assert proxy.server.asked == []
    assert "of-another-service" not in made.server.wire
    headers = made.server.asked[0].headers
    assert headers["host"].startswith(OUTSIDE)
    assert not [name for name in headers if name.startswith("x-")]


class _Real:
    """The clock on the wall, for what is about time."""

    def __call__(self) -> float:
        return time.monotonic()

    def now(self):  # type: ignore[no-untyped-def]
        return NOON

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
