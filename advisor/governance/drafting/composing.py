"""Composing a draft: facts, answers and a template in; roles, law, screening, sections, risks and gaps out.

The order is: what holds → what the rules say of it → the sections → what a person has made of them → the fidelity scan
→ the checklist. No model takes part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.governance.drafting.access import compare_access
from advisor.governance.drafting.answers import answered
from advisor.governance.drafting.benefit import weigh_benefit
from advisor.governance.drafting.checklist import checklist
from advisor.governance.drafting.choices import with_choices, with_risk_choices
from advisor.governance.drafting.contradictions import contradictions
from advisor.governance.drafting.corrections import correct
from advisor.governance.drafting.draft import (
    Contradiction,
    Document,
    Draft,
    Fact,
    FactSource,
    Gap,
    Instrument,
    RiskLine,
    Section,
    Statement,
)
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.fidelity import Origins, WithoutOrigin
from advisor.governance.drafting.flows import data_flows
from advisor.governance.drafting.gaps import ask
from advisor.governance.drafting.instrument import choose_instrument
from advisor.governance.drafting.lawful_basis import lawful_basis
from advisor.governance.drafting.notices import is_told, judged, needs_no_assessment, notices, unread, untold
from advisor.governance.drafting.origins import without_origin
from advisor.governance.drafting.placing import headings, is_whole
from advisor.governance.drafting.provenance import KnownLaw
from advisor.governance.drafting.risks import choose_risks
from advisor.governance.drafting.roles import roles
from advisor.governance.drafting.screening import screen
from advisor.governance.drafting.sections import NOT_PROVIDED, sections
from advisor.governance.drafting.work import Work
from corpus.benefit import BenefitRule
from corpus.drafting_rules import DraftingRules, any_holds
from corpus.risk import RiskRule
from corpus.source import Frozen
from corpus.template import Template

OWNER_UNNAMED = "information asset owner, still to be named"
_WIDEST = 5


@dataclass(frozen=True)
class Rulebook:
    """What drafts are composed from beside the proposal. ``rule_words`` are the figures and names that rules may use.

    ``scale`` is 3 or 5: how many steps likelihood and severity have.
    """

    rules: DraftingRules
    risks: tuple[RiskRule, ...]
    benefits: tuple[BenefitRule, ...]
    templates: tuple[Template, ...]
    known: KnownLaw
    rule_words: Origins
    scale: int = 3

    def template(self, name: str) -> Template | None:
        """The template of that name."""
        return next((one for one in self.templates if one.name == name), None)


class Composed(Frozen):
    """A draft, and what was left out of it because a figure or name in it has no origin."""

    draft: Draft
    without_origin: tuple[WithoutOrigin, ...] = ()


def compose(
    facts: Facts, work: Work, template: Template, rulebook: Rulebook, precedents: Sequence[Statement] = ()
) -> Composed:
    """A draft from what was understood of a proposal, a person's work on it, and a template.

    Args:
        facts: what the advisor understands of the proposal now: its sentences, parties and signs.
        work: the facts as a person left them, the answers, and every choice.
        template: how the document is ordered.
        rulebook: rules, risks, suggestions and what the corpus says of the law.
        precedents: statements about near cases, which inform and bind nobody.
    """
    facts = unread(facts)
    known_facts = (*(work.facts_in_force if facts.told else ()), *answered(work.answers, rulebook.rules.fields))
    facts = facts.model_copy(update={"facts": known_facts})
    draft = _without_sections(facts, work, template, rulebook)
    composed = sections(draft, template, facts.shown, rulebook.known, precedents, headings(facts.text))
    short = template.document == Document.DPIA.value and not work.full and needs_no_assessment(facts, draft.screening)
    if short:
        composed = _record_of_screening(composed, template)
    draft = draft.model_copy(update={"sections": with_choices(composed, work)})
    draft, lacking = without_origin(draft, work, rulebook.known, rulebook.rule_words, precedents)
    wanted = _wanted(template, short=short)
    return Composed(
        draft=draft.model_copy(update={"checklist": checklist(draft, wanted, facts.shown)}), without_origin=lacking
    )


def _without_sections(facts: Facts, work: Work, template: Template, rulebook: Rulebook) -> Draft:
    rules = rulebook.rules
    document = Document(template.document)
    given = roles(facts)
    owner = next((one.value for one in facts.of_field("owner") if not is_whole(one)), OWNER_UNNAMED)
    by_meaning = {one.id: one.source_text for one in facts.signs if one.words and one.words == one.source_text}
    chosen = choose_risks(facts.shown, rulebook.risks, owner, facts.meant, rules.weights.risks, by_meaning)
    instrument, why = _instrument(facts, template, work)
    open_now = _open(contradictions(facts), work)
    return Draft(
        document=document,
        template=template.name,
        instrument=instrument,
        instrument_why=why,
        facts=facts.facts,
        roles=given,
        lawful_basis=lawful_basis(facts),
        screening=judged(screen(facts, rules), facts),
        access=compare_access(facts),
        flows=data_flows(facts, given),
        benefit=weigh_benefit(
            _but_headings(facts.of_field("benefit"), facts.text),
            (one.text for one in facts.told),
            facts.shown,
            rulebook.benefits,
        ),
        risks=with_risk_choices(tuple(_scaled(one, rulebook.scale) for one in chosen), work),
        gaps=_gaps(facts, work, document, rules),
        contradictions=open_now,
        corrections=correct(facts, rules),
        notices=notices(facts, work.reading_notes),
    )


def _but_headings(told: Iterable[Fact], text: str) -> tuple[Fact, ...]:
    unshown = headings(text)
    return tuple(one for one in told if (one.start, one.end) not in unshown)


def _gaps(facts: Facts, work: Work, document: Document, rules: DraftingRules) -> tuple[Gap, ...]:
    """What is open, and what is open again because a person struck every fact that had answered it."""
    found = list(ask(facts if is_told(facts) else untold(facts), document, rules, work.answers))
    struck = {one.field for one in work.facts} - {one.field for one in facts.facts}
    asked = {one.field for one in found}
    found += [
        Gap(
            field=rule.field,
            question=rule.question,
            why=rule.why,
            who_might_know=rule.who_might_know,
            citations=rule.citations,
        )
        for rule in rules.gaps
        if rule.field in struck - asked
        and document in rule.documents
        and facts.told
        and any_holds(rule.when, facts.shown)
    ]
    return tuple({one.field: one for one in found}.values())


def _open(found: Iterable[Contradiction], work: Work) -> tuple[Contradiction, ...]:
    """The contradictions that nobody has settled: by an answer, or by striking all wordings but one."""
    struck = " ".join(one.value for one in _struck_facts(work))
    return tuple(
        one for one in found if not work.answers.get(one.field) and sum(value not in struck for value in one.values) > 1
    )


def _struck_facts(work: Work) -> tuple[Fact, ...]:
    left = {one.id for one in work.facts_in_force if one.source is FactSource.PROPOSAL}
    return tuple(one for one in work.facts if one.id not in left)


def _instrument(facts: Facts, template: Template, work: Work) -> tuple[Instrument | None, str | None]:
    """The instrument and why; where a person chose another than the rule, both are said."""
    if template.instrument is None:
        return None, None
    chosen, by_rule = Instrument(template.instrument), choose_instrument(facts)
    if chosen == by_rule.instrument:
        return chosen, by_rule.why
    other = by_rule.instrument.value.replace("_", " ")
    who = "A person chose it." if work.instrument else "The template asks for it."
    return chosen, f"{who} By the relationship of the parties the rule would choose a {other}: {by_rule.why}"


def _scaled(risk: RiskLine, scale: int) -> RiskLine:
    """A rating of the library, which has three steps, on a scale of five."""
    if scale != _WIDEST:
        return risk
    names = ("likelihood", "severity", "residual_likelihood", "residual_severity")
    return risk.model_copy(update={name: getattr(risk, name) * 2 - 1 for name in names})


def _record_of_screening(composed: Sequence[Section], template: Template) -> tuple[Section, ...]:
    """What is left where no assessment is needed: the screening with its reasons, and what the proposal says."""
    shows_screening = {one.id for one in template.sections if "screening" in one.shows}
    kept = []
    for one in composed:
        statements = tuple(
            said
            for said in one.statements
            if one.id in shows_screening or (said.facts and not said.text.startswith(NOT_PROVIDED))
        )
        if statements:
            kept.append(one.model_copy(update={"statements": statements}))
    return tuple(kept)


def _wanted(template: Template, *, short: bool) -> Template:
    """The template with the content that this document must have; a record of the screening needs only that."""
    if not short:
        return template
    return template.model_copy(
        update={
            "mandatory": tuple(one for one in template.mandatory if one.by == "screening" or "purpose" in one.fields)
        }
    )
