"""An answer as markup and as plain text."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from advisor.governance.answer import OUTCOME_WORDS, Answer, Outcome
from advisor.interface import answers, copying
from advisor.interface.citations import numbered, source_list
from advisor.settings import Settings


@pytest.fixture
def ask(invented: ModuleType, tmp_path: Path) -> object:
    advisor = invented.InventedAdvisor(Settings(home=tmp_path))
    advisor.prepare()
    return advisor.ask


def shown(answer: Answer) -> str:
    return answers.body(answer, numbered(answer), "turn-1")


def test_each_source_has_one_number_and_each_mark_leads_to_it(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask("May I use the kettle?")
    sources = numbered(answer)
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    assert len({(s.citation.url, s.citation.passage_id) for s in sources}) == len(sources)
    listed = source_list(sources, "turn-1", lambda citation: None)
    targets = set(re.findall(r'href="#(turn-1-source-\d+)"', shown(answer)))
    assert targets == set(re.findall(r'id="(turn-1-source-\d+)"', listed))


def test_a_source_cited_twice_keeps_its_number_and_both_quotations(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask("May I use the kettle?")
    first, second = answer.claims[:2]
    again = second.model_copy(
        update={"citations": (first.citations[0].model_copy(update={"quotation": "may use the kettle"}),)}
    )
    sources = numbered(answer.model_copy(update={"claims": (first, again)}))
    assert len(sources) == 1
    assert sources[0].quotations == [first.citations[0].quotation, "may use the kettle"]


def test_the_groups_come_in_order_and_none_is_empty(ask) -> None:  # type: ignore[no-untyped-def]
    headings = re.findall(r"<h3>(.*?)</h3>", shown(ask("Does a visitor need consent?")))
    assert headings == ["What to do", "Exceptions", "Dates", "Before you rely on this"]


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.ANSWERED])
def test_every_way_of_not_answering_says_its_words(ask, outcome: Outcome) -> None:  # type: ignore[no-untyped-def]
    answer = ask("What will the weather be?").model_copy(update={"outcome": outcome})
    assert OUTCOME_WORDS[outcome].replace("'", "&#x27;") in shown(answer)
    assert OUTCOME_WORDS[outcome] in copying.plain(answer)
    assert "Law as at" not in shown(answer)


def test_statements_withheld_are_counted_in_words(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask("May I use the kettle?").model_copy(update={"withheld": 1})
    assert "1 statement withheld: not supported by a source" in shown(answer)


def test_hostile_words_of_an_answer_are_inert_in_every_part_of_it(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask("hostile").model_copy(update={"question": "<script>q</script>", "caveats": ("<img src=x>",)})
    sources = numbered(answer)
    whole = "".join(
        (
            shown(answer),
            answers.question(answer, 1, True),
            answers.found(answer),
            source_list(sources, "turn-1", lambda citation: answer.claims[0].text),
        )
    )
    assert not re.search(r"<(?:img|script|iframe|b>)", whole)
    links = re.findall(r'href="([^"]*)"', whole)
    assert all(link.startswith(("#turn-1-source-", "/sources?passage=own%2Fhostile")) for link in links), links


def test_the_plain_text_numbers_its_sources_as_the_page_does(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask("Does a visitor need consent?")
    plain = copying.plain(answer)
    assert plain.index("as the rule has another ground. [1]") < plain.index("before noon. [2]")
    assert "[1] UK GDPR Article 6, https://www.legislation.gov.uk/eur/2016/679/article/6 (in force; " in plain
    assert "Law as at 21 November 2026." in plain
    assert "not legal advice" in plain


def test_what_was_found_says_what_was_used(ask) -> None:  # type: ignore[no-untyped-def]
    answer = ask("May I use the kettle?")
    extra = answer.retrieved[0].model_copy(update={"passage_id": "other", "label": "Another <b>"})
    table = answers.found(answer.model_copy(update={"retrieved": (*answer.retrieved, extra)}))
    assert table.count("<td>Yes</td>") == len(answer.retrieved)
    assert table.count("<td>No</td>") == 1
    assert "Another &lt;b&gt;" in table
