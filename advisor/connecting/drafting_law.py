"""Connecting drafting with the rules, risks and templates that ship, and with what the digest cards say of the law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from advisor.errors import SettingsFault
from advisor.governance.draft_paper import CitedSource
from advisor.governance.drafting.composing import Rulebook
from advisor.governance.drafting.origins import origins_of_rules
from advisor.governance.drafting.provenance import KnownLaw, KnownStatement, likeness
from corpus.address import label
from corpus.drafting_files import drafting_rules, shipped_benefits, shipped_risks, shipped_templates, templates_in
from corpus.shipped_citations import cited_addresses, lines_citing, shipped_card
from corpus.source import UK
from corpus.template import Template

_CARDS_READ = 4
"""How many cards are read to find one statement."""
_PUBLISHERS = {
    "www.legislation.gov.uk": "legislation.gov.uk",
    "ico.org.uk": "Information Commission",
    "www.gov.uk": "GOV.UK",
}


@cache
def rulebook(today: date, scale: int = 3, own_templates: tuple[Template, ...] = ()) -> Rulebook:
    """What drafts are composed from on a day; a body's own templates stand in front of those that ship."""
    rules, risks, benefits = drafting_rules(), shipped_risks(), shipped_benefits()
    own = {one.name for one in own_templates}
    templates = (*own_templates, *(one for one in shipped_templates() if one.name not in own))
    return Rulebook(
        rules=rules,
        risks=risks,
        benefits=benefits,
        templates=templates,
        known=KnownLaw(lambda wanted, addresses: _statements(wanted, addresses, today)),
        rule_words=origins_of_rules((rules,), risks, benefits, templates),
        scale=scale,
    )


@cache
def own_templates(folder: Path | None) -> tuple[Template, ...]:
    """The templates that a body keeps for itself.

    Raises:
        SettingsFault: the folder of the settings is not there.
        DraftingFault: a template breaks the format; file and key are named.
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        raise SettingsFault(f"Setting drafting.templates: {folder} is no folder.", "Name the folder of your templates.")
    return templates_in(folder)


def sources(urls: Sequence[str]) -> tuple[CitedSource, ...]:
    """What stands behind addresses, in their order."""
    known = cited_addresses()
    return tuple(
        CitedSource(
            url=url,
            title=known[url].label if url in known else _title(url),
            publisher=_PUBLISHERS.get(url.split("/")[2], url.split("/")[2]),
            as_at=known[url].as_at if url in known else None,
        )
        for url in urls
    )


def _title(url: str) -> str:
    """What an address that no card cites is called: as lawyers write it, or else by the page's own name in it."""
    path = url.rstrip("/").split("/")[3:]
    if "www.legislation.gov.uk" in url or not path:
        return label(url)
    name = unquote(path[-1]).replace("-", " ").replace("_", " ").strip()
    return name[:1].upper() + name[1:] or label(url)


def _statements(wanted: str, addresses: Sequence[str], today: date) -> Iterator[KnownStatement]:
    """What the cards whose words come nearest say, of what holds on a day in the whole United Kingdom."""
    near = {(likeness(wanted, line), name) for address in addresses for name, line in lines_citing(address)}
    names = dict.fromkeys(name for share, name in sorted(near, reverse=True) if share)
    for name in list(names)[:_CARDS_READ]:
        passage = shipped_card(name).passage
        if passage.extent != UK or not passage.true_from <= today < passage.true_to:
            continue
        for one in passage.told:
            if one.extent is None and one.in_force:
                yield KnownStatement(
                    text=one.text, citations=tuple(each.url for each in one.references), title=passage.title
                )
