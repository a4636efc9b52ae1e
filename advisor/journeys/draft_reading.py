"""Reading drafts: which a person may see, one as it stands or stood, and what one version changed against another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from advisor.approval import permitted
from advisor.approval.actor import Actor
from advisor.approval.authority import Register
from advisor.errors import DraftRefused, NotHeld
from advisor.governance.draft_paper import CitedSource
from advisor.governance.drafting.comparison import DraftComparison, compare
from advisor.governance.drafting.draft import Draft, Fact
from advisor.governance.drafting.fidelity import WithoutOrigin
from advisor.governance.drafting.kept import DraftAbout, DraftVersion
from advisor.governance.drafting.wording import field_words
from advisor.governance.drafting.work import FactReview, Work
from advisor.journeys.draft_ports import DraftBook
from advisor.journeys.draft_writing import DraftWriting
from corpus.source import Frozen
from corpus.template import Template


class RegisterOfPeople(Protocol):
    """Says who belongs to which body."""

    def register(self) -> Register:
        """The register as it stands."""
        ...


class FactShown(Frozen):
    """A fact as the page shows it: which field it belongs to in words, and what a person said of it, if anything."""

    fact: Fact
    field_words: str
    review: FactReview | None


class DraftShown(Frozen):
    """Everything that a page shows of a draft. ``number`` is the version shown, ``newest`` the last there is.

    ``facts`` are in the order in which they stand in the proposal; ``template`` says which section shows which part.
    """

    about: DraftAbout
    number: int
    newest: int
    digest: str
    work: Work
    draft: Draft
    template: Template
    facts: tuple[FactShown, ...]
    without_origin: tuple[WithoutOrigin, ...]
    versions: tuple[DraftVersion, ...]
    sources: tuple[CitedSource, ...]


class DraftReading:
    """Reading. The clock is given."""

    def __init__(
        self, writing: DraftWriting, book: DraftBook, people: RegisterOfPeople, *, now: Callable[[], datetime]
    ) -> None:
        self.writing = writing
        self._book = book
        self._people = people
        self._now = now

    def mine(self, actor: Actor) -> list[DraftAbout]:
        """The drafts that a person may see, the latest first."""
        register, now = self._people.register(), self._now()
        bodies = [one.id for one in register.organisations if self._signed_in_for(actor, one.id, register, now)]
        return self._book.list_for(actor.id, bodies)

    def show(self, actor: Actor, draft_id: str, number: int | None = None) -> DraftShown:
        """A draft, as it stands or as one of its versions was.

        Raises:
            NotHeld: there is none for this person.
        """
        about = self.about(actor, draft_id)
        version, saved = self._book.saved(draft_id, number)
        versions = self._book.versions(draft_id)
        work, draft = saved.work, saved.draft
        return DraftShown(
            about=about,
            number=version.number,
            newest=versions[-1].number,
            digest=version.digest,
            work=work,
            draft=draft,
            template=self._template(work),
            facts=tuple(
                FactShown(fact=one, field_words=field_words(one.field), review=work.reviews.get(one.id))
                for one in work.facts
            ),
            without_origin=saved.without_origin,
            versions=versions,
            sources=self.writing.sources(cited_by(draft)),
        )

    def about(self, actor: Actor, draft_id: str) -> DraftAbout:
        """What a draft is.

        Raises:
            NotHeld: there is none for this person; worded the same whether or not it exists.
        """
        about = self._book.about(draft_id)
        if about.author_id != actor.id and not (about.organisation_id and self._belongs(actor, about.organisation_id)):
            raise NotHeld("There is no such draft.", "Check its address.")
        return about

    def compare(self, actor: Actor, draft_id: str, earlier: int, later: int) -> DraftComparison:
        """What one version changed against another.

        Raises:
            NotHeld: there is no such draft for this person, or no such version.
        """
        about = self.about(actor, draft_id)
        return compare(self._book.saved(about.id, earlier)[1].draft, self._book.saved(about.id, later)[1].draft)

    def _template(self, work: Work) -> Template:
        for one in self.writing.templates(work.document):
            if one.name == work.template:
                return one
        raise DraftRefused(f"There is no template {work.template} any more.", "Choose another one.")

    def _belongs(self, actor: Actor, organisation_id: str) -> bool:
        return self._signed_in_for(actor, organisation_id, self._people.register(), self._now())

    def _signed_in_for(self, actor: Actor, organisation_id: str, register: Register, now: datetime) -> bool:
        if not register.belongs(actor.id, organisation_id, now):
            return False
        permitted.check_identity(actor, now)
        return True


def cited_by(draft: Draft) -> tuple[str, ...]:
    """Every address that a draft cites, each once, in the order of its parts."""
    said = [one.citations for section in draft.sections for one in section.statements]
    said += [one.citations for one in draft.screening.triggers]
    said += [one.citations for one in draft.lawful_basis]
    said += [one.citations for one in draft.risks]
    said += [one.citations for one in draft.gaps]
    said += [one.citations for one in draft.corrections]
    said += [one.citations for one in draft.checklist]
    return tuple(dict.fromkeys(url for citations in said for url in citations))
