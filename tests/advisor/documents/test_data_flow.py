"""The picture of data flows: parties side by side, labelled arrows below, for one party and for many."""

from __future__ import annotations

import itertools
import re

import pytest
from lxml import etree

from advisor.documents import data_flow, lettering, typesetting
from advisor.governance.drafting.draft import DataFlow
from tests.advisor.documents.drafts import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [f"Party of the {word}" for word in ("north", "south", "east", "west", "hills", "coast", "river", "town")]


def ring(parties: int) -> list[DataFlow]:
    return [
        DataFlow(sender=NAMES[at], receiver=NAMES[(at + 1) % parties], what=f"data number {at}", method="secure email")
        for at in range(parties)
    ]


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def boxes(root: etree._Element) -> list[tuple[float, float, float, float]]:
    """The boxes of the parties: left, top, right, bottom."""
    found = []
    for one in root.iter(f"{SVG}rect"):
        if one.get("stroke") != "none":
            left, top, wide, high = (float(str(one.get(name))) for name in ("x", "y", "width", "height"))
            found.append((left, top, left + wide, top + high))
    return found


@pytest.mark.parametrize("parties", range(1, 9))
def test_every_party_has_a_box_and_every_flow_an_arrow(parties: int) -> None:
    root = parsed(data_flow.draw(ring(parties)))
    assert len(boxes(root)) == parties
    assert len(list(root.iter(f"{SVG}polygon"))) == parties
    for one, other in itertools.combinations(boxes(root), 2):
        assert one[2] <= other[0] or other[2] <= one[0], "two boxes overlap"


@pytest.mark.parametrize("parties", range(1, 9))
def test_nothing_is_drawn_outside_of_the_picture(parties: int) -> None:
    root = parsed(data_flow.draw(ring(parties)))
    wide, high = (float(str(root.get(name))) for name in ("width", "height"))
    for left, top, right, bottom in boxes(root):
        assert 0 <= left < right <= wide
        assert 0 <= top < bottom <= high
    for text in root.iter(f"{SVG}text"):
        half = lettering.width(text.text or "", float(str(text.get("font-size")))) / 2
        across = float(str(text.get("x")))
        left = across - {"middle": half, "start": 0, "end": 2 * half}[str(text.get("text-anchor"))]
        assert left >= 0
        assert left + 2 * half <= wide + 1
        assert float(str(text.get("y"))) <= high


def test_labels_of_different_flows_never_share_a_line() -> None:
    root = parsed(data_flow.draw(ring(8)))
    lines: dict[str, list[float]] = {}
    for text in root.iter(f"{SVG}text"):
        found = re.match(r"data number (\d)", text.text or "")
        if found:
            lines.setdefault(found[1], []).append(float(str(text.get("y"))))
    assert len(lines) == 8
    assert len({y for held in lines.values() for y in held}) == 8


def test_an_arrow_points_to_who_receives() -> None:
    to_the_right, to_the_left = ring(2)
    root = parsed(data_flow.draw([to_the_right, to_the_left]))
    tips = [float(str(one.get("points")).split(",")[0]) for one in root.iter(f"{SVG}polygon")]
    (first_left, _, first_right, _), (second_left, _, second_right, _) = boxes(root)
    assert second_left < tips[0] < second_right
    assert first_left < tips[1] < first_right


def test_what_is_not_said_is_marked_as_not_provided() -> None:
    svg = data_flow.draw([DataFlow(sender="A", receiver="B")])
    assert "[not provided: which data]" in svg
    assert "[not provided: how they are sent]" in svg


def test_the_picture_is_told_in_words_and_named() -> None:
    root = parsed(data_flow.draw(ring(2)))
    assert root.get("role") == "img"
    told = root.find(f"{SVG}desc")
    named = root.find(f"{SVG}title")
    assert told is not None
    assert named is not None
    assert root.get("aria-labelledby") == f"{named.get('id')} {told.get('id')}"
    assert told.text == (
        "1: from Party of the north to Party of the south: data number 0; secure email. "
        "2: from Party of the south to Party of the north: data number 1; secure email."
    )


def test_many_flows_become_several_pictures_numbered_on() -> None:
    flows = [DataFlow(sender="A", receiver="B", what=f"item {n}") for n in range(20)]
    drawn = data_flow.pictures(flows)
    assert len(drawn) == 3
    assert [len(list(parsed(one).iter(f"{SVG}polygon"))) for one in drawn] == [8, 8, 4]
    assert "20: from A to B: item 19" in drawn[-1]
    identifiers = [one.get("id") for svg in drawn for one in parsed(svg).iter() if one.get("id")]
    assert len(identifiers) == len(set(identifiers))


def test_hostile_names_stay_words() -> None:
    svg = data_flow.draw([DataFlow(sender=HOSTILE, receiver="B", what=HOSTILE, method=HOSTILE)])
    root = parsed(svg)
    assert {etree.QName(one).localname for one in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "polyline", "polygon", "circle",
    }  # fmt: skip
    assert "\u202e" not in svg
    assert typesetting.png(svg).startswith(b"\x89PNG")


def test_a_word_longer_than_its_box_is_broken() -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 3
    lines = lettering.lines(long, 15, 120)
    assert "".join(lines) == long
    assert all(lettering.width(one, 15) <= 120 for one in lines)
