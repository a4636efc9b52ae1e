"""The page of one source or one passage: what it says, on whose authority, and what else cites it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from advisor.errors import NotHeld
from advisor.interface import wording
from advisor.interface.citations import checked
from advisor.interface.escaping import host, is_linkable, official_link, own_link, text
from corpus.passage import Passage, Statement
from corpus.source import UK, Classification, Source, Standing

if TYPE_CHECKING:
    from advisor.composition import Advisor

_AT_ONCE = 20
_STATEMENT_HEADINGS = {"lead": "Short answer", **{part.value: words for part, words in wording.PARTS.items()}}


def draw_source(advisor: Advisor, source_id: str) -> str:
    """Draw a source; returns its title for the browser's tab.

    Raises:
        NotHeld: there is no such source.
    """
    held = advisor.holdings.source(source_id)
    passages = advisor.holdings.passages(source_id)
    if len(passages) == 1 and passages[0].id == source_id:
        _draw_passage(advisor, passages[0], held.source)
        return held.source.title
    st.html(f"<h1>{text(held.source.title)}</h1>{_warnings(held.warnings)}{_facts(held.source, None)}")
    st.html(f"<h2>{wording.counted(len(passages), 'passage')}</h2>")
    key = f"shown-{source_id}"
    shown = int(st.session_state.get(key, _AT_ONCE))
    st.html("".join(_folded(passage) for passage in passages[:shown]))
    if shown < len(passages):
        st.button(
            f"Show {min(_AT_ONCE, len(passages) - shown)} more", key=f"{key}-more", on_click=_more, args=(key, shown)
        )
    return held.source.title


def draw_passage(advisor: Advisor, passage_id: str) -> str:
    """Draw a passage; returns its title for the browser's tab.

    Raises:
        NotHeld: there is no such passage.
    """
    passage = advisor.holdings.passage(passage_id)
    _draw_passage(advisor, passage, advisor.holdings.source(passage.source_id).source)
    return passage.title


def _draw_passage(advisor: Advisor, passage: Passage, source: Source) -> None:
    st.html(f"<h1>{text(passage.title)}</h1>{_warnings(passage.warnings)}{_facts(source, passage)}")
    if passage.statements:
        st.html(f"<h2>What it says</h2>{_statements(passage)}{_corrections(passage)}")
    else:
        headings = " › ".join(passage.headings)
        st.html(f'<h2>The words</h2><p class="ga-hint">{text(headings)}</p>{_words(passage)}')
    citing = _cited_by(advisor, passage)
    if citing:
        st.html(citing)


def _facts(source: Source, passage: Passage | None) -> str:
    of = passage or source
    where = official_link(of.url, host(of.url)) if is_linkable(of.url) else "No official address"
    facts = [
        ("Official address", where),
        ("Publisher", text(source.publisher or "Not stated")),
        ("Kind", wording.KINDS[source.kind]),
        ("Status", _standing(of.standing)),
        ("Applies in", text(wording.places(of.extent))),
    ]
    if passage and passage.in_force_from:
        facts.append(("In force from", wording.day(passage.in_force_from)))
    if passage and passage.in_force_to:
        facts.append(("In force until", wording.day(passage.in_force_to)))
    facts.append(("How checked", checked(of.checked)))
    if of.as_at:
        facts.append(("As at", wording.day(of.as_at)))
    if of.classification is not Classification.OFFICIAL:
        facts.append(("Marking", wording.MARKINGS[of.classification]))
    facts.append(("Licence", text(source.licence or "Not stated")))
    if passage and passage.source_id != passage.id:
        facts.append(("Part of", own_link("/sources", source.title, id=source.id)))
    rows = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in facts)
    return f'<dl class="ga-facts">{rows}</dl>'


def _standing(standing: Standing) -> str:
    words = wording.STANDINGS[standing]
    return words if standing is Standing.IN_FORCE else f'<strong class="ga-warn">{words}</strong>'


def _statements(passage: Passage) -> str:
    parts = []
    for part, heading in _STATEMENT_HEADINGS.items():
        said = [statement for statement in passage.statements if statement.part == part]
        if said:
            items = "".join(f'<li class="ga-statement">{_statement(one, passage)}</li>' for one in said)
            parts.append(f"<h3>{heading}</h3><ul>{items}</ul>")
    return "".join(parts)


def _statement(statement: Statement, passage: Passage) -> str:
    refs = ", ".join(official_link(one.url, one.label) for one in statement.references)
    limits = ""
    if statement.extent and set(statement.extent) not in (set(UK), set(passage.extent)):
        limits += f" Only in {text(wording.places(statement.extent))}."
    if not statement.in_force:
        limits += ' <strong class="ga-warn">Not yet in force.</strong>'
    return f'{text(statement.text)}{limits} <span class="ga-statement__refs">{refs}</span>'


def _corrections(passage: Passage) -> str:
    if not passage.corrections:
        return ""
    blocks = "".join(
        f'<div class="ga-inset ga-inset--correction"><p><strong>People say:</strong> {text(one.wrong)}</p>'
        f"<p><strong>In fact:</strong> {_statement(one.right, passage)}</p></div>"
        for one in passage.corrections
    )
    return f"<h3>Often believed, but wrong</h3>{blocks}"


def _folded(passage: Passage) -> str:
    name = " › ".join(passage.headings) or passage.title
    return (
        f'<details class="ga-details"><summary>{text(passage.locator)}: {text(name)}</summary>'
        f"{_words(passage)}"
        f"<p>{own_link('/sources', 'Open this passage', passage=passage.id)}"
        f'<span class="ga-hidden"> {text(passage.locator)}</span></p></details>'
    )


def _words(passage: Passage) -> str:
    named = f'tabindex="0" role="group" aria-label="Words of {text(passage.locator)}"'
    return f'<div class="ga-words" {named}>{text(passage.text)}</div>'


def _warnings(warnings: Sequence[str]) -> str:
    return "".join(
        f'<div class="ga-inset ga-inset--correction"><p class="ga-inset__lead">Take care</p><p>{text(one)}</p></div>'
        for one in warnings
    )


def _cited_by(advisor: Advisor, passage: Passage) -> str:
    if not is_linkable(passage.url):
        return ""
    try:
        near = advisor.holdings.at(passage.url)
    except NotHeld:
        near = []
    others = [one for one in near if one.id != passage.id]
    if not others:
        return ""
    items = "".join(f"<li>{own_link('/sources', one.title, passage=one.id)}</li>" for one in others[:_AT_ONCE])
    more = f'<p class="ga-hint">And {len(others) - _AT_ONCE} more.</p>' if len(others) > _AT_ONCE else ""
    hint = '<p class="ga-hint">Other texts here that rest on the same provision.</p>'
    return f"<h2>Cited by</h2>{hint}<ul>{items}</ul>{more}"


def _more(key: str, shown: int) -> None:
    st.session_state[key] = shown + _AT_ONCE
