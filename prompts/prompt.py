"""A prompt: a Markdown file whose header declares its variables and what a reply must look like.

The body has the sections ``## system`` and ``## user``. It is cut into them before anything is filled in, so that no
value can open a section of its own. What is declared must equal what the body uses.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from jinja2 import StrictUndefined, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

_SECTION = re.compile(r"^## (system|user)\s*$", re.MULTILINE)
_KEYS = {"id", "purpose", "variables", "output"}


class PromptFault(ValueError):
    """A prompt file breaks the format, or is filled in with other variables than it declares."""


@dataclass(frozen=True)
class Filled:
    """A prompt with its variables filled in."""

    system: str
    user: str


@dataclass(frozen=True)
class Prompt:
    """One prompt. ``digest`` is the sha256 of its file; ``output`` the JSON schema of a reply."""

    id: str
    purpose: str
    variables: frozenset[str]
    output: dict[str, Any]
    digest: str
    system: str
    user: str

    def fill(self, **values: Any) -> Filled:
        """Both sections with the values in place.

        Raises:
            PromptFault: a declared variable is missing, or one is given that is not declared.
        """
        if set(values) != self.variables:
            missing, strange = sorted(self.variables - set(values)), sorted(set(values) - self.variables)
            raise PromptFault(f"prompt {self.id}: missing {missing}, not declared {strange}")
        try:
            return Filled(
                _sections().from_string(self.system).render(values), _sections().from_string(self.user).render(values)
            )
        except TemplateError as error:
            raise PromptFault(f"prompt {self.id}: {error}") from error


def read(text: str, name: str) -> Prompt:
    """Read one prompt file.

    Raises:
        PromptFault: for a header that is not as it should be, a section that is missing or twice there, a strict schema
            that leaves something open, or variables that are declared and not used, or used and not declared.
    """
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise PromptFault(f"{name}: the prompt has no header between two lines of three hyphens")
    header = _header(parts[1], name)
    sections = _SECTION.split(parts[2])
    found = dict(zip(sections[1::2], (one.strip() for one in sections[2::2]), strict=True))
    if sections[0].strip() or sections[1::2] != ["system", "user"] or not all(found.values()):
        raise PromptFault(f"{name}: the body must be one section '## system' and then one section '## user'")
    declared = frozenset(header["variables"])
    used = _used(found["system"], name) | _used(found["user"], name)
    if declared != used:
        raise PromptFault(
            f"{name}: declared and not used {sorted(declared - used)}, used and not declared {sorted(used - declared)}"
        )
    _check_strict(header["output"], name)
    return Prompt(
        id=header["id"],
        purpose=header["purpose"],
        variables=declared,
        output=header["output"],
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        system=found["system"],
        user=found["user"],
    )


@cache
def load(prompt_id: str) -> Prompt:
    """The prompt that ships under that id.

    Raises:
        PromptFault: there is none, or its file breaks the format.
    """
    if not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", prompt_id):
        raise PromptFault(f"{prompt_id!r} is not the name of a prompt")
    path = files("prompts").joinpath(f"{prompt_id}.md")
    if not path.is_file():
        raise PromptFault(f"there is no prompt {prompt_id}")
    prompt = read(path.read_text("utf-8").replace("\r\n", "\n"), f"{prompt_id}.md")
    if prompt.id != prompt_id:
        raise PromptFault(f"{prompt_id}.md: the id {prompt.id!r} is not the file's name")
    return prompt


def shipped() -> list[str]:
    """The ids of all prompts that ship, in order."""
    return sorted(one.name.removesuffix(".md") for one in files("prompts").iterdir() if one.name.endswith(".md"))


@cache
def _sections() -> ImmutableSandboxedEnvironment:
    # What is written is not HTML: escaping would change the words that a quotation must repeat.
    return ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )


def _used(section: str, name: str) -> set[str]:
    try:
        return set(meta.find_undeclared_variables(_sections().parse(section)))
    except TemplateError as error:
        raise PromptFault(f"{name}: {error}") from error


def _header(text: str, name: str) -> dict[str, Any]:
    try:
        header = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PromptFault(f"{name}: the header is not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(header, dict) or set(header) != _KEYS:
        raise PromptFault(f"{name}: the header must have exactly the keys {', '.join(sorted(_KEYS))}")
    texts = isinstance(header["id"], str) and isinstance(header["purpose"], str) and header["purpose"].strip()
    listed = isinstance(header["variables"], list) and all(isinstance(one, str) for one in header["variables"])
    if not texts or not listed or not isinstance(header["output"], dict):
        raise PromptFault(f"{name}: id and purpose are texts, variables a list of names, output a JSON schema")
    return header


def _check_strict(schema: dict[str, Any], name: str) -> None:
    """Servers that hold a model to a schema want every object closed and every key required."""
    if schema.get("type") == "object":
        keys = set(schema.get("properties", {}))
        if schema.get("additionalProperties") is not False or set(schema.get("required", ())) != keys or not keys:
            raise PromptFault(f"{name}: every object of the output is closed and requires all its keys")
    for inner in (*schema.get("properties", {}).values(), schema.get("items")):
        if isinstance(inner, dict):
            _check_strict(inner, name)
