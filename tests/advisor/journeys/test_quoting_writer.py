"""The quoting writer: only what the corpus says, word for word, in its order, within its budget, where it is law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.governance.answer import Outcome
from advisor.journeys.quoting_writer import MOST_SOURCES, MOST_WORDS, Draft, write
from corpus.passage import Part, Passage, Reference
from corpus.source import TERRITORIES, UK, Checked, Jurisdiction, Kind, Standing
from retrieval.evidence import Evidence, ProvisionFacts, QuestionKind, Scope, Understanding
from tests.invented import LAW, SECTION, TODAY, correction, evidence, passage, statement

NOW = Scope(on=TODAY)
SCOTLAND = Scope(on=TODAY, jurisdiction=Jurisdiction.SCOTLAND)
QUESTION = "how long do we have"
ENGLISH = Reference(label="2004 c. 31 section 16LA", url=f"{LAW}/ukpga/2004/31/section/16LA")
SCOTS = Reference(label="FOISA 2002 section 38", url=f"{LAW}/asp/2002/13/section/38")


def section(number: int) -> Reference:
    return Reference(label=f"DPA 2018 section {number}", url=f"{LAW}/ukpga/2018/12/section/{number}")


def card(*statements: Any, name: str = "card/x", **more: Any) -> Passage:
    return passage(name, *statements, questions=("how long", "when"), as_at=TODAY, **more)


def write_of(*passages: Passage, scope: Scope = NOW, **more: Any) -> Draft:
    return write(evidence(QUESTION, scope, *passages, **more), 0.4)


def texts(draft: Draft) -> list[str]:
    return [claim.text for claim in draft.claims]


def understood(**marks: Any) -> Understanding:
    return Understanding(question=QUESTION, parts=(QUESTION,), plain=QUESTION, **marks)


def test_parts_come_in_their_order_whatever_order_the_card_has() -> None:
    parts = [Part.DETAIL, Part.DATE, Part.EXCEPTION, Part.ACTION, Part.LEAD]
    draft = write_of(card(*[statement(f"The {part} part.", part=part) for part in parts]))
    assert [claim.part for claim in draft.claims] == parts[::-1]
    assert draft.outcome is Outcome.ANSWERED


def test_a_correction_comes_first_and_is_said_to_be_one() -> None:
    one = card("Answer within one month.", corrections=[correction("It is forty days", "It is no longer forty days.")])
    draft = write_of(one, beliefs=[0.97])
    assert texts(draft) == ["It is no longer forty days.", "Answer within one month."]
    assert draft.premise_corrected
    assert draft.claims[0].part is Part.CORRECTION


def test_a_belief_that_the_question_does_not_state_is_not_corrected() -> None:
    one = card("Answer within one month.", corrections=[correction("It is forty days", "It is no longer forty days.")])
    draft = write_of(one, beliefs=[0.05])
    assert not draft.premise_corrected
    assert texts(draft) == ["Answer within one month."]


def test_only_the_belief_that_is_nearest_is_corrected() -> None:
    both = [correction(f"It is {days} days", f"It is not {days} days.") for days in ("thirty", "forty")]
    draft = write_of(card("Answer within one month.", corrections=both), beliefs=[0.8, 0.95])
    assert texts(draft)[0] == "It is not forty days."
    assert "It is not thirty days." not in texts(draft)


def test_a_correction_that_is_no_law_where_the_asker_is_is_not_given() -> None:
    one = card("Answer.", corrections=[correction("No duty", "There is a duty in England.", extent=("E",))])
    assert write_of(one, beliefs=[0.99], scope=SCOTLAND).premise_corrected is False


def test_an_answer_keeps_to_its_words_and_sources() -> None:
    long = [statement(f"{'word ' * 30}number {number}.", section(number)) for number in range(20)]
    draft = write_of(card(*long))
    assert 1 <= sum(len(text.split()) for text in texts(draft)) <= MOST_WORDS
    assert len({citation.url for claim in draft.claims for citation in claim.citations}) <= MOST_SOURCES


def test_a_single_statement_longer_than_the_budget_is_still_given_whole() -> None:
    only = " ".join(["word"] * (MOST_WORDS + 60)) + "."
    assert texts(write_of(card(only))) == [only]


def test_what_two_passages_say_alike_is_said_once() -> None:
    draft = write_of(card("Answer within one month."), card("Answer within one month.", name="card/y"))
    assert texts(draft) == ["Answer within one month."]


def test_words_that_are_not_yet_law_are_not_given() -> None:
    draft = write_of(card(statement("Printed but not commenced.", in_force=False), "Answer within one month."))
    assert texts(draft) == ["Answer within one month."]


def test_an_island_of_another_territory_is_not_given() -> None:
    one = card(statement("Only south of the border.", extent=("E", "W")), statement("Here too.", extent=("S",)), "All.")
    assert texts(write_of(one, scope=SCOTLAND)) == ["Here too.", "All."]
    assert "Only south of the border." in texts(write_of(one))


def test_a_statement_on_the_law_of_one_nation_is_not_given_in_another() -> None:
    one = card(statement("Scots rule.", SCOTS), statement("Rule of all.", SECTION))
    assert texts(write_of(one, scope=Scope(on=TODAY, jurisdiction=Jurisdiction.ENGLAND))) == ["Rule of all."]
    assert "Scots rule." in texts(write_of(one, scope=SCOTLAND))


def test_a_citation_says_how_far_it_can_be_relied_on() -> None:
    one = card(statement("Answer.", SECTION, extent=("S",)), checked=Checked.SECONDARY, in_force_from=date(2026, 2, 5))
    draft = write_of(one, scope=SCOTLAND)
    (citation,) = draft.claims[0].citations
    assert (citation.url, citation.label, citation.quotation) == (SECTION.url, SECTION.label, "Answer.")
    assert (citation.passage_id, citation.passage_sha256) == (one.id, one.sha256)
    assert (citation.extent, citation.checked, citation.standing) == (("S",), Checked.SECONDARY, Standing.IN_FORCE)
    assert citation.in_force_from is None, "the card's date is not the date of a provision that it cites"
    assert any("secondary" in caveat for caveat in draft.caveats)


def test_what_is_held_of_the_provision_itself_is_believed_first() -> None:
    facts = ProvisionFacts(
        url=SECTION.url, standing=Standing.REPEALED, extent=("E", "W"), in_force_from=date(2018, 5, 25),
        in_force_to=date(2026, 2, 5),
    )  # fmt: skip
    ((citation,),) = [claim.citations for claim in write_of(card("Answer."), provisions=(facts,)).claims]
    assert (citation.standing, citation.extent, citation.in_force_to) == (
        Standing.REPEALED,
        ("E", "W"),
        date(2026, 2, 5),
    )


@pytest.mark.parametrize(
    ("checked", "word"), [(Checked.UNVERIFIED, "not been verified"), (Checked.SECONDARY, "secondary source")]
)
def test_a_statement_that_is_less_than_sure_is_said_to_be(checked: Checked, word: str) -> None:
    assert any(word in caveat for caveat in write_of(card("Answer.", checked=checked)).caveats)


def test_law_to_come_is_said_to_be_so_and_a_note_is_passed_on() -> None:
    one = card("It will begin.", standing=Standing.PROSPECTIVE, warnings=("A note of the card.",))
    caveats = write_of(one).caveats
    assert any("not yet in force" in caveat for caveat in caveats)
    assert "A note of the card." in caveats


def test_a_day_in_the_past_is_named_in_the_answer() -> None:
    then = Scope(on=date(2019, 1, 1), historical=True)
    assert any("1 January 2019" in caveat for caveat in write_of(card("Answer."), scope=then).caveats)


def test_the_law_of_now_is_not_passed_off_as_that_of_an_earlier_year() -> None:
    then = Scope(on=date(2019, 1, 1), historical=True)
    this_year = understood(year=TODAY.year)
    earlier = understood(year=2019)
    assert "choose a day in 2019" in write_of(card("Answer."), understanding=earlier).caveats[0]
    assert write_of(card("Answer."), understanding=this_year).caveats == ()
    assert not any(
        "as it is now" in one for one in write_of(card("Answer."), understanding=earlier, scope=then).caveats
    )


def test_where_the_rule_of_the_day_is_not_held_silence_says_so() -> None:
    then = Scope(on=date(2001, 1, 1), historical=True)
    draft = write(evidence(QUESTION, then), 0.4)
    assert (draft.outcome, draft.claims) == (Outcome.NO_EVIDENCE, ())
    assert any("1 January 2001 is not held" in caveat for caveat in draft.caveats)


def test_below_the_floor_nothing_is_claimed() -> None:
    draft = write(evidence(QUESTION, NOW, card("Answer."), score=0.39), 0.4)
    assert draft.claims == ()
    assert draft.outcome is Outcome.NO_EVIDENCE
    outside = evidence(QUESTION, NOW, card("Answer."), score=0.05, kind=QuestionKind(field=0.0, outside=1.0))
    assert write(outside, 0.4).outcome is Outcome.OUT_OF_SCOPE


def test_what_applies_elsewhere_is_named() -> None:
    draft = write(evidence(QUESTION, SCOTLAND, held_but_elsewhere=(ENGLISH.label,)), 0.4)
    assert draft.outcome is Outcome.NO_EVIDENCE
    assert any(ENGLISH.label in caveat for caveat in draft.caveats)


def test_a_decision_is_left_to_people_with_what_helps_them() -> None:
    wanted = QuestionKind(field=0.1, decision=0.9)
    draft = write_of(card("Answer."), kind=wanted)
    assert (draft.outcome, texts(draft)) == (Outcome.REFER_TO_DPO, ["Answer."])
    assert write_of(kind=wanted).outcome is Outcome.REFER_TO_DPO


def test_where_a_decision_may_be_wanted_the_answer_says_that_a_person_has_the_rest() -> None:
    perhaps = QuestionKind(field=0.7, decision=0.3)
    draft = write_of(card("Answer."), kind=perhaps)
    assert (draft.outcome, texts(draft)) == (Outcome.PARTLY_ANSWERED, ["Answer."])
    assert write_of(kind=perhaps).outcome is Outcome.NO_EVIDENCE


def test_the_surer_the_search_the_more_it_takes_to_say_that_papers_are_not_held() -> None:
    papers = QuestionKind(field=0.2, own_papers=0.8)
    assert write_of(card("Answer."), score=0.5, kind=papers).outcome is Outcome.NO_EVIDENCE
    assert write_of(card("Answer."), score=0.95, kind=papers).outcome is Outcome.ANSWERED
    named = understood().model_copy(update={"named_bodies": ("Borsetshire Council",)})
    assert write_of(card("Answer."), score=0.95, kind=papers, understanding=named).outcome is Outcome.NO_EVIDENCE


def test_own_papers_are_not_held_and_the_general_rule_stands() -> None:
    draft = write_of(card("Answer."), understanding=understood(about_own_papers=True))
    assert (draft.outcome, texts(draft)) == (Outcome.NO_EVIDENCE, ["Answer."])


def test_where_nothing_that_was_found_holds_here_silence_follows() -> None:
    draft = write_of(card(statement("Only there.", extent=("E",))), scope=SCOTLAND)
    assert (draft.claims, draft.outcome) == ((), Outcome.NO_EVIDENCE)


STATEMENTS = st.lists(
    st.builds(
        statement,
        st.lists(st.sampled_from("alpha beta gamma delta épée 42 £5".split()), min_size=1, max_size=40).map(
            lambda words: " ".join(words) + "."
        ),
        st.sampled_from([SECTION, SCOTS, ENGLISH, section(8), section(9)]),
        part=st.sampled_from([part for part in Part if part is not Part.CORRECTION]),
        extent=st.none() | st.sampled_from([("S",), ("E", "W"), UK]),
        in_force=st.booleans(),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STATEMENTS, max_size=5), st.sampled_from(Jurisdiction), st.floats(0, 1), st.floats(0, 1))
def test_every_claim_stands_verbatim_in_its_passage_and_is_law_here(
    worlds: list[list[Any]], jurisdiction: Jurisdiction, score: float, belief: float
) -> None:
    held = {
        f"card/{number}": card(*said, name=f"card/{number}", corrections=[correction("A wrong belief", "A right one.")])
        for number, said in enumerate(worlds)
    }
    scope = Scope(on=TODAY, jurisdiction=jurisdiction)
    given_: Evidence = evidence(QUESTION, scope, *held.values(), score=score, beliefs=[belief])
    draft = write(given_, 0.4)
    order = [list(Part).index(claim.part) for claim in draft.claims]
    assert order == sorted(order)
    assert len(texts(draft)) == len(set(texts(draft)))
    assert draft.premise_corrected == any(claim.part is Part.CORRECTION for claim in draft.claims)
    for claim in draft.claims:
        assert claim.citations
        assert claim.support == 1.0
        for citation in claim.citations:
            one = held[citation.passage_id]
            assert claim.text in one.text
            assert citation.quotation in one.text
            assert citation.passage_sha256 == one.sha256
            every = (*one.statements, *(found.right for found in one.corrections))
            assert claim.text in [found.text for found in every if found.in_force]
            assert set(citation.extent) <= set(TERRITORIES)
            if jurisdiction.territory:
                assert jurisdiction.territory in citation.extent


def test_what_one_card_says_is_not_said_again_in_nearly_the_same_words_by_another() -> None:
    one = card("A processor that decides purposes and means for itself counts as a controller.")
    two = card("A processor that starts deciding its own purposes and means counts as a controller.", name="card/y")
    three = card("A processor keeps its own record of what it does.", name="card/z")
    assert texts(write_of(one, two, three)) == [one.statements[0].text, three.statements[0].text]


def test_nearly_the_same_words_on_another_provision_are_said() -> None:
    elsewhere = Reference(label="Other Act section 9", url=f"{LAW}/ukpga/1999/9999/section/9")
    one = card("The holder must answer the person within one month of the request.")
    two = card(
        statement("The keeper must answer the person within one month of the request.", elsewhere), name="card/y"
    )
    assert len(texts(write_of(one, two))) == 2


def test_a_document_that_somebody_added_is_answered_from_whatever_it_is_about() -> None:
    own = passage("own/quidditch", "The quidditch cup is kept in the red vault.", kind=Kind.OWN)
    beside = QuestionKind(field=0.1, outside=0.9)
    assert write_of(own, kind=beside).outcome is Outcome.ANSWERED
    assert write_of(card("The cup is a record."), kind=beside, score=0.9).outcome is Outcome.OUT_OF_SCOPE


def test_who_asks_what_a_named_provision_says_asks_about_the_law() -> None:
    papers = QuestionKind(field=0.05, own_papers=0.95)
    named = understood().model_copy(update={"pinpoints": (SECTION,)})
    assert write_of(card("It is an offence."), kind=papers, understanding=named).outcome is Outcome.ANSWERED
    assert write_of(card("It is an offence."), kind=papers).outcome is Outcome.NO_EVIDENCE


def test_a_half_of_the_question_that_the_best_passages_leave_out_is_answered_too() -> None:
    other = card("Report within 72 hours.", "Tell the people too.", "Keep a list.", name="card/breach")
    half = evidence("how soon must a breach be reported", NOW, other)
    draft = write_of(card("Each authority has an officer."), apart=(half,))
    assert sorted(texts(draft)) == ["Each authority has an officer.", "Report within 72 hours.", "Tell the people too."]


def test_a_half_that_is_weakly_found_or_found_already_adds_nothing() -> None:
    same = card("Each authority has an officer.", "The officer is free of instruction.")
    unsure = evidence("is it so", NOW, card("Beside the point.", name="card/beside"), score=0.3)
    found_already = evidence("who appoints", NOW, same)
    assert texts(write_of(same, apart=(unsure, found_already))) == texts(write_of(same))


def test_what_is_said_of_a_provision_that_is_not_held() -> None:
    draft = write_of(card("Answer."), not_held=("DPA 2018 section 999",))
    assert "Nothing is held of DPA 2018 section 999, so nothing is said of it." in draft.caveats
    assert any("section 999" in caveat for caveat in write_of(not_held=("DPA 2018 section 999",)).caveats)
    told = write_of(card("Section 19 was repealed on 5 February 2026."), not_held=("DPA 2018 section 19",))
    assert not any("Nothing is held" in caveat for caveat in told.caveats)


def test_what_helps_little_is_not_shown_where_the_question_is_left_to_a_person() -> None:
    draft = write_of(card("Beside the point."), score=0.45, kind=QuestionKind(field=0.1, decision=0.9))
    assert (draft.outcome, draft.claims) == (Outcome.REFER_TO_DPO, ())
