"""The risks that a draft lists: few, the strongest first, each with a reason that the proposal shows."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from advisor.governance.drafting.facts import understand
from advisor.governance.drafting.meaning import Meant, Speaks
from advisor.governance.drafting.risks import AT_MOST, ENOUGH, choose_risks
from corpus.drafting_files import drafting_rules, shipped_risks
from corpus.drafting_rules import COUNTED
from corpus.risk import RiskRule

DEVELOPMENT = Path(__file__).parents[4] / "evaluations" / "datasets" / "drafting" / "development"
OWNER = "information asset owner"
SHIPPED = shipped_risks()


def _rule(name: str, *signs: tuple[int, str], before: tuple[int, int] = (2, 2)) -> RiskRule:
    return RiskRule.model_validate({
        "id": name,
        "harm": "Something befalls the people concerned.",
        "who": "people concerned",
        "source": "what is proposed",
        "signs": [{"weight": weight, "every": [sign], "why": f"The proposal shows {sign}."} for weight, sign in signs],
        "measures": ["Do it with care."],
        "before": before,
        "after": (1, 1),
        "citations": ["https://www.legislation.gov.uk/eur/2016/679/article/5"],
    })  # fmt: skip


def _ids(shown: set[str], *rules: RiskRule) -> list[str]:
    return [one.id for one in choose_risks(frozenset(shown), rules, OWNER)]


def test_proposal_that_shows_nothing_has_no_risk() -> None:
    assert choose_risks(frozenset(), shipped_risks(), OWNER) == ()


def test_proposal_that_shows_everything_has_no_more_risks_than_a_reader_weighs() -> None:
    shown = frozenset(one.id for one in drafting_rules().signals) | COUNTED
    assert len(choose_risks(shown, shipped_risks(), OWNER)) == AT_MOST <= 15


def test_weak_signs_count_only_together() -> None:
    rule = _rule("weak", (2, "ai"), (1, "audio"))
    assert ENOUGH == 3
    assert _ids({"ai"}, rule) == []
    assert _ids({"ai", "audio"}, rule) == ["weak"]


def test_strongest_sign_comes_first_then_graver_rating_then_order_of_the_library() -> None:
    rules = [
        _rule("mild", (3, "ai"), before=(1, 1)),
        _rule("first-of-two", (3, "ai"), before=(2, 2)),
        _rule("second-of-two", (3, "ai"), before=(2, 2)),
        _rule("strong", (5, "ai"), before=(1, 1)),
    ]
    assert _ids({"ai"}, *rules) == ["strong", "first-of-two", "second-of-two", "mild"]


def test_risk_that_cannot_be_without_a_sign_is_not_listed_without_it() -> None:
    rule = _rule("kin", (5, "ai")).model_copy(update={"only_with": ("deceased", "genetic")})
    assert _ids({"ai"}, rule) == []
    assert _ids({"ai", "genetic"}, rule) == ["kin"]


def test_relatives_of_the_dead_are_hurt_only_where_somebody_died() -> None:
    meant = Meant(
        answered={},
        risks={one.id: Speaks(strength=3.0, source_text="Nobody has asked the families.") for one in SHIPPED},
    )
    weights = drafting_rules().weights.risks
    for shown, expected in ((set(), False), ({"deceased"}, True)):
        chosen = choose_risks(
            frozenset(shown), [one for one in SHIPPED if one.id == "family-distress"], OWNER, meant, weights
        )
        assert bool(chosen) is expected


def test_meaning_alone_must_be_plainer_than_meaning_with_a_sign() -> None:
    rule = _rule("meant", (1, "ai"))
    weights = {"signs": 0.1, "least": 1.0}
    for strength, signed, unsigned in ((0.95, True, False), (1.2, True, False), (1.35, True, True)):
        meant = Meant(answered={}, risks={"meant": Speaks(strength=strength, source_text="It says so.")})
        assert bool(choose_risks(frozenset({"ai"}), [rule], OWNER, meant, weights)) is signed
        assert bool(choose_risks(frozenset(), [rule], OWNER, meant, weights)) is unsigned


def test_reason_gives_what_holds_and_nothing_else() -> None:
    rule = _rule("reasoned", (2, "audio"), (3, "ai"), (5, "genetic"))
    (line,) = choose_risks(frozenset({"ai", "audio"}), [rule], OWNER)
    assert line.why == "The proposal shows ai. The proposal shows audio."
    assert (line.owner, line.likelihood, line.residual_severity) == (OWNER, 2, 1)


@pytest.mark.parametrize("rule", shipped_risks(), ids=lambda one: one.id)
def test_every_risk_that_ships_can_be_listed(rule: RiskRule) -> None:
    each = [frozenset((*one.every, *one.some)) for one in rule.signs]
    assert any(choose_risks(shown, [rule], OWNER) for shown in [*each, frozenset().union(*each)])


def test_expected_risks_of_the_proposals_are_listed_and_few_others() -> None:
    must = found = listed = defensible = 0
    for path in sorted(DEVELOPMENT.glob("*.yaml")):
        expected = yaml.safe_load(path.read_text("utf-8"))["risks"]
        facts = understand(path.with_suffix(".md").read_text("utf-8"), drafting_rules())
        chosen = {one.id for one in choose_risks(facts.shown, shipped_risks(), OWNER)}
        wanted = {one["id"] for one in expected if one["must"]}
        must += len(wanted)
        found += len(wanted & chosen)
        listed += len(chosen)
        defensible += len({one["id"] for one in expected} & chosen)
    assert found / must >= 0.9
    assert defensible / listed >= 0.8
