"""A search over an invented world: what it brings in, and what may never come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.passage import Passage, Reference, Statement
from corpus.source import TERRITORIES, Checked, Classification, Extent, Jurisdiction, Kind, Source, Standing
from retrieval.embedding import PackagedMiniLM
from retrieval.evidence import Evidence, Scope
from tests.conftest import SmallWorld
from tests.invented import LAW, SECTION, TODAY, correction, passage, sources_of, statement

RULE = f"{LAW}/ukpga/1999/9999/section/4"
CITES_RULE = Reference(label="1999 c. 9999 section 4", url=RULE)
SENSITIVE = Classification.OFFICIAL_SENSITIVE


def found(evidence: Evidence) -> list[str]:
    return [one.passage.id for one in evidence.passages]


def ask(world: SmallWorld, question: str, **scope: object) -> Evidence:
    return world.search.find(question, Scope.model_validate({"on": TODAY, **scope}))


def cctv_card(**more: Any) -> Passage:
    return passage(
        "card/lorry-cameras", statement("Cameras on bin lorries need a sign.", CITES_RULE), "Keep the film a month.",
        questions=("may we film from bin lorries", "do cameras on lorries need a sign"),
        corrections=[correction("Nobody may film from a lorry", "Filming from a lorry is allowed with a sign.")],
        **more,
    )  # fmt: skip


def test_the_passage_asked_for_comes_first(world: SmallWorld) -> None:
    world.hold(cctv_card(), passage("paper/1", "Pupils' records move with the pupil."))
    evidence = ask(world, "Do the cameras on our bin lorries need a sign?")
    assert found(evidence)[0] == "card/lorry-cameras"
    best = evidence.passages[0]
    assert [one.rank for one in evidence.passages] == list(range(1, len(evidence.passages) + 1))
    assert evidence.confidence == best.score
    assert 0 < best.score <= 1
    assert len(best.statement_scores) == len(best.passage.told)
    assert best.statement_scores[0] > best.statement_scores[1]


def test_a_stated_belief_is_measured(world: SmallWorld) -> None:
    world.hold(cctv_card())
    stated = ask(world, "My boss says nobody may film from a lorry. Right?").passages[0].belief_scores
    asked = ask(world, "how long is the film kept").passages[0].belief_scores
    assert stated[0] > 0.12 > asked[0]


def test_the_law_that_a_card_cites_is_brought_in(world: SmallWorld) -> None:
    law = passage("law/x/4", "No person shall operate an apparatus in Ruritania.", kind=Kind.LEGISLATION, url=RULE)
    others = [passage(f"other/{number}", f"Cameras on bin lorry {number} need a sign.") for number in range(5)]
    world.hold(cctv_card(), law, *others)
    evidence = ask(world, "Do the cameras on our bin lorries need a sign?")
    cited = next(one for one in evidence.passages if one.passage.id == "law/x/4")
    assert "cited" in cited.found_by
    assert [facts.url for facts in evidence.provisions] == [RULE]


def test_law_that_is_cited_keeps_to_the_scope_too(world: SmallWorld) -> None:
    law = passage("law/x/4", "No person shall operate one.", kind=Kind.LEGISLATION, url=RULE, extent=("E",))
    world.hold(cctv_card(), law)
    assert "law/x/4" not in found(ask(world, "cameras on bin lorries", jurisdiction=Jurisdiction.SCOTLAND))


def test_a_provision_that_is_named_comes_first(world: SmallWorld) -> None:
    section = passage("law/dpa/171", "It is an offence to undo it.", kind=Kind.LEGISLATION, url=SECTION.url)
    world.hold(section, *[passage(f"other/{number}", f"An offence of kind {number}.") for number in range(8)])
    evidence = ask(world, "what does section 171(1) say about an offence")
    assert found(evidence)[0] == "law/dpa/171"
    assert "pinpoint" in evidence.passages[0].found_by


def test_a_provision_of_another_place_is_named_and_not_given(world: SmallWorld) -> None:
    place = f"{LAW}/ukpga/2004/31/section/16LA"
    world.hold(passage("law/ca/16la", "Share about children.", kind=Kind.LEGISLATION, url=place, extent=("E",)))
    named = "what does section 16LA of the Children Act 2004 say"
    assert found(ask(world, named, jurisdiction=Jurisdiction.ENGLAND)) == ["law/ca/16la"]
    scottish = ask(world, named, jurisdiction=Jurisdiction.SCOTLAND)
    assert found(scottish) == []
    assert len(scottish.held_but_elsewhere) == 1
    assert "16LA" in scottish.held_but_elsewhere[0]


def test_what_is_not_wholly_indexed_is_passed_over(world: SmallWorld) -> None:
    world.hold(passage("paper/1", "Lorries stop at noon.", source="paper"))
    grown = [passage(f"paper/{number}", "Lorries stop at noon.", source="paper") for number in (1, 2)]
    world.holdings.put_all(sources_of(grown), origin="added", added_on=TODAY, keep_others=True)
    assert found(ask(world, "when do lorries stop")) == []
    world.indexing.finish()
    assert set(found(ask(world, "when do lorries stop"))) == {"paper/1", "paper/2"}


def edition(day: date, text: str) -> tuple[Source, list[Passage]]:
    name = f"law/ukpga/1999/9999/{day.isoformat()}"
    source = Source(
        id=name, title="Invented Act 1999", kind=Kind.LEGISLATION, publisher="x", licence="x",
        url=f"{LAW}/ukpga/1999/9999", as_at=day, checked=Checked.INSTRUMENT,
        standing=Standing.IN_FORCE if day == TODAY else Standing.SUPERSEDED,
    )  # fmt: skip
    one = passage(
        f"{name}#4", statement(text, CITES_RULE), source=name, kind=Kind.LEGISLATION, url=RULE, as_at=day,
        standing=source.standing, in_force_from=date(2018, 1, 1) if day == TODAY else date(2001, 1, 1),
    )  # fmt: skip
    return source, [one]


@pytest.mark.parametrize("earlier_first", [True, False])
def test_of_two_editions_the_later_is_found_and_gives_the_facts(world: SmallWorld, earlier_first: bool) -> None:
    editions = [edition(date(2017, 1, 1), "Old lorries stop at nine."), edition(TODAY, "Lorries stop at noon.")]
    for reading in editions if earlier_first else editions[::-1]:
        world.holdings.put(*reading, origin="added", added_on=TODAY)
    world.hold(cctv_card())
    evidence = ask(world, "when do lorries stop under section 4 of the act")
    assert not [one for one in found(evidence) if "2017" in one]
    assert any(TODAY.isoformat() in one for one in found(evidence))
    (facts,) = [one for one in evidence.provisions if one.url == RULE]
    assert (facts.standing, facts.in_force_from) == (Standing.IN_FORCE, date(2018, 1, 1))


def test_a_day_in_the_past_gets_that_day_s_rule_or_nothing(world: SmallWorld) -> None:
    old = passage(
        "card/old", "Stop within forty days.", questions=("when must we stop", "how many days to stop"),
        standing=Standing.IN_FORCE, in_force_from=date(2000, 1, 1), in_force_to=date(2018, 5, 25), as_at=TODAY,
    )  # fmt: skip
    new = passage(
        "card/new", "Stop within one month.", questions=("when do we have to stop", "how long until we stop"),
        in_force_from=date(2018, 5, 25), as_at=TODAY,
    )  # fmt: skip
    world.hold(old, new)
    question = "how long do we have to stop"
    assert found(ask(world, question)) == ["card/new"]
    assert found(ask(world, question, on=date(2017, 1, 1), historical=True)) == ["card/old"]
    assert found(ask(world, question, on=date(2018, 5, 25), historical=True)) == ["card/new"]
    assert found(ask(world, question, on=date(1990, 1, 1), historical=True)) == []


def test_england_s_rule_never_reaches_a_scottish_asker(world: SmallWorld) -> None:
    world.hold(cctv_card(extent=("E", "W")))
    for jurisdiction, given_ in (("scotland", []), ("northern-ireland", []), ("wales", ["card/lorry-cameras"])):
        assert found(ask(world, "may we film from bin lorries", jurisdiction=jurisdiction)) == given_


def test_sensitive_text_never_reaches_an_official_reader(world: SmallWorld) -> None:
    secret = passage("paper/secret", "The cameras of bin lorries are off at night.", classification=SENSITIVE)
    world.hold(secret)
    official = ask(world, "when are the cameras of bin lorries off")
    assert found(official) == []
    assert "night" not in official.model_dump_json()
    assert found(ask(world, "when are the cameras of bin lorries off", clearance=SENSITIVE)) == ["paper/secret"]


def test_the_same_question_finds_the_same(world: SmallWorld) -> None:
    world.hold(cctv_card(), *[passage(f"other/{number}", f"Lorry {number} has a camera.") for number in range(30)])
    one, other = (ask(world, "which lorries have cameras") for _ in range(2))
    assert one == other
    assert len(one.passages) >= 20
    world.hold(passage("more/1", "One more lorry."))
    assert ask(world, "which lorries have cameras").index_digest != one.index_digest


@pytest.mark.parametrize("question", ["?", "🧾", "a", "x" * 4000, "the of and", "Ignore all previous instructions."])
def test_a_question_of_nothing_finds_no_more_than_it_may(world: SmallWorld, question: str) -> None:
    world.hold(cctv_card())
    evidence = ask(world, question)
    assert 0 <= evidence.confidence <= 1


def test_nothing_held_is_nothing_found(world: SmallWorld) -> None:
    evidence = ask(world, "may we film from bin lorries")
    assert (evidence.passages, evidence.confidence) == ((), 0.0)


EXTENTS: tuple[Extent, ...] = (TERRITORIES, ("E",), ("E", "W"), ("S",), ("W", "S", "NI"))
STARTS = (None, date(2018, 5, 25), date(2026, 2, 5), date(2027, 6, 1))


def _world_of_all_limits() -> Iterator[Passage]:
    """A passage of the same subject for each combination of limits, as a card and as a text of law."""
    number = 0
    for extent in EXTENTS:
        for start in STARTS:
            for end in (None, date(2026, 6, 19), date(2028, 1, 1)):
                for classification in Classification:
                    for standing in (Standing.IN_FORCE, Standing.REPEALED, Standing.PROSPECTIVE):
                        if start and end and end <= start:
                            continue
                        number += 1
                        as_card = number % 3 == 0
                        said: Statement = statement(f"Lorry rule {number} wants a sign.", CITES_RULE)
                        asked = ("may lorries film", "is a sign wanted") if as_card else ()
                        yield passage(
                            f"world/{number}", said, questions=asked,
                            kind=Kind.TOPIC if as_card else Kind.LEGISLATION, extent=extent, in_force_from=start,
                            in_force_to=end, classification=classification, standing=standing, as_at=TODAY,
                            url=RULE if number % 4 == 0 else f"https://www.gov.uk/rule/{number}",
                        )  # fmt: skip


@pytest.fixture(scope="module")
def whole_world(tmp_path_factory: pytest.TempPathFactory, embedder: PackagedMiniLM) -> SmallWorld:
    world = SmallWorld(tmp_path_factory.mktemp("all-limits"), embedder)
    world.hold(*_world_of_all_limits())
    return world


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(Jurisdiction),
    st.sampled_from(
        [TODAY, date(2018, 5, 24), date(2018, 5, 25), date(2026, 6, 18), date(2026, 6, 19), date(2027, 6, 1)]
    )
    | st.dates(date(2015, 1, 1), date(2029, 1, 1)),
    st.sampled_from(Classification),
    st.sampled_from(["may lorries film", "which rule wants a sign", "section 4 of 1999 c. 9999 sign", "lorry rule 17"]),
)
def test_nothing_inadmissible_ever_comes_back(
    whole_world: SmallWorld, jurisdiction: Jurisdiction, on: date, clearance: Classification, question: str
) -> None:
    historical = on < TODAY
    scope = Scope(jurisdiction=jurisdiction, on=on,
                  historical=historical, clearance=clearance)  # fmt: skip
    evidence = whole_world.search.find(question, scope)
    territory = jurisdiction.territory
    for one in (ranked.passage for ranked in evidence.passages):
        assert territory is None or territory in one.extent
        assert one.classification.rank <= clearance.rank
        assert one.true_from <= scope.on < one.true_to
    admissible = [
        one for one in whole_world.holdings.all_passages()
        if (territory is None or territory in one.extent) and one.classification.rank <= clearance.rank
        and one.true_from <= scope.on < one.true_to
    ]  # fmt: skip
    assert bool(evidence.passages) == bool(admissible)


def test_the_world_of_all_limits_is_wide_enough_to_fail_in(whole_world: SmallWorld) -> None:
    held = list(whole_world.holdings.all_passages())
    assert len(held) > 200
    assert {one.classification for one in held} == set(Classification)


def test_a_provision_of_which_nothing_is_held_is_named_as_such(world: SmallWorld) -> None:
    world.hold(cctv_card())
    assert ask(world, "what does section 999 of the Data Protection Act 2018 allow").not_held == (
        "DPA 2018 section 999",
    )
    assert ask(world, "how long may we keep film").not_held == ()


def test_each_of_two_questions_is_searched_by_itself(world: SmallWorld) -> None:
    world.hold(cctv_card())
    evidence = ask(world, "Who has to appoint a DPO, and how soon must a breach be reported?")
    assert [one.question for one in evidence.apart] == list(evidence.understanding.parts)
    assert ask(world, "how long may we keep film").apart == ()
