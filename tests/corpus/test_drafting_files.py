"""The library of risks and the templates: what ships is whole and cited, and a fault is named with file and key."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from advisor.governance.drafting.draft import Instrument
from corpus import address, card
from corpus.drafting_files import (
    read_risks,
    read_template,
    shipped_risks,
    shipped_templates,
    templates_in,
)
from corpus.errors import DraftingFault
from corpus.risk import RiskRule
from corpus.shipped import shipped_cards
from corpus.template import Template

README = Path(__file__).parents[2] / "evaluations" / "datasets" / "drafting" / "README.md"
STRUCTURES = {"ico", "scottish-government", "nhs-scotland", "superset"}


@cache
def _held() -> frozenset[str]:
    cards = card.load_all((one.name, one.read_text("utf-8")) for one in shipped_cards())
    said = [
        statement
        for one in cards
        for statement in (*one.passage.statements, *(it.right for it in one.passage.corrections))
    ]
    return frozenset(reference.url for one in said for reference in one.references)


def _risks_text() -> str:
    return files("corpus").joinpath("drafting", "risks.yaml").read_text("utf-8")


def _template_text(name: str) -> str:
    return files("corpus").joinpath("drafting", "templates", f"{name}.yaml").read_text("utf-8")


def _template(name: str) -> Template:
    return next(one for one in shipped_templates() if one.name == name)


def test_library_holds_every_risk_of_the_vocabulary_and_no_other() -> None:
    table = README.read_text("utf-8").split("### Risks")[1]
    assert {one.id for one in shipped_risks()} == set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))
    assert len(shipped_risks()) >= 60


@pytest.mark.parametrize("risk", shipped_risks(), ids=lambda one: one.id)
def test_every_citation_of_a_risk_is_carried_by_a_card(risk: RiskRule) -> None:
    assert set(risk.citations) <= _held()


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.name)
def test_every_citation_of_a_template_is_carried_by_a_card(template: Template) -> None:
    cited = {url for one in template.mandatory for url in one.citations}
    cited |= {url for section in template.sections for clause in section.clauses for url in clause.citations}
    assert cited <= _held()


def test_no_risk_names_a_figure_that_nobody_gave() -> None:
    for risk in shipped_risks():
        assert not re.search(r"\d", " ".join((risk.harm, risk.who, risk.source, *risk.measures))), risk.id


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.name)
def test_suggested_clauses_hold_no_figure(template: Template) -> None:
    for section in template.sections:
        for clause in section.clauses:
            assert clause.origin != "suggestion" or not re.search(r"\d", clause.text), clause.text


def test_four_structures_and_one_template_for_each_instrument_ship() -> None:
    assert {one.name for one in shipped_templates() if one.document == "dpia"} == STRUCTURES
    agreements = [one.instrument for one in shipped_templates() if one.document == "agreement"]
    assert sorted(agreements) == sorted(one.value for one in Instrument)


@pytest.mark.parametrize("name", sorted(STRUCTURES))
def test_structure_asks_for_all_that_article_35_7_and_section_64_want(name: str) -> None:
    wanted = " ".join(one.requirement for one in _template(name).mandatory)
    assert all(f"Article 35(7)({letter})" in wanted for letter in "abcd")
    assert "Section 64(3)" in wanted


def test_processor_schedule_has_a_section_that_speaks_for_each_letter_of_article_28_3() -> None:
    template = _template("processor-contract-schedule")
    wanted = {one.id: one.section for one in template.mandatory}
    speaking = {one.id for one in template.sections if one.clauses}
    assert {wanted[f"art28-3-{letter}"] for letter in "abcdefgh"} <= speaking
    assert len({wanted[f"art28-3-{letter}"] for letter in "abcdefgh"}) == 8


def test_joint_arrangement_wants_responsibilities_notices_contact_essence_and_rights() -> None:
    wanted = {one.id for one in _template("joint-controller-arrangement").mandatory}
    assert wanted >= {"art26-1-responsibilities", "art26-1-notices", "art26-1-contact", "art26-2-essence", "art26-3"}


def test_digital_economy_act_agreement_has_the_columns_of_the_register() -> None:
    wanted = {one.id.removeprefix("register-") for one in _template("digital-economy-act-agreement").mandatory}
    assert wanted >= {
        "name", "purpose", "benefits", "power", "information", "controllers", "method", "processors", "retention",
        "start", "end", "review", "contact", "area",
    }  # fmt: skip


def test_law_enforcement_agreement_has_a_section_on_the_log_of_section_62() -> None:
    template = _template("law-enforcement-sharing-agreement")
    log = next(one for one in template.mandatory if one.id == "s62-logging")
    said = next(one for one in template.sections if one.id == log.section).clauses[0].text
    assert all(
        word in said for word in ("collection", "alteration", "consultation", "disclosure", "combination", "erasure")
    )


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda one: one.name)
def test_every_template_asks_the_caldicott_question_or_needs_none(template: Template) -> None:
    asked = {one.id for one in template.mandatory} & {"caldicott", "confidence"}
    none_needed = {"processor-contract-schedule", "digital-economy-act-agreement", "law-enforcement-sharing-agreement"}
    assert bool(asked) != (template.name in none_needed)


def test_template_of_a_body_is_read_from_its_folder(tmp_path: Path) -> None:
    own = _template_text("ico").replace("name: ico", "name: our-own").replace("Data protection impact", "Our impact")
    (tmp_path / "our-own.yaml").write_text(own, "utf-8")
    (tmp_path / "notes.txt").write_text("not a template", "utf-8")
    assert [(one.name, one.title) for one in templates_in(tmp_path)] == [("our-own", "Our impact assessment")]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("weight: 5, every: [genetic]", "weight: 5, every: [genetics]", "risks.genetic-kin.signs"),
        ("every: [genetic]", "evry: [genetic]", ".evry: Extra inputs"),
        ("https://www.ncsc.gov.uk/", "https://www.example.com/", "risks.cyber-attack.citations"),
        ("eur/2016/679/article/34", "eur/2016/679/article/34/2026-02-05", "risks.breach-unnoticed.citations"),
        ("after: [1, 1]", "after: [3, 3]", "rated higher after the measures"),
        ("before: [3, 2]", "before: [5, 2]", ".before.0: "),
        ("- id: stigma", "- id: distress", "the risk 'distress' is there twice"),
        ("- id: stigma", "- id: stigma\n  id: stigma", "the key 'id' is given twice"),
        ("risks:\n", "risks: [\n", ", line "),
    ],
)
def test_fault_in_the_library_is_named_with_file_and_key(old: str, new: str, key: str) -> None:
    text = _risks_text()
    assert old in text
    with pytest.raises(DraftingFault) as told:
        read_risks(text.replace(old, new), "risks.yaml")
    assert told.value.sentence.startswith("risks.yaml, ")
    assert key in told.value.sentence
    assert told.value.what_to_do


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: ico\n", "name: another\n", "not the file's name"),
        ("fields: [consultation]", "fields: [consultations]", "consultation.fields"),
        ("fields: [consultation]", "fields: []", "['consultation'] stand nowhere"),
        ("fields: [benefit]", "fields: [benefit, purpose]", "['purpose'] stand in two places"),
        ("section: risks, by: risks", "section: hazards, by: risks", "hazards"),
        ("section: risks, by: risks", "section: risks, by: roles", "does not show"),
        ("- id: scope", "- id: nature", "'nature' is there twice"),
        ("document: dpia", "document: agreement", "names its instrument"),
        ("document: dpia", "document: letter", "document"),
        ("every: [overseas]", "every: [over-seas]", "security.clauses"),
        ("origin: guidance, citations: [", "origin: guidance, citation: [", ".clauses.1."),
    ],
)
def test_fault_in_a_template_is_named_with_file_and_key(old: str, new: str, said: str) -> None:
    text = _template_text("ico")
    assert old in text
    with pytest.raises(DraftingFault) as told:
        read_template(text.replace(old, new, 1), "ico.yaml")
    assert told.value.sentence.startswith("ico.yaml, ")
    assert said in told.value.sentence
    assert told.value.what_to_do


def test_law_without_a_citation_is_refused() -> None:
    text = re.sub(r"origin: law, citations: \[[^\]]*\]", "origin: law", _template_text("ico"), count=1)
    with pytest.raises(DraftingFault, match="needs a citation"):
        read_template(text, "ico.yaml")


def test_addresses_are_of_provisions_and_not_of_whole_instruments() -> None:
    for url in {url for one in shipped_risks() for url in one.citations}:
        path = address.instrument_path(url)
        assert path is None or url != f"https://www.legislation.gov.uk/{path}", url
