"""The state of this machine: what the advisor needs, what it found, and what to do about it."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from typing import Literal

from advisor.composition import Advisor
from advisor.errors import GovernanceError
from corpus.source import Frozen

_LEAST_FREE_MEGABYTES = 500


class Check(Frozen):
    """One thing looked at. ``absent`` is something optional that is not there; ``wrong`` must be mended."""

    what: str
    state: Literal["well", "absent", "wrong"]
    found: str
    what_to_do: str = ""


def examine(advisor: Advisor) -> list[Check]:
    """Look at everything; one check failing never keeps the others from running."""
    looks: list[Callable[[Advisor], Check]] = [
        _python, _home, _disk, _embedding, _holdings, _index, _token_tables, _sentence_transformers, _language_model,
        _network,
    ]  # fmt: skip
    checks = []
    for look in looks:
        try:
            checks.append(look(advisor))
        except GovernanceError as error:
            checks.append(Check(what=_name(look), state="wrong", found=error.sentence, what_to_do=error.what_to_do))
    return checks


def _python(_: Advisor) -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    well = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Check(
        what="Python",
        state="well" if well else "wrong",
        found=version,
        what_to_do="" if well else "Use Python 3.11 to 3.13.",
    )


def _home(advisor: Advisor) -> Check:
    home = advisor.settings.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home):
            return Check(what="Home folder", state="well", found=str(home))
    except OSError as error:
        return Check(
            what="Home folder",
            state="wrong",
            found=f"{home}: {error.strerror}",
            what_to_do="Set ADVISOR_HOME to a folder you may write.",
        )


def _disk(advisor: Advisor) -> Check:
    place = advisor.settings.home
    while not place.exists() and place != place.parent:
        place = place.parent
    free = shutil.disk_usage(place).free // 1_000_000
    well = free >= _LEAST_FREE_MEGABYTES
    todo = "" if well else f"Free at least {_LEAST_FREE_MEGABYTES} MB."
    return Check(what="Disk space", state="well" if well else "wrong", found=f"{free:,} MB free", what_to_do=todo)


def _embedding(advisor: Advisor) -> Check:
    vector = advisor.embedder.embed(["subject access request"])[0]
    return Check(
        what="Embedding model",
        state="well",
        found=f"{advisor.embedder.name}, {len(vector)} dimensions, checked by sha256",
    )


def _holdings(advisor: Advisor) -> Check:
    advisor.prepare()
    return Check(
        what="Corpus",
        state="well",
        found=f"{len(advisor.holdings.sources())} sources, {advisor.holdings.count()} passages",
    )


def _index(advisor: Advisor) -> Check:
    where = advisor.settings.index.chroma_url or "embedded Chroma"
    return Check(what="Vector index", state="well", found=f"{where}, {advisor.indexing.index.count()} faces")


def _token_tables(_: Advisor) -> Check:
    from advisor.language_model.tokens import counter

    found = counter(os.environ.get("TIKTOKEN_CACHE_DIR"))[0]
    if not found.startswith("estimated"):
        return Check(what="Token tables", state="well", found=found)
    return Check(what="Token tables", state="absent", found=found, what_to_do="Nothing: estimates are enough.")


def _sentence_transformers(_: Advisor) -> Check:
    if importlib.util.find_spec("sentence_transformers"):
        return Check(what="sentence-transformers", state="well", found="installed")
    todo = "Only for another embedding model: pip install 'governance-advisor[sentence-transformers]'"
    return Check(what="sentence-transformers", state="absent", found="not installed", what_to_do=todo)


def _language_model(advisor: Advisor) -> Check:
    model = advisor.settings.model
    if advisor.connection is None:
        return Check(
            what="Language model",
            state="absent",
            found="none set: answers are quoted from the corpus",
            what_to_do="Nothing is needed.",
        )
    where = "local" if advisor.connection.endpoint.local else "outside"
    return Check(
        what="Language model",
        state="well",
        found=f"{model.name or 'default'} at {model.base_url} ({where}), not asked now",
        what_to_do="Run `advisor model check` to see what works.",
    )


def _network(advisor: Advisor) -> Check:
    wanted = {"ANONYMIZED_TELEMETRY": "False", "HF_HUB_OFFLINE": "1"}
    off = all(os.environ.get(name) == value for name, value in wanted.items())
    allowed = advisor.settings.embedding.allow_download
    if off or allowed:
        return Check(
            what="Libraries kept offline", state="well", found="downloads allowed by setting" if allowed else "yes"
        )
    return Check(
        what="Libraries kept offline",
        state="wrong",
        found="no",
        what_to_do="Unset HF_HUB_OFFLINE and ANONYMIZED_TELEMETRY in your shell.",
    )


def _name(look: Callable[[Advisor], Check]) -> str:
    return look.__name__.strip("_").replace("_", " ").capitalize()
