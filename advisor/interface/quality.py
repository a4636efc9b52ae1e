"""Quality: how good the answers were when last measured, what moved, the worst to read, and how fresh the texts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from advisor import quality_records
from advisor.interface import (
    banners,
    coverage_tables,
    holdings_tables,
    library,
    quality_tables,
    quality_words,
    wording,
)
from advisor.interface.escaping import text
from advisor.quality_records import MAY_BE_READ, Record, RecordFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.composition import Advisor

_MAKE_ONE = "Make one with <code>advisor evaluate run</code>, then come back to this page."
_HOW_TO_READ = (
    "Each figure is a mean over the questions to which it applies, from 0 (none) to 1 (all); 0.859 means about 86 in a "
    "hundred. Its interval is where the mean would lie 95 times in a hundred if the questions were drawn again."
)


def page() -> None:
    """Everything on one page: figures, trend, answers to read, and what is held."""
    advisor = library.advisor()
    st.set_page_config(page_title="Quality – Governance advisor")
    st.html(
        '<h1>Quality</h1><p class="ga-intro">How good the answers are, measured on questions whose right answers are '
        "known, and how fresh the texts are that they come from.</p>"
    )
    shipped = quality_records.shipped()
    baseline = _record(shipped) if shipped else None
    files = quality_records.runs(advisor.settings.home)
    read = [(file, _record(file)) for file in files]
    damaged = [file.name for file, record in read if record is None]
    if shipped and baseline is None:
        damaged.insert(0, shipped.name)
    runs = sorted((record for _, record in read if record), key=lambda run: run.stamp.at)
    if damaged:
        st.html(_damaged(damaged))
    st.html(f"<h2>Latest figures</h2>{_figures(advisor, runs, baseline)}")
    st.html(f"<h2>Trend</h2>{_trend(runs)}")
    st.html(f"<h2>The worst answers, to read</h2>{_to_read(runs)}")
    held = advisor.holdings.sources()
    st.html(
        f"<h2>What is held, and how fresh it is</h2>{coverage_tables.by_kind(held)}"
        f"{holdings_tables.freshness(held)}{coverage_tables.prospective(held)}{coverage_tables.cards_by_place(held)}"
    )


@st.cache_data(max_entries=256, show_spinner=False, hash_funcs={RecordFile: lambda file: file.digest})
def _record(file: RecordFile) -> Record | None:
    """Read each file once for as long as it stays as it is."""
    return quality_records.read(file)


def _damaged(names: Sequence[str]) -> str:
    return banners.inset(
        f"{wording.listed(names)} cannot be read: the file is damaged, or was written by another version. It was left "
        "as it is, and everything below comes from the records that can be read.",
        "correction",
        f"{wording.counted(len(names), 'record')} left out",
    )


def _figures(advisor: Advisor, runs: Sequence[Record], baseline: Record | None) -> str:
    if not runs:
        if baseline is None:
            return f"<p>No figures are held on this computer. {_MAKE_ONE}</p>"
        said = (
            "<p>Nothing was measured on this computer yet. These are the figures that ship with the advisor: its "
            f"<strong>baseline</strong>, measured on {wording.day(baseline.stamp.at)}. {_MAKE_ONE}</p>"
        )
        return said + _shown(advisor, baseline, None)
    latest = runs[-1]
    said = (
        f"<p>These are the figures of the run <strong>{text(latest.name)}</strong> of {wording.day(latest.stamp.at)}, "
    )
    if baseline is None:
        return f"{said}beside no baseline, because none can be read here.</p>{_shown(advisor, latest, None)}"
    said += "beside those of the baseline that ships.</p>"
    if (latest.questions, latest.asked) != (baseline.questions, baseline.asked):
        said += (
            "<p>The two were asked different sets of questions, so a difference between them says little. Compare them "
            f"question by question with <code>advisor evaluate compare baseline {text(latest.name)}</code>.</p>"
        )
    else:
        said += (
            "<p>“Worse” and “better” are said of a mean that lies beyond the baseline’s interval. To see smaller "
            f"steps, question by question: <code>advisor evaluate compare baseline {text(latest.name)}</code>.</p>"
        )
    return said + _shown(advisor, latest, baseline)


def _shown(advisor: Advisor, record: Record, baseline: Record | None) -> str:
    held = advisor.holdings.note("shipped")
    aged = (
        "<p>The cards have changed since this was measured, so the figures are of an earlier state.</p>"
        if held and held != record.stamp.corpus_digest
        else ""
    )
    return (
        f"{aged}{quality_tables.stamps(record, baseline)}<p>{_HOW_TO_READ}</p>{quality_tables.plot(record, baseline)}"
        f"{quality_tables.figures(record, baseline)}"
    )


def _trend(runs: Sequence[Record]) -> str:
    alike = [run for run in runs if run.questions == runs[-1].questions]
    if len(alike) < 2:
        held = "None is" if not alike else "One is"
        return f"<p>A trend needs two runs over the same set of questions. {held} held. {_MAKE_ONE}</p>"
    apart = len(runs) - len(alike)
    other = f" {wording.counted(apart, 'run')} over another set of questions left out." if apart else ""
    which = quality_words.SETS.get(alike[-1].questions, alike[-1].questions)
    return (
        f"<p>{len(alike):,} runs over {text(which)}, oldest first.{other} Each picture runs from 0 at the foot to 1 at "
        f"the top; the band is the interval.</p>{quality_tables.trend(alike)}"
    )


def _to_read(runs: Sequence[Record]) -> str:
    readable = [run for run in runs if run.questions in MAY_BE_READ and run.to_read]
    if not readable:
        return (
            f"<p>No run made here has answers to read. {_MAKE_ONE} Only development questions are kept to read; those "
            "of the reporting half are never shown.</p>"
        )
    run = readable[-1]
    return (
        f"<p>From the run <strong>{text(run.name)}</strong> of {wording.day(run.stamp.at)}, the worst first. Reading "
        f"them says more than any mean.</p>{''.join(quality_tables.to_read(one) for one in run.to_read)}"
    )


if __name__ == "__main__":
    page()
