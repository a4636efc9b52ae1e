"""Drafting: a person brings a proposal, checks what was understood, answers what is asked, weighs, and puts it up.

Nothing is kept in a page: every act is a version in the ledger. The acts on a draft are in its base.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from advisor.approval.actor import Actor
from advisor.errors import DraftRefused
from advisor.governance.draft_review import Change, DraftReview, ReviewComment
from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.kept import DraftAbout
from advisor.governance.drafting.review_taken import with_review
from advisor.journeys.casework import Done
from advisor.journeys.draft_changing import DraftChanging, changed_since, saved_of
from advisor.journeys.draft_ports import DraftBook
from advisor.journeys.draft_reading import DraftShown, RegisterOfPeople
from advisor.journeys.draft_submitting import DraftSubmitting
from advisor.journeys.draft_wording import DraftWording, Worded
from advisor.journeys.draft_writing import Brought, DraftWriting
from corpus.source import Classification, Frozen


class Drafting(DraftChanging):
    """The journey. Clock and identifiers are given."""

    def __init__(
        self,
        writing: DraftWriting,
        book: DraftBook,
        people: RegisterOfPeople,
        submitting: DraftSubmitting,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        reword: DraftWording | None = None,
    ) -> None:
        super().__init__(writing, book, people, now=now)
        self.submitting = submitting
        self._new_id = new_id
        self._reword = reword

    def start(
        self,
        actor: Actor,
        proposal: Brought,
        document: Document,
        *,
        template: str | None = None,
        organisation_id: str | None = None,
        title: str = "",
        classification: Classification = Classification.OFFICIAL,
    ) -> DraftShown:
        """Begin a draft from a proposal; ``writing.bring`` reads one from a file.

        Raises:
            DraftRefused: the proposal is empty, there is no such template, or the person is not with that body.
        """
        if organisation_id is not None and not self._belongs(actor, organisation_id):
            raise DraftRefused("You do not belong to that organisation.", "Choose one of yours, or none.")
        writing = self.writing.begin(proposal, document, template, title=title, classification=classification)
        now = self._now()
        about = DraftAbout(
            id=self._new_id(),
            author_id=actor.id,
            organisation_id=organisation_id,
            title=writing.work.title,
            document=document,
            started_at=now,
            last_at=now,
        )
        self._book.begin(about, saved_of(writing), "brought the proposal in")
        return self.show(actor, about.id)

    def submit(
        self, actor: Actor, draft_id: str, seen: int, organisation_id: str, party_ids: Sequence[str] = ()
    ) -> Done:
        """Put the draft up for decision: a case is opened with it, or the case that it has is revised.

        Raises:
            DraftRefused: a question is open that must be answered first, or the draft has changed since.
            Refusal: a rule of casework says no.
        """
        about = self.about(actor, draft_id)
        version, saved = self._book.saved(about.id)
        if version.number != seen:
            raise changed_since()
        done = self.submitting.put_up(actor, about, saved, organisation_id, party_ids)
        self._book.put_up(about.id, done.case.id)
        return done

    def bring_back(self, actor: Actor, draft_id: str, seen: int, review: DraftReview, refused: int = 0) -> BroughtBack:
        """Take a reviewer's changes and remarks in as a new version; what could not be placed is given back.

        ``refused`` is how many more changes there were that the person did not take; it is noted with the version.

        Raises:
            DraftRefused: the draft has changed since.
        """
        version, saved = self._book.saved(self.about(actor, draft_id).id)
        if version.number != seen:
            raise changed_since()
        work, left = with_review(saved.work, saved.draft, review)
        people = {one.who for one in review.changes} | {one.who for one in review.comments}
        names = ", ".join(sorted(filter(None, people))) or "a reviewer"
        did = f"brought back a review by {names}"
        if refused:
            did += f" and took {len(review.changes)} of {len(review.changes) + refused} changes"
        shown = self._change(actor, draft_id, seen, lambda _: work, did)
        return BroughtBack(shown=shown, not_placed=left, comments=review.comments)

    def improve(self, actor: Actor, draft_id: str, seen: int) -> Improved:
        """Have a language model reword what nobody has looked at yet; a wording stands only if it says the same.

        Raises:
            DraftRefused: no language model is connected, or the draft has changed since.
        """
        if self._reword is None:
            raise DraftRefused("No language model is connected.", "The draft stands as it was composed.")
        version, saved = self._book.saved(self.about(actor, draft_id).id)
        if version.number != seen:
            raise changed_since()
        worded = self._reword(saved.draft, person_id=actor.id, marking=saved.work.classification)
        if not worded.texts:
            return Improved(shown=self.show(actor, draft_id), worded=worded)
        did = f"had {len(worded.texts)} statements reworded by a language model"
        work = saved.work.model_copy(update={"worded": saved.work.worded | worded.texts})
        return Improved(shown=self._change(actor, draft_id, seen, lambda _: work, did), worded=worded)

    def erase(self, actor: Actor, draft_id: str) -> None:
        """Forget a draft that was never put up for decision, with all its versions. Only its author does that.

        Raises:
            NotHeld: there is no such draft for this person.
            DraftRefused: somebody else wrote it, or it was put up for decision.
        """
        about = self.about(actor, draft_id)
        if about.author_id != actor.id:
            raise DraftRefused("Only its author deletes a draft.", "Ask them.")
        if about.case_id is not None:
            raise DraftRefused("This draft was put up for decision, so it stays.", "Withdraw the case instead.")
        self._book.erase(draft_id)


class Improved(Frozen):
    """A draft after a language model was asked for better words, and what became of these."""

    shown: DraftShown
    worded: Worded


class BroughtBack(Frozen):
    """A draft after a review: as it stands now, what could not be placed, and the reviewer's comments."""

    shown: DraftShown
    not_placed: tuple[Change, ...]
    comments: tuple[ReviewComment, ...]
