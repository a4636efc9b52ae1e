"""A server over an invented library, for tests: the real pages, ledger and holdings, and answers made to order.

``python invented_server.py PORT`` serves it with the same ``serve`` that people use. Some questions have a set outcome;
what the library, the answers and the document hold is hostile on purpose.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor import composition
from advisor import settings as settings_module
from advisor.connecting.casework import Office
from advisor.connecting.drafting import Drafts
from advisor.connecting.identity import open_identity
from advisor.connecting.practising import Practising
from advisor.connecting.precedents import Precedents
from advisor.errors import IndexUnusable, QuestionRefused
from advisor.governance.answer import Answer, Claim, Outcome, RetrievedEntry
from advisor.governance.citation import Citation
from advisor.ledger.conversations import Conversations
from advisor.ledger.store import Store
from advisor.settings import Settings
from corpus import card
from corpus.concept_files import stems_of
from corpus.document import About
from corpus.holdings import Holdings
from corpus.ingestion import FileReport
from corpus.passage import Part, Passage, Reference, Statement, digest
from corpus.source import UK, Checked, Classification, Jurisdiction, Kind, Source, Standing
from retrieval.embedding import Embedder, chosen_embedder

TODAY = date(2026, 11, 21)
AHEAD = "clock-ahead"
LAW = "https://www.legislation.gov.uk"
FOREIGN = "https://tracker.invalid"
HOSTILE = (
    f"![pixel]({FOREIGN}/md.png) [click me]({FOREIGN}/link) <{FOREIGN}/auto> {FOREIGN}/bare www.tracker.invalid "
    f'<img src="{FOREIGN}/img.png" onerror="fetch(\'{FOREIGN}/x\')"> <script>fetch("{FOREIGN}/script")</script> '
    f"[js](javascript:alert(1)) [ref][r] :material/delete: :red[red] :smile: $x^2$ &lt;b&gt;bold&lt;/b&gt; [^1]\n\n"
    f"[r]: {FOREIGN}/reference\n[^1]: {FOREIGN}/footnote\n\n| a | b |\n|---|---|\n| ![t]({FOREIGN}/table.png) | c |"
)

CAVEATS = ("The kettle in the annexe was not looked at.",)

KETTLES = f"""---
id: kettles-in-offices
title: Who may use the office kettle
kind: topic
extent: UK
standing: in force
in_force_from: 2020-02-05
as_at: 2026-11-21
checked: instrument
asked_as:
  - may I use the kettle
  - is the kettle for visitors too
corrects:
  - wrong: Visitors need consent to use the kettle.
    right: >-
      Visitors may use the kettle without consent, as the rule has another ground.
      [UK GDPR Article 6]({LAW}/eur/2016/679/article/6)
---
Anyone who works in the building may use the kettle before noon. [UK GDPR Article 5]({LAW}/eur/2016/679/article/5)
A visitor may use it when a member of staff is there. [DPA 2018 section 8]({LAW}/ukpga/2018/12/section/8)

## What to do
- Fill the kettle to the line before you start it. [UK GDPR Article 24]({LAW}/eur/2016/679/article/24)
- Write down who filled it last. [UK GDPR Article 30]({LAW}/eur/2016/679/article/30)

## Exceptions
- It does not apply in a kitchen with a sign. [DPA 2018 Schedule 2]({LAW}/ukpga/2018/12/schedule/2)

## Dates
- The rule has applied since 5 February 2020. [DPA 2018 section 212]({LAW}/ukpga/2018/12/section/212)
"""
TEAPOTS = f"""---
id: teapots
title: What counts as a teapot
kind: provision
url: {LAW}/ukpga/2018/12/section/8
extent: UK
standing: in force
as_at: 2026-10-01
checked: unverified
note: Nobody has re-read this since the kitchen moved.
asked_as:
  - what is a teapot
  - is a jug a teapot
---
A teapot is a vessel with a spout and a lid. [DPA 2018 section 8]({LAW}/ukpga/2018/12/section/8)
"""


def hostile_document() -> tuple[Source, list[Passage]]:
    """A document of somebody's own whose every word tries to leave the page."""
    source = Source(
        id="own/hostile", title=f"Hostile {HOSTILE[:120]}", kind=Kind.OWN, publisher=f"Mallory {HOSTILE[:60]}",
        url=f"{FOREIGN}/home", licence="<b>none</b>", sha256=digest(HOSTILE), as_at=TODAY,
    )  # fmt: skip
    statement = Statement(
        text=HOSTILE,
        references=(
            Reference(label="Looks official", url=f"{FOREIGN}/www.legislation.gov.uk"),
            Reference(label="Runs", url="javascript:alert(1)"),
            Reference(label="With a port", url="https://www.legislation.gov.uk:8443/"),
        ),
    )
    passage = Passage(
        id="own/hostile/1", source_id=source.id, kind=Kind.OWN, title=source.title, locator="page 1", url=source.url,
        headings=(HOSTILE[:90],), text=HOSTILE, statements=(statement,), token_count=10, sha256=digest(HOSTILE),
        warnings=(HOSTILE,),
    )  # fmt: skip
    return source, [passage]


def word_vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """A bag of stems in 1,024 places, in the place of an embedding model: alike where words are alike."""
    found = np.zeros((len(texts), 1024), dtype=np.float32)
    for row, text in zip(found, texts, strict=True):
        for stem in stems_of(text):
            row[zlib.crc32(stem.encode()) % 1024] += 1
        row /= max(float(np.linalg.norm(row)), 1e-9)
    return found


class InventedAdvisor:
    """Answers to order, over real holdings and a real ledger in the home folder."""

    def __init__(self, settings: Settings, seconds_to_prepare: float = 0.0) -> None:
        self.settings = settings
        self.holdings = Holdings(settings.home / "holdings.sqlite")
        self.ledger = ledger = Store(settings.home / "ledger.sqlite", now=datetime.now(UTC))
        self.conversations = Conversations(ledger)
        self.office = Office(
            settings, ledger, lambda: self.conversations, now=composition.now, new_id=composition.new_id
        )
        self.people, self.casework, self.authority = self.office.people, self.office.casework, self.office.authority
        self.identity = open_identity(settings, lambda: self.people, now=composition.now, new_id=composition.new_id)
        self.precedents = Precedents(lambda: ledger, lambda: self.office, word_vectors, now=composition.now)
        self.practising = Practising(
            settings,
            lambda: ledger,
            lambda: self.embedder,
            now=composition.now,
            new_id=composition.new_id,
        )
        self.connection = None
        self.drafts = Drafts(self, now=composition.now, new_id=composition.new_id)
        self._seconds = seconds_to_prepare
        self._asked = 0

    @cached_property
    def embedder(self) -> Embedder:
        """The model that reads proposals, opened when a draft is begun."""
        chosen = self.settings.embedding
        return chosen_embedder(chosen.model, allow_download=chosen.allow_download, threads=chosen.threads)

    def prepare(self, on_progress: Callable[[str, int, int], None] | None = None) -> None:
        """Hold the invented cards."""
        for number in range(10):
            if on_progress:
                on_progress("Indexing passages", number, 10)
            time.sleep(self._seconds / 10)
        loaded = card.load_all((("kettles-in-offices.md", KETTLES), ("teapots.md", TEAPOTS)))
        readings = [(one.source, [one.passage]) for one in loaded]
        self.holdings.put_all([*readings, hostile_document()], origin="shipped", added_on=TODAY)

    def add_upload(self, data: bytes, name: str, about: About, on_progress: Any = None) -> FileReport:
        """Hold an upload as one passage; what is not text is rejected."""
        try:
            words = data.decode("utf-8")
        except UnicodeDecodeError:
            return FileReport(
                path=name, status="rejected", reason="The file is not text. Save it as text and try again."
            )
        source_id = f"own/{digest(words)[:12]}"
        source = Source(
            id=source_id, title=name, kind=Kind.OWN, publisher=about.publisher, url="", licence=about.licence,
            extent=about.extent, classification=about.classification, sha256=digest(words), as_at=TODAY,
        )  # fmt: skip
        passage = Passage(
            id=f"{source_id}/1", source_id=source_id, kind=Kind.OWN, title=name, locator="page 1", url="", text=words,
            token_count=10, sha256=digest(words), extent=about.extent, classification=about.classification,
        )  # fmt: skip
        status = self.holdings.put(
            source, [passage], origin="added", added_on=TODAY, warnings=("Tracked changes were read as accepted.",)
        )
        return FileReport(
            path=name,
            status=status,
            source_id=source_id,
            passages=1,
            warnings=("Tracked changes were read as accepted.",),
        )

    def ask(
        self,
        question: str,
        *,
        jurisdiction: Jurisdiction | None = None,
        on: date | None = None,
        classification: Classification = Classification.OFFICIAL,
        follows: Sequence[Answer] = (),
        marking: Classification = Classification.OFFICIAL,
        person_id: str = "local",
        on_claim: Callable[[Claim], None] | None = None,
    ) -> Answer:
        """The answer that the question's words order."""
        self._asked += 1
        if "index" in question:
            raise IndexUnusable(
                "The index is damaged and could not be rebuilt.", "Run `advisor corpus verify`, then ask again."
            )
        if "refuse" in question:
            raise QuestionRefused("The question is not text.", "Write it in words.")
        if "crash" in question:
            raise ZeroDivisionError("secret-of-the-house")
        made = {"teapot": self._partly, "visitor": self._corrected, "weather": self._none, "hostile": self._hostile}
        outcome, claims = next((make() for word, make in made.items() if word in question), self._kettles())
        if "slowly" in question and on_claim is not None:
            for claim in claims:
                on_claim(claim)
                time.sleep(0.5)
        retrieved = tuple(
            RetrievedEntry(url=one.url, label=one.label, score=round(0.9 - 0.04 * number, 2), passage_id=one.passage_id)
            for number, one in enumerate(one for claim in claims for one in claim.citations)
        )
        stamp = datetime.now(UTC)
        return Answer(
            id=f"{stamp:%H%M%S%f}{self._asked}", question=question, jurisdiction=jurisdiction or Jurisdiction.SCOTLAND,
            outcome=outcome, premise_corrected=any(claim.part is Part.CORRECTION for claim in claims), claims=claims,
            retrieved=retrieved, caveats=CAVEATS if claims else (), as_at=on or TODAY,
            extent=("S",) if jurisdiction is Jurisdiction.SCOTLAND else UK, evidence_digest="0" * 64, answered_at=stamp,
            milliseconds=41,
        )  # fmt: skip

    def _kettles(self) -> tuple[Outcome, tuple[Claim, ...]]:
        passage = self.holdings.passage("card/kettles-in-offices")
        return Outcome.ANSWERED, tuple(self._claim(passage, statement) for statement in passage.statements)

    def _corrected(self) -> tuple[Outcome, tuple[Claim, ...]]:
        passage = self.holdings.passage("card/kettles-in-offices")
        right = self._claim(passage, passage.corrections[0].right).model_copy(update={"part": Part.CORRECTION})
        return Outcome.ANSWERED, (right, *self._kettles()[1])

    def _partly(self) -> tuple[Outcome, tuple[Claim, ...]]:
        passage = self.holdings.passage("card/teapots")
        return Outcome.PARTLY_ANSWERED, tuple(self._claim(passage, statement) for statement in passage.statements)

    def _none(self) -> tuple[Outcome, tuple[Claim, ...]]:
        return Outcome.NO_EVIDENCE, ()

    def _hostile(self) -> tuple[Outcome, tuple[Claim, ...]]:
        passage = self.holdings.passage("own/hostile/1")
        return Outcome.ANSWERED, (self._claim(passage, passage.statements[0]),)

    def _claim(self, passage: Passage, statement: Statement) -> Claim:
        citations = tuple(
            Citation(
                url=one.url, label=one.label, quotation=statement.text, passage_id=passage.id,
                passage_sha256=passage.sha256, passage_title=passage.title, standing=Standing.IN_FORCE,
                checked=passage.checked if passage.checked is not Checked.OWN else Checked.OWN,
                extent=passage.extent, in_force_from=passage.in_force_from,
            )
            for one in statement.references
        )  # fmt: skip
        return Claim(text=statement.text, citations=citations, part=statement.part)


def clock(home: Path) -> Callable[[], datetime]:
    """The time, put ahead by the seconds that a file in the home says, so that no test waits for a time to run out."""
    real, ahead = composition.now, home / AHEAD

    def now() -> datetime:
        return real() + timedelta(seconds=float(ahead.read_text("utf-8")) if ahead.exists() else 0)

    return now


def main(port: int, seconds_to_prepare: float) -> None:
    """Serve the invented library."""
    from advisor.interface import library, server
    from tests.browser import invented_runs

    library.LIBRARY._opening = lambda: InventedAdvisor(settings_module.current(), seconds_to_prepare)  # type: ignore[assignment,return-value]
    chosen = settings_module.current()
    composition.now = clock(chosen.home)
    invented_runs.keep_all(chosen.home)
    server.serve(chosen.model_copy(update={"serve": chosen.serve.model_copy(update={"port": port})}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main(int(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 0.0)
