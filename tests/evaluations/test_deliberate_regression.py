"""A house that was made worse on purpose turns the run red; the house as it is does not."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from advisor import cli, settings
from advisor.composition import Advisor
from advisor.settings import Settings
from evaluations import comparing, running
from evaluations.comparing import Baseline
from evaluations.questions import Question
from evaluations.record import Run
from evaluations.running import chosen, run
from retrieval import beliefs, ranking, statements
from retrieval.evidence import Scope
from tests import console, invented

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

SMALL = 60


def measured(advisor: Advisor, asked: list[Question]) -> Run:
    return run(advisor, asked, name="test", which="sample", may_be_read=False)


def worse(before: Baseline, after: Run) -> set[str]:
    return {one.measure for one in comparing.compared(before.values, after.values) if one.worse}


@pytest.fixture(scope="module")
def asked() -> list[Question]:
    return chosen("sample")[:SMALL]


@pytest.fixture(scope="module")
def baseline(read_home: Path, asked: list[Question]) -> Baseline:
    return comparing.as_baseline(measured(Advisor(Settings(home=read_home)), asked))


def test_the_same_house_is_not_red(read_home: Path, asked: list[Question], baseline: Baseline) -> None:
    again = measured(Advisor(Settings(home=read_home)), asked)
    assert worse(baseline, again) == set()
    assert comparing.lost(baseline, again) == []


def test_a_deleted_card_is_red_and_named(home: Path, asked: list[Question], baseline: Baseline) -> None:
    advisor = Advisor(Settings(home=home))
    advisor.prepare()
    advisor.holdings.remove("card/subject-access-deadline")
    advisor.indexing.finish()
    assert comparing.lost(baseline, measured(advisor, asked[:5])) == [
        "the card card/subject-access-deadline is no longer held"
    ]


def test_the_cards_that_a_few_questions_need_gone_makes_their_answers_worse(
    home: Path, asked: list[Question], baseline: Baseline
) -> None:
    advisor = Advisor(Settings(home=home))
    few = [question for question in asked if question.kind == "answerable"][:12]
    for question in few:
        for one in advisor.search.find(question.question, _scope(question)).passages[:8]:
            if one.passage.source_id in {held.source.id for held in advisor.holdings.sources()}:
                advisor.holdings.remove(one.passage.source_id)
    advisor.indexing.finish()
    assert {"right_in_five", "cites_enough"} & worse(baseline, measured(advisor, few))


@pytest.mark.parametrize(
    ("model", "weight"), [(ranking, "bias"), (statements, "near"), (statements, "near_and_passage"), (beliefs, "said")]
)
def test_a_zeroed_weight_is_red(
    read_home: Path, asked: list[Question], baseline: Baseline, model: ModuleType, weight: str
) -> None:
    weights = model._weights()
    place = weight if isinstance(weights, dict) else model.FEATURES.index(weight) + 1
    learned, weights[place] = weights[place], 0.0
    try:
        assert worse(baseline, measured(Advisor(Settings(home=read_home)), asked))
    finally:
        weights[place] = learned


def _scope(question: Question) -> Scope:
    return Scope(jurisdiction=question.jurisdiction, on=question.on or invented.TODAY)


# The same at the console


def test_the_sample_at_the_console_holds_against_the_baseline_that_ships(home: Path, tmp_path: Path) -> None:
    ran = console.advisor(home, "evaluate", "run", "nightly", "--json", seconds=480)
    result = ran.json
    assert ran.code == 0, (result["worse"], result["lost"])
    assert result["ok"]
    assert result["stamp"]["corpus_digest"]
    assert result["stamp"]["weights"]["retrieval/weights/ranking.json"]
    assert result["figures"]["resolution"]["value"] == result["figures"]["quotation_fidelity"]["value"] == 1.0
    assert Path(result["file"]).is_file()
    made = console.advisor(home, "evaluate", "report", "--out", str(tmp_path / "report"), "--json")
    assert made.code == 0, made.err
    assert "nightly" in Path(made.json["html"]).read_text("utf-8")
    spoiled = json.loads(Path(result["file"]).read_text("utf-8"))
    for one in spoiled["marks"]:
        if one.get("right_in_five") is not None:
            one["right_in_five"] = 0.0
    other = tmp_path / "spoiled.json"
    other.write_text(json.dumps(spoiled), "utf-8")
    compared = console.advisor(home, "evaluate", "compare", "nightly", str(other), "--json")
    assert (compared.code, compared.json["worse"]) == (1, ["right_in_five"])
    assert console.advisor(home, "evaluate", "compare", str(other), "nightly", "--json").code == 0


def test_a_run_over_a_house_that_lost_a_card_exits_1(
    home: Path, tmp_path: Path, asked: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = comparing.read_baseline()
    assert shipped is not None
    path = tmp_path / "baseline.json"
    comparing.write_baseline(shipped.model_copy(update={"cards": (*shipped.cards, "card/that-was-here")}), path)
    # In this process, over a few of the sample's questions: the whole sample is asked in the test above.
    monkeypatch.setattr(settings, "current", lambda: Settings(home=home))
    monkeypatch.setattr(running, "chosen", lambda which: asked[:5] if which == "sample" else pytest.fail(which))
    ran = CliRunner().invoke(cli.app, ["evaluate", "run", "after", "--baseline", str(path), "--json"])
    result = json.loads(ran.stdout)
    assert ran.exit_code == 1, ran.stderr
    assert "the card card/that-was-here is no longer held" in result["lost"]
    assert result["worse"] == []
    assert not result["ok"]
