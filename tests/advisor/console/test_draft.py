"""``advisor draft`` as a person runs it."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from typer.testing import CliRunner, Result

from advisor.cli import app, main
from tests.advisor.journeys.drafting import FORCE, MEALS

KEYS = {
    "document", "template", "instrument", "instrument_why", "facts", "roles", "lawful_basis", "screening", "sections",
    "access", "benefit", "risks", "gaps", "contradictions", "corrections", "checklist",
}  # fmt: skip
OF_LINES = {
    "facts": {"id", "kind", "value", "source_text", "start", "end"},
    "roles": {"party", "role", "flow", "why"},
    "lawful_basis": {
        "party", "flow", "article_6", "article_9", "schedule_1", "power", "regime", "status", "why", "citations"
    },
    "sections": {"id", "title", "statements"},
    "access": {"flow", "recommended", "why", "alternatives"},
    "benefit": {"who", "benefit", "harm_of_not_sharing", "origin"},
    "risks": {
        "id", "harm", "who", "source", "likelihood", "severity", "measures", "residual_likelihood",
        "residual_severity", "owner", "why", "citations",
    },
    "gaps": {"field", "question", "why", "who_might_know", "citations"},
    "corrections": {"claim_in_proposal", "correction", "citations"},
    "checklist": {"id", "requirement", "met", "where", "citations"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def meals(tmp_path: Path) -> Path:
    file = tmp_path / "meals.md"
    file.write_text(MEALS, "utf-8")
    return file


def ran(*words: object) -> Result:
    return CliRunner().invoke(app, ["draft", *map(str, words)])


def run(*words: object) -> str:
    done = ran(*words)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_json_is_the_contract_and_what_the_file_holds(meals: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = json.loads(run("dpia", "--proposal", meals, "--out", out, "--format", "json", "--json"))
    assert told == json.loads((out / "dpia.json").read_text("utf-8"))
    assert set(told) >= KEYS
    for key, wanted in OF_LINES.items():
        assert told[key], key
        assert all(set(line) >= wanted for line in told[key]), key
    statements = [one for section in told["sections"] for one in section["statements"]]
    assert all({"text", "origin", "facts", "citations", "state"} <= set(one) for one in statements)
    assert told["gaps"]
    assert told["instrument"] is None


def test_every_form_is_written_and_an_agreement_says_why_it_is_that_one(tmp_path: Path) -> None:
    proposal, out = tmp_path / "force.txt", tmp_path / "out"
    proposal.write_text(FORCE, "utf-8")
    said = run("agreement", "--proposal", proposal, "--out", out)
    assert {one.name for one in out.iterdir()} == {f"agreement.{ending}" for ending in ("docx", "pdf", "md", "json")}
    assert (out / "agreement.pdf").read_bytes().startswith(b"%PDF")
    held = json.loads((out / "agreement.json").read_text("utf-8"))
    assert held["instrument"] == "law_enforcement_sharing_agreement"
    assert " ".join(held["instrument_why"].split()[:4]) in " ".join(said.split())


def test_answers_close_gaps_and_stand_in_the_draft_as_they_are_written(meals: Path, tmp_path: Path) -> None:
    asked = json.loads(run("gaps", "--proposal", meals, "--json"))
    first, second = asked[0]["field"], asked[1]["field"]
    answers = tmp_path / "answers.yaml"
    answers.write_text(f"{first}: 2027-06-09\n{second}:\n- yes\n- 0.50\n", "utf-8")
    left = json.loads(run("gaps", "--proposal", meals, "--answers", answers, "--json"))
    assert {one["field"] for one in asked} - {one["field"] for one in left} == {first, second}
    out = tmp_path / "out"
    told = json.loads(
        run("dpia", "--proposal", meals, "--out", out, "--answers", answers, "--format", "json", "--json")
    )
    text = json.dumps(told["sections"])
    assert "2027-06-09" in text
    assert "yes; 0.50" in text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ("nosuchfield: x", "no field 'nosuchfield'"),
        ("- a list", "must map fields to answers"),
        ("retention: [open", "not YAML"),
        ("retention: a\nretention: b", "given twice"),
        ("retention: {years: six}", "words or a list"),
        ("? [a, b]\n: x", "not YAML"),
        ("!!python/object/apply:os.system ['true']", "not YAML"),
    ],
)
def test_a_bad_file_of_answers_is_refused_in_words(
    answers: str,
    said: str,
    meals: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(answers, "utf-8")
    out = tmp_path / "out"
    words = ["advisor", "draft", "dpia", "--proposal", str(meals), "--out", str(out), "--answers", str(file)]
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    told = capsys.readouterr()
    assert said in " ".join(told.err.split())
    assert told.out == ""
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ("dpia", "--proposal", "nowhere.md", "--out", "out"),
        ("dpia", "--proposal", "MEALS", "--out", "MEALS"),
        ("dpia", "--proposal", "MEALS", "--out", "out", "--format", "rtf"),
        ("dpia", "--proposal", "MEALS", "--out", "out", "--template", "nosuch"),
        ("compare", "MEALS", "MEALS"),
        ("adopt", "nowhere", "--out", "out"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(words: tuple[str, ...], meals: Path, tmp_path: Path) -> None:
    given = [str(meals) if one == "MEALS" else one for one in words]
    given = [str(tmp_path / one) if one in {"out", "nowhere", "nowhere.md"} else one for one in given]
    done = ran(*given)
    assert done.exit_code != 0
    assert done.exception is not None
    assert getattr(done.exception, "sentence", ""), repr(done.exception)


def test_two_drafts_are_compared(meals: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    run("dpia", "--proposal", meals, "--out", one, "--format", "json")
    assert "Nothing differs" in run("compare", one, one)
    answers = tmp_path / "answers.yaml"
    asked = json.loads(run("gaps", "--proposal", meals, "--json"))[0]["field"]
    answers.write_text(f"{asked}: Write to Jo Penhale.\n", "utf-8")
    run("dpia", "--proposal", meals, "--out", two, "--format", "json", "--answers", answers)
    found = json.loads(run("compare", one / "dpia.json", two, "--json"))
    assert "Write to Jo Penhale." in {line["after"] for line in found["statements"]}
    assert found["gaps_closed"]


def test_a_reviewed_word_file_comes_back_with_its_changes(meals: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "out", tmp_path / "back"
    told: dict[str, Any] = json.loads(run("dpia", "--proposal", meals, "--out", out, "--format", "docx,json", "--json"))
    statement = next(
        one
        for section in told["sections"]
        for one in section["statements"]
        if one["text"].startswith("Volunteers sign")
    )
    document = docx.Document(str(out / "dpia.docx"))
    changed = 0
    for paragraph in document.paragraphs:
        for piece in paragraph.runs:
            if "Volunteers sign" in piece.text:
                piece.text = piece.text.replace("Volunteers sign", "Volunteers promise in writing")
                changed += 1
    assert changed
    held = BytesIO()
    document.save(held)
    reviewed = tmp_path / "reviewed.docx"
    reviewed.write_bytes(held.getvalue())
    found = json.loads(run("import", reviewed, "--of", out / "dpia.json", "--out", back, "--format", "json", "--json"))
    after = {one["id"]: one for section in found["draft"]["sections"] for one in section["statements"]}[statement["id"]]
    assert after["text"].startswith("Volunteers promise in writing")
    assert after["state"] == "edited"
    assert any(line["after"] == after["text"] for line in found["differences"]["statements"])
    assert json.loads((back / "dpia.json").read_text("utf-8")) == found["draft"]


def test_existing_documents_are_adopted_with_fields_for_a_person_to_confirm(meals: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "old", tmp_path / "out"
    folder.mkdir()
    (folder / "meals dpia.md").write_text(MEALS, "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no file")
    (folder / "picture.png").write_bytes(b"no document")
    found = {one["file"]: one for one in json.loads(run("adopt", folder, "--out", out, "--json"))}
    assert set(found) == {"meals dpia.md", "broken.docx"}
    assert found["broken.docx"]["reason"]
    answers = out / found["meals dpia.md"]["answers"]
    text = answers.read_text("utf-8")
    assert "Nothing here counts until a person has read it" in text
    assert "£41,300" in text
    run("dpia", "--proposal", meals, "--out", out, "--answers", answers, "--format", "json")
