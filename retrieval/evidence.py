"""What a search is limited to, and what it found. Pure types: a writer needs nothing else."""

from __future__ import annotations

from datetime import date

from corpus.passage import Passage
from corpus.source import Classification, Extent, Frozen, Jurisdiction, Standing


class Scope(Frozen):
    """The limits of a search.

    ``on`` is the day whose law is wanted; ``historical`` is true where the person asked for a day in the past rather
    than for today. ``clearance`` is the highest classification that the reader may see.
    """

    jurisdiction: Jurisdiction = Jurisdiction.UK
    on: date
    historical: bool = False
    clearance: Classification = Classification.OFFICIAL


class RankedPassage(Frozen):
    """A passage that was found.

    ``score`` runs from 0 to 1 and is comparable between questions; ``found_by`` names the ways in which it was found
    (``pinpoint``, ``asked``, ``meaning``, ``words``, ``cited``). ``statement_scores`` gives the likelihood that each
    statement of ``Passage.told`` tells what was asked.
    """

    passage: Passage
    rank: int
    score: float
    found_by: tuple[str, ...]
    statement_scores: tuple[float, ...] = ()
    belief_scores: tuple[float, ...] = ()
    """For each wrong belief that the passage corrects, how near the question comes to saying it (cosine)."""
    asked_score: float = 0.0
    """How near the question comes to the ways in which the passage is neutrally asked for (cosine)."""


class ProvisionFacts(Frozen):
    """What is held about a cited provision itself: whether it is law, where, and since when."""

    url: str
    standing: Standing
    extent: Extent
    in_force_from: date | None
    in_force_to: date | None


class Understanding(Frozen):
    """What the question was taken to mean.

    ``parts`` are the separate questions in it; ``pinpoints`` the canonical addresses it names; ``expanded`` the
    abbreviations found and what they stand for; ``named_bodies`` organisations it names; ``about_own_papers`` whether
    it asks what a body's own policy, schedule or contract says.
    """

    question: str
    parts: tuple[str, ...]
    apart: tuple[str, ...] = ()
    """Those parts that are questions of their own, where there are several."""
    pinpoints: tuple[str, ...] = ()
    expanded: tuple[tuple[str, str], ...] = ()
    named_bodies: tuple[str, ...] = ()
    about_own_papers: bool = False
    asserts: bool = False
    """Whether it reports or leans on a belief ("they say", "surely", "because"), rather than only asking."""
    english: bool = True
    commands: bool = False
    """Whether it holds words that try to command the machine; they are left out of ``plain`` and never obeyed."""
    plain: str = ""
    """The question without such words, as it is searched."""
    year: int | None = None
    """The year whose law it asks for in the past tense, if it does."""


KINDS = ("field", "outside", "own_papers", "decision", "instruction")


class QuestionKind(Frozen):
    """How likely each kind is; the five add up to 1."""

    field: float = 1.0
    outside: float = 0.0
    own_papers: float = 0.0
    decision: float = 0.0
    instruction: float = 0.0

    @property
    def likeliest(self) -> str:
        """The kind with the highest likelihood."""
        return max(KINDS, key=lambda kind: getattr(self, kind))


class Evidence(Frozen):
    """Everything a writer may use to answer one question, best first."""

    question: str
    scope: Scope
    understanding: Understanding
    kind: QuestionKind = QuestionKind()
    passages: tuple[RankedPassage, ...]
    provisions: tuple[ProvisionFacts, ...] = ()
    """Facts on the provisions that the best passages cite, where those provisions are held."""
    confidence: float
    """How sure the search is that something it found is about the question, 0 to 1; low means silence."""
    held_but_elsewhere: tuple[str, ...] = ()
    """Labels of provisions that match but do not apply in the asker's jurisdiction or on the day asked."""
    not_held: tuple[str, ...] = ()
    """Labels of provisions that the question names and of which nothing is held."""
    apart: tuple[Evidence, ...] = ()
    """What was found for each part that is a question of its own, where there are several."""
    index_digest: str
