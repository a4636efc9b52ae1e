"""An honest model must not be punished: it says what the passages say, in other words, and nearly all of it is shown.

The server rewords each statement by rules that keep its meaning (at least two of them for each claim): duties, powers,
conditions moved to the end, ordinary words for ordinary words. It quotes exactly and cites rightly.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from advisor.composition import Advisor, shipped_cards
from advisor.settings import ModelSettings, Settings
from corpus import card
from tests.openai_server import Asked, OpenAIServer, Said, claim, reply

FEWEST_CLAIMS = 200
SHOWN_SHARE = 0.85
LABELS = re.compile(r"\s\([^()]*(?:\([^()]*\)[^()]*)*\)$")
SEVERAL = {"you", "they", "we", "people", "children", "and"}


def _agreeing(one: str, several: str) -> Callable[[re.Match[str]], str]:
    """The verb for one or several, by the word before it."""

    def put(found: re.Match[str]) -> str:
        before = found.group(1)
        plural = before.lower() in SEVERAL or (before.endswith("s") and not before.endswith("ss"))
        return f"{before} {several if plural else one} "

    return put


def _condition_last(found: re.Match[str]) -> str:
    main = found.group(3)
    return f"{main[0].upper()}{main[1:]} {found.group(1).lower()} {found.group(2)}."


REWORDINGS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"^(If|Where|When) ([^,;:]{8,90}), ([a-z][^;:]{12,})\.$", _condition_last),
    (r"\b(\w+) must (?!not\b)", _agreeing("has to", "have to")),
    (r"\b(\w+) may (?!not\b|be\b|also\b|only\b|still\b)", _agreeing("is allowed to", "are allowed to")),
    (r"\bcannot\b", "is not able to"),
    (r"\bone month\b", "a month"),
    (r"\bat least\b", "no less than"),
    (r"\btell\b", "inform"),
    (r"\bgive\b", "provide"),
    (r"\bmake sure\b", "ensure"),
    (r"\bfor example\b", "for instance"),
    (r"\busually\b", "normally"),
    (r"\bpeople\b", "individuals"),
    (r"\bkeep\b", "retain"),
    (r"\bshow\b", "demonstrate"),
    (r"\bbegins\b", "starts"),
    (r"\bask for\b", "request"),
    (r"\bbecause\b", "since"),
    (r"\bevery\b", "each"),
    (r"\bget\b", "obtain"),
    (r"\bhelp\b", "assist"),
    (r"\bbuy\b", "purchase"),
    (r"\bneeds to\b", "has to"),
    (r"\bneed to\b", "have to"),
    (r"\bends\b", "finishes"),
    (r"\bSo far as\b", "To the extent that"),
)


def reworded(text: str) -> str | None:
    """The statement in other words, or ``None`` where fewer than two rewordings fit."""
    said, applied = text, 0
    for pattern, words in REWORDINGS:
        said, times = re.subn(pattern, words, said)
        applied += bool(times)
    return said if applied >= 2 else None


def honest(asked: Asked) -> Said:
    claims = []
    for label, lines in asked.passages.items():
        for line in lines:
            text = LABELS.sub("", line)
            said = reworded(text)
            if said is not None:
                claims.append(claim(said, text, label))
    return Said(reply(*claims[:8]))


@pytest.fixture(scope="module")
def server() -> Iterator[OpenAIServer]:
    made = OpenAIServer(honest)
    yield made
    made.close()


@pytest.fixture(scope="module")
def advisor(server: OpenAIServer, prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Advisor]:
    home = Path(shutil.copytree(prepared_home, tmp_path_factory.mktemp("honest") / "home"))
    model = ModelSettings(
        base_url=server.url, name="honest", person_tokens_per_day=10**9, tokens_per_day=10**9, answer_tokens=4000
    )
    opened = Advisor(Settings(home=home, model=model))
    yield opened
    opened.ledger.close()
    opened.indexing.index.close()


def questions() -> Iterator[str]:
    """Ways of asking from cards spread over the whole digest."""
    cards = card.load_all((one.name, one.read_text("utf-8")) for one in shipped_cards())
    for held in cards[::4]:
        yield held.passage.questions[0]


def test_the_rewordings_keep_what_carries_the_meaning() -> None:
    assert reworded("If the fee is late, the controller must tell the person.") == (
        "The controller has to inform the person if the fee is late."
    )
    assert reworded("It is so.") is None


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_nearly_all_that_an_honest_model_says_is_shown(advisor: Advisor, server: OpenAIServer) -> None:
    shown: list[str] = []
    withheld: list[str] = []
    for question in questions():
        already = len(server.asked)
        answer = advisor.ask(question)
        if len(server.asked) == already:
            continue
        written = [one["text"] for one in _claims(honest(server.asked[-1]).text)]
        there = {one.text for one in answer.claims} if answer.writer == "model" else set()
        shown += [text for text in written if text in there]
        withheld += [text for text in written if text not in there]
        if len(shown) + len(withheld) >= FEWEST_CLAIMS:
            break
    count = len(shown) + len(withheld)
    assert count >= FEWEST_CLAIMS
    print(f"{len(shown)} of {count} honest claims shown")
    assert len(shown) / count >= SHOWN_SHARE, "\n".join(withheld)


def _claims(text: str) -> list[dict[str, str]]:
    return list(json.loads(text)["claims"])
