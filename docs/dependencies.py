"""What the project needs at run time, and under which licences, read from what is installed."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

OURS = "governance-advisor"

REFUSED = re.compile(
    r"\bA?GPL|GNU (?:Affero )?General Public|\bSSPL|Server Side Public|Business Source|Commons Clause|\bElastic",
    re.IGNORECASE,
)
KNOWN = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|CC0|Zlib|HPND|Unlicense|CNRI)\b",
    re.IGNORECASE,
)

READ: dict[str, str] = {
    "altair": "BSD-3-Clause",
    "mmh3": "MIT",
    "tiktoken": "MIT",
    "pypdfium2": "BSD-3-Clause and Apache-2.0; PDFium and its parts under BSD, MIT and Apache licences",
    "tld": "MPL-1.1 (chosen from MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later)",
}
"""Licences that were read in the package's own licence file, because its metadata is unclear or leaves a choice."""


def canonical(name: str) -> str:
    """A distribution's name in its one normal spelling."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(of: str = OURS) -> list[str]:
    """Every installed distribution that a plain install of ``of`` needs, itself left out, in order of name."""
    seen: set[tuple[str, str]] = set()
    waiting = [(canonical(of), "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            requires = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        for line in requires:
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(canonical(needed.name), wanted) for wanted in ("", *needed.extras)]
    return sorted({name for name, _ in seen if name != canonical(of) and _is_installed(name)})


def stated(name: str) -> str:
    """What a distribution says its licence is: the expression, else the classifiers, else a short free text."""
    metadata = distribution(name).metadata
    classifiers = [
        line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or [] if line.startswith("License")
    ]
    expression, free = ((metadata.get_all(key) or [""])[0].strip() for key in ("License-Expression", "License"))
    return expression or "; ".join(classifiers) or (free if len(free) < 100 else "") or "not stated"


def is_refused(licence: str) -> bool:
    """Whether no alternative of the licence is free of strong copyleft (``A OR B`` lets us take either)."""
    alternatives = re.split(r"\s+OR\s+", licence)
    return all(REFUSED.search(alternative.replace("LGPL", "")) for alternative in alternatives)


def licence_table() -> str:
    """A Markdown table of every runtime dependency and its licence."""
    rows = [f"| `{name}` | {READ.get(name) or stated(name)} |" for name in closure()]
    return "\n".join(["| package | licence |", "|---|---|", *rows])


def _is_installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
