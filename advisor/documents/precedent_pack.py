"""The precedent pack as a document to take away: accessible PDF, the same bytes for the same pack, and Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import typst

from advisor.governance.precedents.pack import NearPrecedent, PrecedentPack
from advisor.governance.precedents.told_apart import from_case, from_opposites
from advisor.governance.words import date_in_words
from corpus.source import Classification, Frozen

INVENTED = "Invented: made up to practise with. No body decided it, and it may not be cited."

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!@]|:(?=//)|(?<=www)\.|^[+-]|(?<=^\d)[.)])", re.IGNORECASE)
"""What Markdown would take for markup, a list or the address of a link."""

_PAGE = """
#let told = json(bytes(sys.inputs.pack))
#set document(title: [Precedents: ] + told.title, author: "Governance advisor", date: none)
#set page(
  paper: "a4", margin: 25mm, header: align(center, text(weight: "bold", size: 10pt, told.marking)),
  footer: context align(center, text(size: 9pt)[Page #counter(page).display() of #counter(page).final().first()]),
)
#set text(lang: "en", region: "GB", size: 11pt)
#set par(leading: 0.65em)
#show heading: set block(above: 16pt, below: 8pt)
#let listed(lines) = for line in lines [- #line]

= Precedents: #told.title

#told.on #linebreak() #told.note

#if told.near.len() > 0 [
  #for one in told.near [
    == #one.title
    *#one.decided* #linebreak() #one.about

    #if one.invented != "" [*#one.invented*]

    #for warning in one.warnings [*Take care:* #warning #parbreak()]

    #for part in one.parts [
      === #part.name
      #if part.lines.len() > 1 { listed(part.lines) } else { part.lines.first() }
    ]
  ]
]

#if told.conditions.len() > 0 [
  == Conditions to consider
  Near cases carried these. Whether any of them fits is for whoever decides.
  #for one in told.conditions [- #one.text (#one.ids)]
]

#v(8mm)
#text(size: 9pt)[Written by the governance advisor on #told.made. What was looked for: #told.sought]
"""


class PackDocument(Frozen):
    """A pack with what was looked for. ``marking`` is the highest of the precedents in it."""

    title: str
    sought: str
    pack: PrecedentPack
    marking: Classification
    made_at: datetime


def pdf(document: PackDocument) -> bytes:
    """The pack as PDF/UA-1. Everything is handed over as data, so that nothing in it is taken for typesetting."""
    written: bytes = typst.compile(
        _PAGE.encode(),
        format="pdf",
        sys_inputs={"pack": json.dumps(_told(document))},
        pdf_standards=["ua-1"],
        timestamp=int(document.made_at.timestamp()),
        ignore_system_fonts=True,
    )
    return written


def markdown(document: PackDocument) -> str:
    """The pack as Markdown; nothing in a precedent is taken for markup."""
    told = _told(document)
    lines = [f"**{told['marking']}**", "", f"# Precedents: {_plain(told['title'])}", "", told["on"], "", told["note"]]
    for one in told["near"]:
        lines += ["", f"## {_plain(one['title'])}", "", f"**{one['decided']}**  ", _plain(one["about"])]
        if one["invented"]:
            lines += ["", f"**{one['invented']}**"]
        for warning in one["warnings"]:
            lines += ["", f"**Take care:** {_plain(warning)}"]
        for part in one["parts"]:
            lines += ["", f"### {_plain(part['name'])}", "", *_bullets(part["lines"])]
    if told["conditions"]:
        lines += ["", "## Conditions to consider", ""]
        lines += ["Near cases carried these. Whether any of them fits is for whoever decides.", ""]
        lines += [f"- {_plain(one['text'])} ({_plain(one['ids'])})" for one in told["conditions"]]
    lines += ["", "---", "", f"Written by the governance advisor on {told['made']}."]
    return "\n".join([*lines, "", f"What was looked for: {_plain(told['sought'])}", ""])


def _told(document: PackDocument) -> dict[str, Any]:
    pack = document.pack
    return {
        "title": _line(document.title),
        "sought": _line(document.sought),
        "marking": document.marking.value.upper(),
        "on": f"As they stood on {date_in_words(pack.on)}.",
        "note": pack.note,
        "near": [_near(one) for one in pack.near],
        "conditions": [{"text": _line(one.text), "ids": ", ".join(one.precedent_ids)} for one in pack.conditions],
        "made": date_in_words(document.made_at.date()),
    }


def _near(one: NearPrecedent) -> dict[str, Any]:
    parts = (
        ("What is alike", one.alike or ("Nothing that could be named; its words are near.",)),
        ("What differs", from_case(one) or ("Nothing that could be named. Read it before you rely on it.",)),
        *((f"Nearly the same, but {each.decided}: {each.precedent_id}", each.points) for each in from_opposites(one)),
        ("Reasons", (one.reasons,) if one.reasons else ("None are recorded.",)),
        ("Conditions", one.conditions or ("None.",)),
        *((("Afterwards", (one.outcome,)),) if one.outcome else ()),
    )
    status = one.status.value.replace("_", " ")
    return {
        "title": f"{_line(one.title)} ({one.id})",
        "decided": f"{one.decision.in_words.capitalize()}; {status}",
        "about": _line(f"{one.organisation or 'Body not stated'} · decided {date_in_words(one.decided_on)}"),
        "invented": INVENTED if one.invented else "",
        "warnings": [_line(warning) for warning in one.warnings],
        "parts": [{"name": _line(name), "lines": [_line(line) for line in lines]} for name, lines in parts],
    }


def _line(words: str) -> str:
    return " ".join(words.split())


def _plain(words: str) -> str:
    return _MARKUP.sub(r"\\\1", words)


def _bullets(lines: Iterable[str]) -> list[str]:
    said = [_plain(line) for line in lines]
    return [f"- {line}" for line in said] if len(said) > 1 else said
