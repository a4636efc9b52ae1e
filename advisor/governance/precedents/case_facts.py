"""The facts of a case that is looked for among precedents: from words, from a form, or from a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.concepts import Found, Lexicon
from corpus.source import Frozen, Jurisdiction

FORM = ("parties", "purpose", "data", "people", "law", "method", "recipients", "jurisdiction")
"""The fields of the form in which facts of a case are handed over."""

_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+")
_FEWEST_WORDS = 3


class CaseFacts(Frozen):
    """What is known of a case. ``parts`` are the passages of it that may each match by themselves."""

    text: str
    parts: tuple[str, ...]
    found: Found
    law: tuple[str, ...] = ()
    jurisdiction: Jurisdiction | None = None


def facts_of_words(words: str, lexicon: Lexicon) -> CaseFacts:
    """The facts in what somebody wrote; a text that is a form in JSON is read as one."""
    if words.lstrip().startswith("{"):
        try:
            form = json.loads(words)
        except ValueError:
            form = None
        if isinstance(form, dict) and form.keys() & set(FORM):
            return facts_of_form(form, lexicon)
    text = " ".join(words.split())
    parts = tuple(part for part in _SENTENCE_END.split(text) if len(part.split()) >= _FEWEST_WORDS)
    return CaseFacts(text=text, parts=parts or (text,), found=lexicon.found_in(text))


def facts_of_form(form: Mapping[str, Any], lexicon: Lexicon) -> CaseFacts:
    """The facts of a filled-in form; fields that are missing are left out."""
    data, people = ", ".join(_texts(form.get("data"))), _one(form.get("people"))
    recipients = ", ".join(_texts(form.get("recipients")))
    purpose, method = _one(form.get("purpose")), _one(form.get("method"))
    text = ". ".join(part for part in (purpose, data, people, method, recipients) if part)
    about = " of ".join(part for part in (data, people) if part)
    kinds = " . ".join(_kind_of_party(one) for one in form.get("parties") or ())
    return CaseFacts(
        text=text,
        parts=tuple(part for part in (purpose, method, about) if part) or (text,),
        found=lexicon.found_in(text).both(lexicon.found_in(kinds)),
        law=tuple(_texts(form.get("law"))),
        jurisdiction=_jurisdiction(form.get("jurisdiction")),
    )


def facts_of_case(draft: str, lexicon: Lexicon) -> CaseFacts:
    """The facts of a case from its draft: a form, a drafted document as JSON, or plain words."""
    try:
        read = json.loads(draft)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        return facts_of_words(draft, lexicon)
    if "sections" not in read and "roles" not in read:
        return facts_of_form(read, lexicon)
    return facts_of_form(_form_of_document(read), lexicon)


def _form_of_document(document: Mapping[str, Any]) -> dict[str, Any]:
    """The form that a drafted assessment or agreement amounts to."""
    facts: dict[str, list[str]] = {}
    for fact in document.get("facts") or ():
        if isinstance(fact, dict):
            facts.setdefault(str(fact.get("kind", "")), []).append(str(fact.get("value", "")))
    roles = [one for one in document.get("roles") or () if isinstance(one, dict)]
    bases = [one for one in document.get("lawful_basis") or () if isinstance(one, dict)]
    access = [one for one in document.get("access") or () if isinstance(one, dict)]
    purposes = [*facts.get("purpose", []), *(str(one.get("benefit", "")) for one in document.get("benefit") or ())]
    return {
        "parties": [{"name": one.get("party", ""), "role": one.get("role", "")} for one in roles],
        "purpose": ". ".join(purposes[:2]),
        "data": facts.get("data item", []) + facts.get("data", []),
        "people": ", ".join(facts.get("data subjects", []) + facts.get("people", [])),
        "law": list(dict.fromkeys(url for one in bases for url in _texts(one.get("citations")))),
        "method": ". ".join(dict.fromkeys(str(one.get("recommended", "")) for one in access)),
        "recipients": [str(one.get("party", "")) for one in roles if one.get("role") == "recipient"],
    }


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [str(one) for one in value] if isinstance(value, Iterable) else []


def _one(value: Any) -> str:
    return ", ".join(_texts(value))


def _kind_of_party(party: Any) -> str:
    return " ".join(str(party.get(key, "")) for key in ("type", "name")) if isinstance(party, dict) else str(party)


def _jurisdiction(value: Any) -> Jurisdiction | None:
    try:
        return Jurisdiction(str(value).lower().replace(" ", "-")) if value else None
    except ValueError:
        return None
