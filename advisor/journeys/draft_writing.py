"""From a proposal to a draft, with nothing kept: read the text → understand it → choose a template → compose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from advisor.errors import DraftRefused
from advisor.governance.drafting.composing import Composed, Rulebook, compose
from advisor.governance.drafting.draft import Document, Draft, Instrument
from advisor.governance.drafting.facts import Facts
from advisor.governance.drafting.instrument import Choice, choose_instrument
from advisor.governance.drafting.work import Work
from advisor.journeys.casework_opening import title_of
from advisor.journeys.draft_ports import NearCases, ReadDocument, RulebookOf, SourcesOf, UnderstandText
from advisor.journeys.proposal_text import as_plain_text, first_line, text_of
from corpus.document import About
from corpus.source import Classification, Frozen
from corpus.template import Template

DEFAULT_ASSESSMENT = "ico"
LONGEST_PROPOSAL_CHARACTERS = 600_000
_PLAIN = (".txt", ".md", ".markdown", ".text")


class Brought(Frozen):
    """A proposal as text, the name of the file that it came in, and what its reader had to say."""

    text: str
    name: str = ""
    notes: tuple[str, ...] = ()


class Writing(Frozen):
    """A draft that was composed: the work, what it makes, and how the template was chosen."""

    work: Work
    composed: Composed
    template: Template
    choice: Choice | None = None


class DraftWriting:
    """The part of the journey that keeps nothing."""

    def __init__(
        self,
        understand: UnderstandText,
        rulebook: RulebookOf,
        read: ReadDocument,
        sources: SourcesOf,
        near_cases: NearCases | None = None,
        *,
        today: Callable[[], date],
    ) -> None:
        self._understand = understand
        self._rulebook = rulebook
        self._read = read
        self.sources = sources
        self._near_cases = near_cases
        self._today = today

    @cached_property
    def rulebook(self) -> Rulebook:
        """What drafts are composed from."""
        return self._rulebook(self._today())

    def templates(self, document: Document | None = None) -> tuple[Template, ...]:
        """The templates that can be chosen, of one sort of document where it is given."""
        return tuple(one for one in self.rulebook.templates if document is None or one.document == document)

    def bring(self, data: bytes, name: str) -> Brought:
        """The text of a file: Word, PDF, Markdown, a page or plain text.

        Raises:
            Unreadable: it is too large, damaged, hostile or of a kind that is not read.
            DraftRefused: it says nothing, or is far longer than a proposal.
        """
        return check_proposal(self._brought(data, name))

    def begin(
        self,
        brought: Brought,
        document: Document,
        template: str | None = None,
        answers: Mapping[str, str] | None = None,
        title: str = "",
        *,
        full: bool = False,
        classification: Classification = Classification.OFFICIAL,
    ) -> Writing:
        """A first draft.

        Raises:
            DraftRefused: the proposal is empty, or there is no such template for this document.
        """
        check_proposal(brought)
        facts = self._understand(brought.text)
        chosen, choice = self.chosen_template(facts, document, template)
        work = Work(
            document=document,
            template=chosen.name,
            instrument=Instrument(chosen.instrument) if template and chosen.instrument else None,
            title=title_of(title or first_line(brought.text) or brought.name),
            proposal=brought.text,
            proposal_name=brought.name,
            reading_notes=brought.notes,
            facts=facts.facts,
            answers=dict(answers or {}),
            full=full,
            classification=classification,
        )
        return self._composed(facts, work, chosen, choice)

    def signs_of(self, work: Work) -> frozenset[str]:
        """What the proposal of a work shows."""
        return self._understand(work.proposal).shown

    def again(self, work: Work) -> Writing:
        """The draft that a person's work makes now.

        Raises:
            DraftRefused: its template is no longer there.
        """
        facts = self._understand(work.proposal)
        chosen, choice = self.chosen_template(facts, work.document, work.template)
        return self._composed(facts, work, chosen, choice)

    def template_of(self, draft: Draft) -> Template:
        """The template of a draft.

        Raises:
            DraftRefused: it is no longer there.
        """
        for one in self.templates(draft.document):
            if one.name == draft.template:
                return one
        raise DraftRefused(
            f"There is no template {draft.template} here.", "Bring the template file, or choose another."
        )

    def chosen_template(self, facts: Facts, document: Document, name: str | None) -> tuple[Template, Choice | None]:
        """The template: the one named, or the one that the relationship of the parties asks for.

        Raises:
            DraftRefused: there is none of that name for this document.
        """
        choice = choose_instrument(facts) if document is Document.AGREEMENT else None
        offered = self.templates(document)
        if name is None:
            wanted = (
                next(one.name for one in offered if one.instrument == choice.instrument)
                if choice
                else DEFAULT_ASSESSMENT
            )
        else:
            wanted = name
        for one in offered:
            if one.name == wanted:
                return one, choice
        names = ", ".join(one.name for one in offered)
        raise DraftRefused(f"There is no template {wanted} for this document.", f"Choose one of: {names}.")

    def _brought(self, data: bytes, name: str) -> Brought:
        if name.lower().endswith(_PLAIN) and (text := as_plain_text(data)) is not None:
            return Brought(text=text, name=name)
        reading = self._read(data, name, About())
        return Brought(text=text_of(reading), name=name, notes=reading.warnings)

    def _composed(self, facts: Facts, work: Work, template: Template, choice: Choice | None) -> Writing:
        near = self._near_cases(work.proposal) if self._near_cases and facts.told else ()
        composed = compose(facts, work, template, self.rulebook, near)
        return Writing(work=work, composed=composed, template=template, choice=choice)


def check_proposal(brought: Brought) -> Brought:
    """The proposal, if it says anything and can be a proposal.

    Raises:
        DraftRefused: it is empty, or far longer than a proposal.
    """
    if not brought.text.strip():
        raise DraftRefused("The proposal holds no words.", "Paste its text, or bring a file that has text in it.")
    if len(brought.text) > LONGEST_PROPOSAL_CHARACTERS:
        raise DraftRefused(
            "The text is too long to be one proposal.", "Bring the part that describes what is to be done."
        )
    return brought
