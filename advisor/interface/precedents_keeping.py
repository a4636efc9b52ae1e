"""Keeping the register: bringing rows in from a file, and giving the register out, for those who may."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from advisor.approval import publication
from advisor.approval.refusal import Refusal
from advisor.errors import CorpusError
from advisor.governance.precedents.precedent import Precedent
from advisor.governance.precedents.register_rows import (
    RowRead,
    catalogue_of,
    csv_of,
    digital_economy_act_csv_of,
    json_lines_of,
    read_csv,
    read_json_lines,
)
from advisor.interface import banners, doing, identity, library, precedents_consulting, precedents_found, wording
from advisor.interface.escaping import text
from advisor.interface.holdings_tables import table
from advisor.interface.review_sending import MOST_MEGABYTES, bytes_of

if TYPE_CHECKING:
    from advisor.approval.actor import Actor
    from advisor.composition import Advisor
    from advisor.journeys.precedent_register import Imported

_FILE, _REPORT, _MOST_FAULTS = "precedents-file", "precedents-report", 50


def draw(advisor: Advisor, actor: Actor) -> None:
    """Both forms; who may not keep the register is told why."""
    try:
        publication.check_may_keep_register(actor, advisor.authority.register(), library.now())
    except Refusal as refusal:
        st.html(banners.inset(f"{refusal.sentence} {refusal.what_to_do}".strip()))
        return
    st.html("<h2>Import rows</h2>")
    _report()
    with st.form("precedents-import", border=True):
        st.file_uploader(
            f"A register in JSON Lines or CSV, {MOST_MEGABYTES} MB at most",
            type=["jsonl", "csv"],
            key=_FILE,
            max_upload_size=MOST_MEGABYTES,
        )
        st.html(
            '<p class="ga-hint">Bad rows are told with their line and the good ones are kept. Give the same file again '
            "after a stop, and it goes on where it was. A larger file goes in by the command line: "
            "<code>advisor precedents import</code>.</p>"
        )
        sent = st.form_submit_button("Import them", type="primary")
    if sent:
        _bring_in(advisor)
        st.rerun()
    _giving_out(advisor)


def _bring_in(advisor: Advisor) -> None:
    """Bring the rows in, with a bar that says how far it has come."""
    bar = st.progress(0.0, text="Reading")
    st.session_state.pop(_REPORT, None)

    def work() -> str:
        body, name = bytes_of(_FILE, "The register")
        rows = _rows(body, name)
        if not rows:
            raise CorpusError("There is no row in the file.", "Give a register in JSON Lines or CSV.")

        def tell(done: int) -> None:
            bar.progress(min(1.0, done / len(rows)), text=f"{done:,} of {len(rows):,} rows brought in")

        actor = identity.visitor(advisor).actor
        done = advisor.precedents.register.bring_in(rows, actor, origin="import", on_progress=tell)
        st.session_state[_REPORT] = done
        return (
            f"{done.added:,} added, {done.updated:,} updated, {done.unchanged:,} unchanged, {len(done.rejected):,} "
            "rejected."
        )

    doing.attempt("precedents", work)


def _rows(body: bytes, name: str) -> list[RowRead]:
    try:
        read = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError("The file is not text in UTF-8.", "Save it as UTF-8 and try again.") from error
    return list(read_csv(read) if name.lower().endswith(".csv") else read_json_lines(read.split("\n")))


def _report() -> None:
    done: Imported | None = st.session_state.get(_REPORT)
    if done is None or not done.rejected:
        return
    rows = [
        f'<tr><th scope="row" class="ga-number">{one.line}</th><td>{text(one.reason)}</td></tr>'
        for one in done.rejected[:_MOST_FAULTS]
    ]
    more = len(done.rejected) - len(rows)
    rest = f"<p>{wording.counted(more, 'more row')} rejected.</p>" if more else ""
    head = '<th scope="col" class="ga-number">Line</th><th scope="col">What is wrong with it</th>'
    st.html(f"{table('Rows that were not brought in', head, rows)}{rest}")


def _giving_out(advisor: Advisor) -> None:
    clearance = precedents_consulting.clearance()
    held = precedents_consulting.rows(advisor, on=precedents_consulting.today(), clearance=clearance)
    banner = precedents_found.invented_banner(one.invented for one in held.values())
    st.html(
        f"<h2>Export the register</h2><p>{wording.counted(len(held), 'precedent')} up to the marking that you "
        f"choose. Withdrawn ones are in no file.</p>{banner}"
    )
    precedents_consulting.choose_clearance("export-clearance")
    forms: tuple[tuple[str, str, str, Callable[[Iterable[Precedent]], str]], ...] = (
        ("For another installation (JSON Lines)", "precedents.jsonl", "application/jsonl", json_lines_of),
        ("For a spreadsheet (CSV)", "precedents.csv", "text/csv", csv_of),
        ("As the Digital Economy Act register (CSV)", "agreements.csv", "text/csv", digital_economy_act_csv_of),
        ("As a DCAT catalogue (JSON-LD)", "precedents.jsonld", "application/ld+json", _catalogue),
    )
    with st.container(horizontal=True):
        for words, name, media_type, written in forms:
            st.download_button(
                words,
                partial(_encoded, written, tuple(held.values())),
                file_name=name,
                mime=media_type,
                key=f"export-{name}",
                on_click="ignore",
            )


def _encoded(written: Callable[[Iterable[Precedent]], str], rows: Iterable[Precedent]) -> bytes:
    return written(rows).encode()


def _catalogue(found: Iterable[Precedent]) -> str:
    rows = list(found)
    publisher = next((one.organisation for one in rows if one.organisation and not one.invented), "")
    return json.dumps(catalogue_of(rows, publisher), ensure_ascii=False, indent=2) + "\n"
