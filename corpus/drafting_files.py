"""The files of drafting: rules, risks and templates that ship with the package, and a body's own templates.

Each fault is refused with the file and the key.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from corpus import address
from corpus.benefit import BenefitLibrary, BenefitRule
from corpus.drafting_rules import COUNTED, Condition, DraftingRules
from corpus.errors import DraftingFault
from corpus.risk import RiskLibrary, RiskRule
from corpus.source import Frozen
from corpus.strict_yaml import StrictLoader
from corpus.template import Template

_Read = TypeVar("_Read", bound=Frozen)


def read_risks(text: str, name: str) -> tuple[RiskRule, ...]:
    """The risks of one file.

    Raises:
        DraftingFault: naming file and key, for a departure from the format, an unknown sign or an unofficial address.
    """
    risks = _read(RiskLibrary, text, name).risks
    for risk in risks:
        _signs_are_known(risk.signs, name, f"risks.{risk.id}.signs")
        _addresses_are_official(risk.citations, name, f"risks.{risk.id}.citations")
    return risks


def read_benefits(text: str, name: str) -> tuple[BenefitRule, ...]:
    """The suggestions of benefit of one file.

    Raises:
        DraftingFault: naming file and key, for a departure from the format or an unknown sign.
    """
    benefits = _read(BenefitLibrary, text, name).benefits
    for one in benefits:
        _signs_are_known(one.when, name, f"benefits.{one.id}.when")
    return benefits


def read_template(text: str, name: str) -> Template:
    """One template.

    Raises:
        DraftingFault: naming file and key, for a departure from the format, an unknown sign or field or address.
    """
    template = _read(Template, text, name)
    if template.name != Path(name).stem:
        raise _fault(name, "name", f"{template.name!r} is not the file's name", "Name the file after the template.")
    _every_field_has_one_place(template, name)
    for section in template.sections:
        for clause in section.clauses:
            _signs_are_known(clause.when, name, f"{section.id}.clauses")
            _addresses_are_official(clause.citations, name, f"{section.id}.clauses")
    _fields_are_known(template.must_be_answered, name, "must_be_answered")
    for wanted in template.mandatory:
        _fields_are_known(wanted.fields, name, wanted.id)
        _signs_are_known(wanted.when, name, f"{wanted.id}.when")
        _addresses_are_official(wanted.citations, name, f"{wanted.id}.citations")
    return template


@cache
def drafting_rules() -> DraftingRules:
    """The rules that ship."""
    held: dict[str, object] = {}
    for name in ("signals", "fields", "triggers", "gap_rules", "corrections", "weights"):
        held.update(_quickly_loaded(files("corpus").joinpath("drafting", f"{name}.yaml").read_text("utf-8")))
    return DraftingRules.model_validate(held)


@cache
def shipped_risks() -> tuple[RiskRule, ...]:
    """The risks that ship."""
    return read_risks(files("corpus").joinpath("drafting", "risks.yaml").read_text("utf-8"), "risks.yaml")


@cache
def shipped_benefits() -> tuple[BenefitRule, ...]:
    """The suggestions of benefit that ship."""
    return read_benefits(files("corpus").joinpath("drafting", "benefits.yaml").read_text("utf-8"), "benefits.yaml")


@cache
def shipped_templates() -> tuple[Template, ...]:
    """The templates that ship, in order of name."""
    return templates_in(files("corpus").joinpath("drafting", "templates"))


def templates_in(folder: Traversable | Path) -> tuple[Template, ...]:
    """The templates of a folder, in order of name; a body keeps its own beside those that ship.

    Raises:
        DraftingFault: naming file and key, for a template that breaks the format.
    """
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return tuple(read_template(one.read_text("utf-8"), one.name) for one in found)


def _read(kind: type[_Read], text: str, name: str) -> _Read:
    try:
        raw: Any = yaml.load(text, Loader=StrictLoader)  # noqa: S506  # a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}" if mark else "the file"
        raise _fault(name, line, f"this is not YAML: {getattr(error, 'problem', error)}", "Mend it.") from error
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"]) or "the file"
        raise _fault(name, key, first["msg"], "Mend the file.") from error


def _quickly_loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)  # a safe loader


def _every_field_has_one_place(template: Template, name: str) -> None:
    """No fact of a proposal is lost, and none is said twice."""
    placed = [field for section in template.sections for field in section.fields]
    known = {one.id for one in drafting_rules().fields}
    for section in template.sections:
        _fields_are_known(section.fields, name, section.id)
    if twice := sorted({field for field in placed if placed.count(field) > 1}):
        raise _fault(name, "sections", f"the fields {twice} stand in two places", "Keep each in one section.")
    if missing := sorted(known - set(placed)):
        raise _fault(name, "sections", f"the fields {missing} stand nowhere", "Give each a section.")


def _fields_are_known(fields: Iterable[str], name: str, key: str) -> None:
    if unknown := set(fields) - {one.id for one in drafting_rules().fields}:
        raise _fault(name, f"{key}.fields", f"there are no fields {sorted(unknown)}", "Use those of fields.yaml.")


def _signs_are_known(conditions: Iterable[Condition], name: str, key: str) -> None:
    known = {one.id for one in drafting_rules().signals} | COUNTED
    for condition in conditions:
        if unknown := condition.named - known:
            raise _fault(name, key, f"there are no signs {sorted(unknown)}", "Use those of signals.yaml.")


def _addresses_are_official(urls: Iterable[str], name: str, key: str) -> None:
    for url in urls:
        if not address.is_official(url):
            raise _fault(name, key, f"{url} is not an official address", "Cite a host listed in corpus/sources.toml.")
        if address.canonical(url) != url:
            raise _fault(name, key, f"{url} is not in canonical form", f"Write {address.canonical(url)}.")


def _fault(name: str, key: str, what: str, todo: str) -> DraftingFault:
    return DraftingFault(f"{name}, {key}: {what}.", todo)
