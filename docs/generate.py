"""Writes the reference pages and the schema from the code: ``python docs/generate.py FOLDER [LICENCES_FILE]``.

A page that differs from what is committed fails ``tests/conventions/test_papers.py``, so a contract cannot change
without its page.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, SecretStr

from advisor import settings
from advisor.approval import moves, permitted
from advisor.approval.actor import Role
from advisor.approval.casefile import Status
from advisor.approval.command import CommandKind
from advisor.approval.proposal import CaseKind
from advisor.governance.answer import OUTCOME_WORDS, Answer
from advisor.governance.citation import Citation
from advisor.governance.drafting.draft import Draft
from corpus import address, card
from corpus.passage import Passage
from corpus.source import Source
from docs.dependencies import licence_table

GENERATED = "<!-- Written by `make reference` from the code; change the code, not this page. -->"

HEADER_KEYS = {
    "id": "lower-case words joined by hyphens; the file's name without `.md`",
    "title": "what the card is about, as a person would say it",
    "kind": "`topic`, `provision`, `guidance`, `case law` or `glossary`",
    "url": "official address that the card digests; required for a provision, guidance and case law",
    "publisher": "who publishes what the card digests; the digest itself where it is left out",
    "extent": "`UK`, or any of `E`, `W`, `S`, `NI`",
    "standing": "`in force`, `prospective`, `repealed` or `superseded`, on the day `as_at`",
    "in_force_from": "first day on which this was law",
    "in_force_to": "first day on which it was no longer law; required where repealed or superseded",
    "as_at": "day to which the content was checked",
    "checked": "`instrument`, `secondary`, `knowledge` or `unverified`: how it was checked",
    "note": "one sentence of warning, shown beside the answer",
    "asked_as": "two or more ways in which people ask this; a question stands in one card only",
    "corrects": "wrong beliefs: `wrong`, `said_as` (how people say it), `right` (one cited statement)",
    "carries": "identifiers that this card takes over from the brief, for coverage reports",
}


def pages() -> Iterator[tuple[str, str]]:
    """Each reference page: file name and text."""
    yield "settings.md", _settings()
    yield "card-header.md", _card_header()
    yield "outcomes.md", _outcomes()
    yield "types.md", _types()
    yield "official-hosts.md", _hosts()
    yield "instruments.md", _instruments()
    yield "abbreviations.md", _abbreviations()
    yield "permissions.md", _permissions()
    yield "draft.schema.json", _draft_schema()
    console = _console()
    if console:
        yield "console.md", console


def _draft_schema() -> str:
    """The JSON of a draft as JSON Schema, by which others can check what ``advisor draft`` gives them."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Draft.model_json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def licences() -> str:
    """licences/README.md: the part written by hand, then the table of dependencies."""
    return Path(__file__).with_name("licences-head.md").read_text("utf-8").rstrip() + "\n\n" + licence_table() + "\n"


def main(folder: Path, licences_file: Path | None = None) -> None:
    """Write every page, and take away pages that nothing generates any more."""
    folder.mkdir(parents=True, exist_ok=True)
    written = dict(pages())
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8")
    for path in folder.glob("*.md"):
        if path.name not in written:
            path.unlink()
    if licences_file:
        licences_file.write_text(licences(), "utf-8")


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", GENERATED, *parts]) + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    def line(cells: Iterable[object]) -> str:
        return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    head = list(head)
    return "\n".join([line(head), "|" + "---|" * len(head), *map(line, rows)])


def _settings() -> str:
    parts = [
        (
            "Settings come from `settings.toml` in the home folder (or the file named by `ADVISOR_SETTINGS`); "
            "environment variables override them. A key that is not listed here is refused. `ADVISOR_HOME` names the "
            "home folder, which is otherwise the platform's user data folder for `governance-advisor`."
        ),
        '```toml\n[answer]\njurisdiction = "england"\n```',
    ]
    for section, field in settings.Settings.model_fields.items():
        kind = field.annotation
        if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
            continue
        rows = []
        for name, setting in kind.model_fields.items():
            value = setting.default
            secret = SecretStr in getattr(setting.annotation, "__args__", ())
            shown = "none" if value is None or value == () or secret else f"`{_plain(value)}`"
            key = f"ADVISOR_{section.upper()}__{name.upper()}"
            rows.append((f"`{name}`", shown if value != "" else "empty", f"`{key}`", setting.description or ""))
        words = (kind.__doc__ or "").strip().splitlines()[0]
        parts += [f"## {section}", words, _table(("key", "default", "environment variable", "what it is"), rows)]
    return _page("Settings", *parts)


def _plain(value: object) -> str:
    """A default as a person would type it into the settings file."""
    return str(value).lower() if isinstance(value, bool) else str(getattr(value, "value", value))


def _card_header() -> str:
    fields = card._Header.model_fields
    if set(fields) != set(HEADER_KEYS):
        raise SystemExit(f"docs/generate.py does not describe the card header keys {set(fields) ^ set(HEADER_KEYS)}")
    rows = [(f"`{name}`", "yes" if field.is_required() else "no", HEADER_KEYS[name]) for name, field in fields.items()]
    headings = [(f"`## {words.capitalize()}`", part.value) for words, part in card.HEADINGS.items()]
    return _page(
        "Card header",
        "How to write a card: [write a card](../how-to/write-a-card.md).",
        _table(("key", "required", "meaning"), rows),
        "## Headings of the body",
        "Statements before the first heading are the short answer (`lead`).",
        _table(("heading", "part of the answer"), headings),
    )


def _outcomes() -> str:
    rows = [(f"`{outcome.value}`", OUTCOME_WORDS[outcome] or "(the answer itself)") for outcome in OUTCOME_WORDS]
    return _page(
        "Outcomes",
        "Every question ends in one of these. The words are what a person reads first.",
        _table(("outcome", "words"), rows),
    )


def _types() -> str:
    parts = ["The types that are stored and exchanged. More fields may be added; none is dropped or renamed."]
    seen: set[str] = set()
    for model in (Answer, Citation, Source, Passage):
        schema = model.model_json_schema(mode="serialization")
        for name, part in [(model.__name__, schema), *sorted(schema.get("$defs", {}).items())]:
            if name in seen:
                continue
            seen.add(name)
            parts += [f"## {name}", _tidy(part.get("description", ""))]
            if "enum" in part:
                parts.append("One of " + ", ".join(f"`{value}`" for value in part["enum"]) + ".")
            else:
                rows = [(f"`{key}`", _kind(value)) for key, value in part["properties"].items()]
                parts.append(_table(("field", "type"), rows))
    return _page("Types", *(part for part in parts if part))


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join("nothing" if one.get("type") == "null" else _kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        inner = schema.get("items") or {}
        return f"list of {_kind(inner)}" if inner else "list"
    words = {"integer": "whole number", "boolean": "true or false", "string": "text"}
    kind = str(schema.get("format") or schema.get("type", "value"))
    return {"date-time": "date and time (ISO 8601)", "date": "date (ISO 8601)"}.get(kind, words.get(kind, kind))


def _tidy(docstring: str) -> str:
    return re.sub(r"``([^`]+)``", r"`\1`", " ".join(docstring.split()))


def _hosts() -> str:
    hosts = sorted(address.official_hosts())
    return _page(
        "Official hosts",
        "A card may cite, and `advisor corpus sync` may fetch, only https addresses on these hosts.",
        "\n".join(f"- `{host}`" for host in hosts),
    )


def _instruments() -> str:
    known = sorted(address.instruments().values(), key=lambda instrument: instrument.short.lower())
    rows = [
        (instrument.short, instrument.title, f"<{instrument.url}>", " ".join(instrument.extent)) for instrument in known
    ]
    return _page(
        "Instruments known by name",
        "Citations begin with these short names. Other instruments are cited by year and number.",
        _table(("short name", "title", "address", "extent"), rows),
    )


def _abbreviations() -> str:
    entries = yaml.safe_load(files("corpus").joinpath("glossary.yaml").read_text("utf-8"))
    rows = sorted((entry["term"], entry.get("stands_for", ""), entry.get("meaning", "")) for entry in entries)
    return _page(
        "Abbreviations and words that people use",
        "Questions may use any of these.",
        _table(("word", "stands for", "meaning"), rows),
    )


def _permissions() -> str:
    parts = [
        (
            "What each role may ask of a case, by the case's status. Holding a role is never enough for a decision: "
            "the rules in [decision 9](../adr/0009-approval.md) come on top, above all that nobody decides what they "
            "wrote, and that a model or script attaches texts and does nothing else."
        ),
        (
            "Opening a case takes the role of author in the organisation that leads it; anybody of an organisation may "
            "refer a question. An auditor reads everything and changes nothing. An administrator keeps the register of "
            "people, roles and delegations and has no part in cases."
        ),
        "## How a case moves",
        _diagram(),
        _table(("from", "by", "to"), _moves()),
    ]
    for status in Status:
        rows = [
            (role.value, _commands_in_words(permitted.TABLE[status].get(role, frozenset())))
            for role in Role
            if permitted.TABLE[status].get(role)
        ]
        parts += [f"## {status.value.capitalize()}", _table(("role", "may"), rows) if rows else "Nothing more happens."]
    narrow = [
        (command.value, ", ".join(kind.value for kind in CaseKind if kind in permitted.KINDS[command]))
        for command in CommandKind
        if permitted.KINDS[command] != frozenset(CaseKind)
    ]
    parts += ["## Commands that are not for every kind of case", _table(("command", "for"), narrow)]
    parts += [
        "## Never on a case that one wrote",
        _commands_in_words(permitted.NOT_BY_AN_AUTHOR).capitalize() + ".",
    ]
    return _page("Who may do what with a case", *parts)


def _commands_in_words(commands: Iterable[CommandKind]) -> str:
    known = set(commands)
    return ", ".join(command.value for command in CommandKind if command in known)


def _moves() -> Iterator[tuple[str, str, str]]:
    for status, row in moves.MOVES.items():
        for command, ends in row.items():
            yield status.value, command.value if command else moves.TIME, " or ".join(end.value for end in ends)


def _diagram() -> str:
    labels: dict[tuple[Status, Status], list[str]] = {}
    for status, row in moves.MOVES.items():
        for command, ends in row.items():
            for end in ends:
                labels.setdefault((status, end), []).append(command.value if command else "time")
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft: open"]
    lines += [
        f"    {one.value.replace(' ', '_')} --> {other.value.replace(' ', '_')}: {', '.join(words)}"
        for (one, other), words in labels.items()
    ]
    ended = [status for status in Status if status not in moves.MOVES]
    lines += [f"    {status.value.replace(' ', '_')} --> [*]" for status in ended]
    return "\n".join([*lines, "```"])


def _console() -> str:
    try:
        import typer

        from advisor import cli
    except ImportError:
        return ""
    command = typer.main.get_command(cli.app)
    parts = ["Exit status: 0 the command did its work, 1 it failed or a rule refused it, 2 wrong usage or settings."]
    for words, help_text, parameters in _commands(command, "advisor"):
        parts += [f"## {words}", help_text]
        if parameters:
            parts.append(_table(("argument or option", "default", "what it is"), parameters))
    return _page("Console commands", *(part for part in parts if part))


def _commands(command: Any, words: str) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    if hasattr(command, "commands"):
        for name, inner in sorted(command.commands.items()):
            yield from _commands(inner, f"{words} {name}")
        return
    rows = []
    for parameter in command.params:
        if parameter.name == "help":
            continue
        is_option = parameter.param_type_name == "option"
        name = (
            ", ".join([*parameter.opts, *parameter.secondary_opts])
            if is_option
            else (parameter.metavar or parameter.name.upper())
        )
        value = parameter.default
        plain = (
            value is None
            or callable(value)
            or value is False
            or value in ((), "")
            or "Sentinel" in type(value).__name__
        )
        rows.append((f"`{name}`", "" if plain else f"`{_plain(value)}`", getattr(parameter, "help", "") or ""))
    yield words, _tidy((command.help or "").split("\f")[0]), rows


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
