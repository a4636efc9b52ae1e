"""Connecting: no model without an address, and no vector of sensitive text on an index that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.composition import Advisor
from advisor.connecting.model import check_index_may_be_asked
from advisor.errors import MayNotLeave
from advisor.journeys.whole_questions import last_whole_question
from advisor.settings import IndexSettings, ModelSettings, Settings
from corpus.document import About
from corpus.source import Classification

SENSITIVE = Classification.OFFICIAL_SENSITIVE


def with_index(home: Path, url: str | None, *local_hosts: str) -> Settings:
    return Settings(home=home, index=IndexSettings(chroma_url=url), model=ModelSettings(local_hosts=local_hosts))


def test_without_an_address_there_is_no_connection(tmp_path: Path) -> None:
    assert Advisor(Settings(home=tmp_path)).connection is None
    assert Advisor(Settings(home=tmp_path, model=ModelSettings(base_url="", name="m"))).connection is None


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        (None, ()),
        ("http://127.0.0.1:8000", ()),
        ("http://localhost:8000", ()),
        ("http://index.internal", ("index.internal",)),
    ],
)
def test_sensitive_text_may_go_to_an_index_of_ours(tmp_path: Path, url: str | None, listed: tuple[str, ...]) -> None:
    check_index_may_be_asked(with_index(tmp_path, url, *listed), SENSITIVE)


def test_sensitive_text_makes_no_vector_on_an_index_elsewhere(tmp_path: Path) -> None:
    settings = with_index(tmp_path, "http://index.elsewhere.invalid:8000")
    check_index_may_be_asked(settings, Classification.OFFICIAL)
    advisor = Advisor(settings)
    paper = tmp_path / "secret.md"
    paper.write_text("# Secret\n\nIt is kept in the vault.\n", "utf-8")
    about = About(publisher="x", licence="x", classification=SENSITIVE)
    with pytest.raises(MayNotLeave, match="index"):
        advisor.ask("How long for a SAR?", classification=SENSITIVE)
    with pytest.raises(MayNotLeave):
        advisor.ask("How long for a SAR?", marking=SENSITIVE)
    with pytest.raises(MayNotLeave):
        advisor.add_files([paper], about)
    with pytest.raises(MayNotLeave):
        advisor.add_upload(b"# Secret\n\nIt is kept in the vault.\n", "secret.md", about)
    assert not (tmp_path / "holdings.sqlite").exists()


def test_a_run_of_follow_ups_is_made_whole() -> None:
    assert last_whole_question([]) is None
    asked = ["How long do we have to answer a SAR?", "and for police?"]
    assert last_whole_question(asked) == "How long do we have to answer a SAR: and for police?"
    assert last_whole_question([*asked, "Do we need a DPIA for cameras?"]) == "Do we need a DPIA for cameras?"
