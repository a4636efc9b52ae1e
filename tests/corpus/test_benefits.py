"""The suggestions of benefit: read strictly, each with known signs, and without any figure of their own."""

from __future__ import annotations

import re

import pytest

from corpus.drafting_files import read_benefits, shipped_benefits
from corpus.errors import DraftingFault

ROW = (
    "- {{id: r{n}, who: some people, benefit: They are helped in good time by it., "
    "harm_of_not_sharing: They go without any help., when: [{{every: [{sign}]}}]}}"
)


def library(sign: str) -> str:
    return "benefits:\n" + "\n".join(ROW.format(n=number, sign=sign) for number in range(10))


def test_what_ships_names_no_figure_and_each_once() -> None:
    benefits = shipped_benefits()
    assert len({one.id for one in benefits}) == len(benefits)
    assert not any(re.search(r"\d", one.benefit + one.harm_of_not_sharing) for one in benefits)


def test_an_unknown_sign_is_named_with_the_row() -> None:
    assert len(read_benefits(library("children"), "b.yaml")) == 10
    with pytest.raises(DraftingFault, match=r"b\.yaml, benefits\.r0\.when.*no-such-sign"):
        read_benefits(library("no-such-sign"), "b.yaml")
