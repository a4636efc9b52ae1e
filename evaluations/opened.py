"""Opening every citation of an answer, as ``advisor corpus show`` would, and reading whether it says what is quoted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advisor.governance.answer import Answer
from advisor.governance.citation import Citation
from corpus.passage import Passage


def resolution(answer: Answer, held: Mapping[str, Passage]) -> float | None:
    """Share of the citations whose passage is held, is the text that was cited, and carries the cited address."""
    return _share_of_citations(answer, held, lambda citation, passage: _carries(passage, citation))


def quotation_fidelity(answer: Answer, held: Mapping[str, Passage]) -> float | None:
    """Share of the citations whose quotation stands, letter by letter, in the passage that they open."""
    return _share_of_citations(
        answer, held, lambda citation, passage: bool(citation.quotation.strip()) and citation.quotation in passage.text
    )


def cited_passages(answer: Answer) -> list[str]:
    """The ids of the passages that an answer cites, each once."""
    return list(dict.fromkeys(citation.passage_id for claim in answer.claims for citation in claim.citations))


def _share_of_citations(
    answer: Answer, held: Mapping[str, Passage], holds: Callable[[Citation, Passage], bool]
) -> float | None:
    """The share for which the passage is held and the test holds; a claim without any citation is one failure."""
    if not answer.claims:
        return None
    found: list[bool] = []
    for claim in answer.claims:
        if not claim.citations:
            found.append(False)
        for citation in claim.citations:
            passage = held.get(citation.passage_id)
            found.append(passage is not None and holds(citation, passage))
    return sum(found) / len(found)


def _carries(passage: Passage, citation: Citation) -> bool:
    addresses = {reference.url for statement in passage.told for reference in statement.references}
    return citation.passage_sha256 == passage.sha256 and citation.url in {passage.url, *passage.also_at, *addresses}
