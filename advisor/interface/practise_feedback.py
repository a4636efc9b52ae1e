"""What an answer earned and why, on what that rests, and a good answer: as markup."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.governance.exercises.marked import Marked
from advisor.governance.exercises.sitting import GivenAnswer, Sitting
from advisor.governance.exercises.step import Branch, Decide, MarkUp, ShortAnswer, SpotTheGap, Step
from advisor.interface.escaping import is_linkable, official_link, own_link, text
from advisor.interface.practise_words import answer_in_words, costs, marks, verdict_tag
from advisor.journeys.explaining_marks import Explanation
from advisor.journeys.practise import StepSource


def draw(sitting: Sitting, given: GivenAnswer, sources: Sequence[StepSource]) -> str:
    """Everything about one marked answer."""
    step, marked = sitting.exercise.step(given.step_id), given.marked
    answer = "".join(f"<p>{text(line)}</p>" for line in answer_in_words(step, given.answer) if line.strip())
    earned = f"<strong>{marks(marked.marks, marked.out_of)}</strong>"
    return (
        f'<p class="ga-cards__marks">{verdict_tag(marked.verdict)} {earned}</p>'
        f"{_hints(sitting, step)}<h2>Your answer</h2>"
        f'<div class="ga-inset">{answer}</div>'
        f"<h2>{'What follows' if isinstance(step, Branch) else 'Feedback'}</h2>{_feedback(step, marked)}"
        f"<h2>A good answer</h2>"
        f'<div class="ga-inset ga-inset--outcome"><p>{text(step.model_answer)}</p></div>'
        f"{rests_on(sources)}"
    )


def rests_on(sources: Sequence[StepSource]) -> str:
    """The cards and provisions on which a step rests."""
    if not sources:
        return ""
    items = "".join(f"<li>{_source(one)}</li>" for one in sources)
    return f"<h2>What this rests on</h2><ul>{items}</ul>"


def explained(explanation: Explanation) -> str:
    """The law behind the marks as a model worded it, each sentence with its sources; or why there is none."""
    if not explanation.claims:
        return f'<div class="ga-inset"><p>{text(explanation.why_not)}</p></div>'
    items = "".join(
        f'<li class="ga-statement">{text(claim.text)} <span class="ga-statement__refs">'
        f"{', '.join(official_link(one.url, one.label) for one in claim.citations)}; "
        f"{own_link('/sources', claim.citations[0].passage_title, passage=claim.citations[0].passage_id)}</span></li>"
        for claim in explanation.claims
    )
    left_out = (
        f'<p class="ga-hint">{explanation.withheld} of its sentences were not supported and are not shown.</p>'
        if explanation.withheld
        else ""
    )
    return (
        "<h2>The law behind it</h2>"
        '<p class="ga-hint">Worded by the language model and checked against the cards of this step. It has no say in '
        f"the marks.</p><ul>{items}</ul>{left_out}"
    )


def _feedback(step: Step, marked: Marked) -> str:
    lines = [_numbered(step, one) if isinstance(step, MarkUp) else one for one in marked.feedback]
    said = "".join(f"<li>{text(one)}</li>" for one in lines)
    told = f"<ul>{said}</ul>" if len(lines) > 1 else "".join(f"<p>{text(one)}</p>" for one in lines)
    if not isinstance(step, ShortAnswer | SpotTheGap | Decide | MarkUp):
        return told
    earned = [one for one in marked.points if one.earned]
    if not earned:
        return told
    items = "".join(f"<li>{text(one.point)} ({marks(one.earned, one.marks)})</li>" for one in earned)
    return f"{told}<p>What you said and what it earned:</p><ul>{items}</ul>"


def _numbered(step: MarkUp, line: str) -> str:
    """A line of feedback that names a passage by its id, with the number under which the learner saw it."""
    for number, one in enumerate(step.document, start=1):
        if line.startswith(f"{one.id}: "):
            return f"Passage {number}: {line.removeprefix(f'{one.id}: ')}"
    return line


def _hints(sitting: Sitting, step: Step) -> str:
    taken = sitting.hints_taken(step)
    if not taken:
        return ""
    what = "The hint that you took" if len(taken) == 1 else "The hints that you took"
    return f'<p class="ga-hint">{what} {costs(sitting.hints_cost(step))}, which is taken off already.</p>'


def _source(source: StepSource) -> str:
    official = official_link(source.url, source.label) if is_linkable(source.url) else text(source.label)
    if source.card_id is None:
        return official
    card = own_link("/sources", source.title, passage=f"card/{source.card_id}")
    return f"{card} ({official})" if official else card
