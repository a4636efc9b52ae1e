"""Changing a draft: facts reviewed, questions answered, statements decided on, risks weighed, the draft arranged.

Every change goes the same way: whose draft it is → the version that was looked at → the person's work, changed →
composed anew → kept as the next version with who did what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from advisor.approval.actor import Actor
from advisor.errors import DraftRefused
from advisor.governance.drafting.answers import check_answers
from advisor.governance.drafting.draft import StatementState
from advisor.governance.drafting.kept import SavedDraft
from advisor.governance.drafting.reviewed import added_id
from advisor.governance.drafting.wording import field_words
from advisor.governance.drafting.work import AddedStatement, FactReview, RiskChoice, StatementChoice, Work
from advisor.journeys.draft_reading import DraftReading, DraftShown
from advisor.journeys.draft_writing import Writing


class DraftChanging(DraftReading):
    """What a person does to a draft; reading is in its base."""

    def review_facts(self, actor: Actor, draft_id: str, seen: int, reviews: Iterable[FactReview]) -> DraftShown:
        """Confirm, put right or strike facts.

        Raises:
            DraftRefused: a fact is not there, or the draft has changed since.
        """
        given = {one.fact_id: one for one in reviews}

        def changed(work: Work) -> Work:
            if unknown := given.keys() - {one.id for one in work.facts}:
                raise DraftRefused(f"There is no fact {min(unknown)}.", "Open the draft again.")
            fields = {one.id for one in self.writing.rulebook.rules.fields}
            if any(one.field and one.field not in fields for one in given.values()):
                raise DraftRefused("There is no such field.", "Choose one of the fields offered.")
            return work.model_copy(update={"reviews": work.reviews | given})

        return self._change(actor, draft_id, seen, changed, _did_with_facts(given.values()))

    def answer(self, actor: Actor, draft_id: str, seen: int, answers: Mapping[str, str]) -> DraftShown:
        """Answer questions, by field; an empty answer takes an earlier one back.

        Raises:
            DraftingFault: there is no such field.
            DraftRefused: the draft has changed since.
        """
        check_answers(answers, self.writing.rulebook.rules.fields)

        def changed(work: Work) -> Work:
            merged = work.answers | {field: said.strip() for field, said in answers.items()}
            return work.model_copy(update={"answers": {field: said for field, said in merged.items() if said}})

        named = ", ".join(field_words(field).lower() for field in answers)
        return self._change(actor, draft_id, seen, changed, f"answered: {named}")

    def settle(
        self, actor: Actor, draft_id: str, seen: int, field: str, holds: str, reviews: Iterable[FactReview]
    ) -> DraftShown:
        """Settle a contradiction in one act: ``holds`` is the answer, if one is needed; ``reviews`` strike the rest.

        Raises:
            DraftRefused: the draft has changed since.
        """
        given = {one.fact_id: one for one in reviews}

        def changed(work: Work) -> Work:
            answer = {field: holds.strip()} if holds.strip() else {}
            return work.model_copy(update={"answers": work.answers | answer, "reviews": work.reviews | given})

        return self._change(actor, draft_id, seen, changed, f"settled a contradiction: {field_words(field).lower()}")

    def mark_remark(self, actor: Actor, draft_id: str, seen: int, place: int, *, resolved: bool) -> DraftShown:
        """Note that a reviewer's remark is dealt with, or is not after all; ``place`` counts them from 0.

        Raises:
            DraftRefused: there is no such remark, or the draft has changed since.
        """

        def changed(work: Work) -> Work:
            if not 0 <= place < len(work.remarks):
                raise DraftRefused("There is no such remark.", "Open the draft again.")
            remarks = list(work.remarks)
            remarks[place] = remarks[place].model_copy(update={"resolved": resolved})
            return work.model_copy(update={"remarks": tuple(remarks)})

        return self._change(
            actor, draft_id, seen, changed, f"{'dealt with' if resolved else 'took up again'} a remark of a reviewer"
        )

    def decide(self, actor: Actor, draft_id: str, seen: int, choices: Iterable[StatementChoice]) -> DraftShown:
        """Accept, edit or strike statements, or put one back to what was proposed.

        Raises:
            DraftRefused: a statement is not there, an edit has no words, or the draft has changed since.
        """
        given = {one.statement_id: one for one in choices}
        _, saved = self._book.saved(self.about(actor, draft_id).id, seen)
        there = {one.id for section in saved.draft.sections for one in section.statements}
        if unknown := given.keys() - there:
            raise DraftRefused(f"There is no statement {min(unknown)}.", "Open the draft again.")
        if any(one.state is StatementState.EDITED and not one.text.strip() for one in given.values()):
            raise DraftRefused("A statement that was edited needs words.", "Write them, or strike the statement.")

        def changed(work: Work) -> Work:
            merged = work.choices | given
            return work.model_copy(
                update={"choices": {k: v for k, v in merged.items() if v.state is not StatementState.PROPOSED}}
            )

        return self._change(actor, draft_id, seen, changed, _did_with_statements(given.values()))

    def add(self, actor: Actor, draft_id: str, seen: int, section_id: str, text: str, after: str = "") -> DraftShown:
        """Add a statement of one's own to a section.

        Raises:
            DraftRefused: there is no such section, nothing was written, or the draft has changed since.
        """
        if not text.strip():
            raise DraftRefused("A statement needs words.", "Write what is to stand there.")

        def changed(work: Work) -> Work:
            if section_id not in {one.id for one in self._template(work).sections}:
                raise DraftRefused("There is no such section.", "Choose one of the sections of the draft.")
            name = added_id(section_id, text.strip())
            added = AddedStatement(id=name, section_id=section_id, text=text.strip(), after=after)
            others = tuple(one for one in work.added if one.id != name)
            return work.model_copy(update={"added": (*others, added)})

        return self._change(actor, draft_id, seen, changed, "added a statement")

    def weigh(self, actor: Actor, draft_id: str, seen: int, choices: Iterable[RiskChoice]) -> DraftShown:
        """Weigh risks: ratings, measures, owner, or strike one with reasons.

        Raises:
            DraftRefused: a risk is struck without reasons, or the draft has changed since.
        """
        given = {one.risk_id: one for one in choices}
        if any(one.struck and not one.reasons.strip() for one in given.values()):
            raise DraftRefused("A risk is struck with reasons.", "Write why it does not arise here.")
        if any(_beyond(one, self.writing.rulebook.scale) for one in given.values()):
            raise DraftRefused(
                f"A rating goes from 1 to {self.writing.rulebook.scale}.", "Choose one of the steps offered."
            )

        def changed(work: Work) -> Work:
            return work.model_copy(update={"risks": work.risks | given})

        return self._change(actor, draft_id, seen, changed, f"weighed risks: {', '.join(given)}")

    def arrange(
        self,
        actor: Actor,
        draft_id: str,
        seen: int,
        *,
        template: str | None = None,
        title: str | None = None,
        full: bool | None = None,
    ) -> DraftShown:
        """Choose another template, give another title, or ask for the whole assessment.

        Raises:
            DraftRefused: there is no such template for this document, or the draft has changed since.
        """

        def changed(work: Work) -> Work:
            given: dict[str, object] = {}
            if template is not None:
                held = self._template(work.model_copy(update={"template": template}))
                given |= {"template": held.name, "instrument": held.instrument}
            if title is not None and title.strip():
                given["title"] = title.strip()
            if full is not None:
                given["full"] = full
            return Work.model_validate({**work.model_dump(), **given})

        return self._change(actor, draft_id, seen, changed, "arranged the draft")

    def _change(self, actor: Actor, draft_id: str, seen: int, changed: Callable[[Work], Work], did: str) -> DraftShown:
        about = self.about(actor, draft_id)
        version, saved = self._book.saved(about.id)
        if version.number != seen:
            raise changed_since()
        writing = self.writing.again(changed(saved.work))
        self._book.keep(draft_id, seen, saved_of(writing), by=actor.id, at=self._now(), did=did)
        return self.show(actor, draft_id)


def changed_since() -> DraftRefused:
    """What is said where somebody was quicker."""
    return DraftRefused(
        "The draft has changed since you looked at it.", "Open it again and repeat what you still want."
    )


def saved_of(writing: Writing) -> SavedDraft:
    """What the ledger keeps of a draft that was composed."""
    composed = writing.composed
    return SavedDraft(work=writing.work, draft=composed.draft, without_origin=composed.without_origin)


def _beyond(choice: RiskChoice, scale: int) -> bool:
    given = (choice.likelihood, choice.severity, choice.residual_likelihood, choice.residual_severity)
    return any(one is not None and one > scale for one in given)


def _did_with_facts(reviews: Iterable[FactReview]) -> str:
    return _counted_acts(one.verdict.value for one in reviews) + " among the facts"


def _did_with_statements(choices: Iterable[StatementChoice]) -> str:
    return _counted_acts(one.state.value for one in choices) + " among the statements"


def _counted_acts(names: Iterable[str]) -> str:
    counted: dict[str, int] = {}
    for name in names:
        counted[name] = counted.get(name, 0) + 1
    return ", ".join(f"{number} {name}" for name, number in counted.items()) or "nothing"
