"""Real guidance, agreements and decisions, read from the folder named by ``ADVISOR_SHARED`` where there is one."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from corpus.document import About
from corpus.errors import Unreadable
from corpus.reading import read_file

SHARED = Path(os.environ.get("ADVISOR_SHARED", Path(__file__).parents[2] / ".." / "shared")).resolve() / "documents"
FILES = sorted(path for part in ("guidance", "agreements", "decisions") for path in (SHARED / part).glob("*"))
NEEDS_THEM = pytest.mark.skipif(not FILES, reason="the folder of real documents is not here (ADVISOR_SHARED)")
FURNITURE = re.compile(r"^\W*(?:page )?\d+\W*$|^\W*ICO\.?\W*$|<%|-{6}|={6}|\x00", re.IGNORECASE | re.MULTILINE)


@NEEDS_THEM
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_real_document_is_read_into_passages_without_page_furniture(path: Path) -> None:
    found = read_file(path, About())
    assert len(found.passages) >= 5
    assert len({one.id for one in found.passages}) == len(found.passages)
    assert max(one.token_count for one in found.passages) <= 360
    assert sum(bool(one.headings) for one in found.passages) * 2 >= len(found.passages) or path.suffix == ".md"
    template_marks = "service_name" in path.read_bytes().decode("utf-8", "ignore")
    for passage in found.passages:
        assert template_marks or not FURNITURE.search(passage.text), (passage.locator, FURNITURE.search(passage.text))


@NEEDS_THEM
def test_the_same_table_is_read_alike_from_pdf_and_from_markdown() -> None:
    name = "guidance/UK_ICO_DPIA_List_National_Decision"
    texts = [
        "\n".join(one.text for one in read_file(SHARED / f"{name}.{kind}", About()).passages) for kind in ("pdf", "md")
    ]
    for text in texts:
        assert "Biometric data" in text
        assert "Facial recognition systems, Workplace access systems" in text
        assert "Targeting of children/other vulnerable individuals for marketing" in text
    assert "Type of processing operation(s) requiring a DPIA: Tracking; Description: Processing which" in texts[0]


@NEEDS_THEM
def test_the_feed_of_changes_is_refused() -> None:
    with pytest.raises(Unreadable, match="a list of changes, not a text of law"):
        read_file(SHARED / "legislation" / "ukpga-2018-12-changes.feed.xml", About())
