"""Drafting as it is set: a scale of five, a body's own templates, and a proposal that is understood once."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from advisor.composition import Advisor
from advisor.errors import DraftingFault, SettingsFault
from advisor.governance.drafting.draft import Document
from advisor.journeys.draft_writing import Brought
from advisor.settings import load
from tests.advisor.journeys.drafting import MEALS


def advisor_with(home: Path, **settings: str) -> Advisor:
    given = {f"ADVISOR_DRAFTING__{name.upper()}": value for name, value in settings.items()}
    return Advisor(load({"ADVISOR_HOME": str(home), **given}))


def own_template(folder: Path, **changed: str) -> None:
    text = files("corpus").joinpath("drafting", "templates", "ico.yaml").read_text("utf-8")
    for old, new in {"name: ico": "name: ours", **changed}.items():
        text = text.replace(old, new)
    folder.mkdir(exist_ok=True)
    (folder / "ours.yaml").write_text(text, "utf-8")


def test_on_a_scale_of_five_the_ratings_of_the_library_are_spread(tmp_path: Path) -> None:
    three = advisor_with(tmp_path).drafts.writing.begin(Brought(text=MEALS), Document.DPIA).composed.draft.risks
    five = advisor_with(tmp_path, risk_scale="5").drafts.writing.begin(Brought(text=MEALS), Document.DPIA)
    assert {one.id: one.severity * 2 - 1 for one in three} == {
        one.id: one.severity for one in five.composed.draft.risks
    }
    with pytest.raises(SettingsFault, match="risk_scale"):
        advisor_with(tmp_path, risk_scale="4")


def test_a_bodys_own_template_is_offered_and_a_broken_one_named(tmp_path: Path) -> None:
    own_template(tmp_path / "templates")
    writing = advisor_with(tmp_path, templates=str(tmp_path / "templates")).drafts.writing
    assert writing.begin(Brought(text=MEALS), Document.DPIA, "ours").composed.draft.template == "ours"
    own_template(tmp_path / "broken", **{"fields: [purpose]": "fields: [nosuchfield]"})
    with pytest.raises(DraftingFault, match=r"ours\.yaml"):
        advisor_with(tmp_path, templates=str(tmp_path / "broken")).drafts.writing.templates()
    with pytest.raises(SettingsFault, match="no folder"):
        advisor_with(tmp_path, templates=str(tmp_path / "nowhere")).drafts.writing.templates()


def test_a_proposal_is_understood_once_however_often_it_is_composed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    advisor = advisor_with(tmp_path)
    writing = advisor.drafts.writing
    first = writing.begin(Brought(text=MEALS), Document.DPIA)

    def read_anew(*_: object) -> None:
        raise AssertionError("the proposal was read anew")

    monkeypatch.setattr(type(advisor.embedder), "embed", read_anew)
    assert writing.again(first.work).composed.draft == first.composed.draft
