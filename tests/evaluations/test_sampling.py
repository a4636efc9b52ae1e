"""The sample is stratified, small and always the same."""

from __future__ import annotations

from collections import Counter

from evaluations.questions import questions
from evaluations.sampling import sample


def test_every_kind_has_its_share_and_no_tag_is_missing() -> None:
    whole = questions("development")
    chosen = sample(whole)
    assert 0.25 * len(whole) < len(chosen) < 0.45 * len(whole)
    of_whole, of_chosen = (Counter(one.kind for one in some) for some in (whole, chosen))
    for kind, count in of_whole.items():
        assert 0.2 < of_chosen[kind] / count < 0.6, kind
    assert {tag for one in chosen for tag in one.tags} >= {"pinpoint", "misspelt", "instruction", "time_dependent"}


def test_a_question_keeps_its_place_when_others_come_later() -> None:
    whole = questions("development")
    before = [one.id for one in sample(whole)]
    assert before == [one.id for one in sample(list(reversed(whole)))][::-1]
    kept = {one.id for one in sample(whole[:-20])}
    assert len(kept & set(before)) > 0.85 * len(kept)
