"""A citation: which official text carries a claim, the words relied on, and how far they hold."""

from __future__ import annotations

from datetime import date

from corpus.source import Checked, Extent, Frozen, Standing


class Citation(Frozen):
    """``quotation`` stands verbatim in the passage with ``passage_id``, whose text had digest ``passage_sha256``."""

    url: str
    label: str
    quotation: str
    passage_id: str
    passage_sha256: str
    passage_title: str
    standing: Standing
    checked: Checked
    extent: Extent
    in_force_from: date | None = None
    in_force_to: date | None = None
