"""The picture of risks: each in its field, before and after, with the level in words."""

from __future__ import annotations

import pytest
from lxml import etree

from advisor.approval.risk_matrix import Scale
from advisor.documents import risk_matrix
from advisor.governance.drafting.draft import RiskLine
from tests.advisor.documents import drafts

SVG = "{http://www.w3.org/2000/svg}"


def rated(name: str, before: tuple[int, int], after: tuple[int, int]) -> RiskLine:
    return drafts.draft().risks[0].model_copy(
        update={
            "id": name, "likelihood": before[0], "severity": before[1], "residual_likelihood": after[0],
            "residual_severity": after[1],
        }
    )  # fmt: skip


def fields(root: etree._Element) -> list[tuple[float, float, float, float, str]]:
    """Every field of both grids: left, top, right, bottom, colour."""
    found = []
    for one in root.iter(f"{SVG}rect"):
        if one.get("stroke") == "#ffffff":
            left, top, wide, high = (float(str(one.get(name))) for name in ("x", "y", "width", "height"))
            found.append((left, top, left + wide, top + high, str(one.get("fill"))))
    return found


def words_in(root: etree._Element, field: tuple[float, float, float, float, str]) -> list[str]:
    return [
        one.text or ""
        for one in root.iter(f"{SVG}text")
        if field[0] <= float(str(one.get("x"))) <= field[2] and field[1] <= float(str(one.get("y"))) <= field[3]
    ]


@pytest.mark.parametrize("scale", [3, 5])
def test_every_risk_stands_in_its_field_before_and_after(scale: Scale) -> None:
    risks = [rated("a", (2, 3), (1, 1)), rated("b", (scale, scale), (2, 1))]
    root = etree.fromstring(risk_matrix.draw(risks, scale).encode())
    held = fields(root)
    assert len(held) == 2 * scale * scale
    before, after = held[: scale * scale], held[scale * scale :]
    at = {(1 + place % scale, scale - place // scale): place for place in range(scale * scale)}
    assert "R1" in words_in(root, before[at[2, 3]])
    assert "R1" in words_in(root, after[at[1, 1]])
    assert "R2" in words_in(root, before[at[scale, scale]])
    assert "R2" in words_in(root, after[at[2, 1]])


@pytest.mark.parametrize("scale", [3, 5])
def test_each_colour_comes_with_its_word(scale: Scale) -> None:
    root = etree.fromstring(risk_matrix.draw([], scale).encode())
    word_of = {"#cce2d8": "Low", "#fff7bf": "Medium", "#f6d7d2": "High"}
    for field in fields(root):
        assert words_in(root, field) == [word_of[field[4]]]


@pytest.mark.parametrize("scale", [3, 5])
def test_fifteen_risks_in_one_field_stay_inside_of_it(scale: Scale) -> None:
    risks = [rated(f"r{n}", (2, 2), (1, 1)) for n in range(15)]
    root = etree.fromstring(risk_matrix.draw(risks, scale).encode())
    field = next(one for one in fields(root) if len(words_in(root, one)) > 1)
    marks = [
        tuple(float(str(one.get(name))) for name in ("x", "y", "width", "height"))
        for one in root.iter(f"{SVG}rect")
        if one.get("fill") == "#ffffff"
    ]
    inside = [one for one in marks if field[0] <= one[0] <= field[2] and field[1] <= one[1] <= field[3]]
    assert len(inside) == len(words_in(root, field)) - 1
    for left, top, wide, high in inside:
        assert left + wide <= field[2] + 0.5
        assert top + high <= field[3] + 0.5
    shown = words_in(root, field)[1:]
    more = int(shown[-1].removeprefix("+")) if shown[-1].startswith("+") else 1
    assert len(shown) - 1 + more == 15


def test_the_words_say_likelihood_severity_and_level() -> None:
    risks = drafts.draft().risks
    assert risk_matrix.describe(risks) == (
        "R1 before: High risk: possible, severe; after: Low risk: remote, severe. "
        "R2 before: High risk: probable, some impact; after: Medium risk: possible, some impact."
    )
