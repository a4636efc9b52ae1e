"""How well a proposal is understood: ``python -m evaluations.drafting HALF``.

Prints, of the graded proposals: planted facts carried word for word into their field, planted gaps asked and questions
that the proposal answers, cases of the screening, roles, instrument, bases, contradictions, corrections, risks and the
time.
Of ``reporting`` and ``second`` it prints figures only. ``short`` are paragraphs for the screening, roles, instrument
and risks alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import yaml

from advisor.governance.drafting.access import compare_access
from advisor.governance.drafting.contradictions import contradictions
from advisor.governance.drafting.corrections import correct
from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.facts import Facts, understand
from advisor.governance.drafting.gaps import ask
from advisor.governance.drafting.instrument import choose_instrument
from advisor.governance.drafting.lawful_basis import lawful_basis
from advisor.governance.drafting.meaning import Meaning
from advisor.governance.drafting.risks import choose_risks
from advisor.governance.drafting.roles import roles
from advisor.governance.drafting.screening import screen
from corpus.drafting_files import drafting_rules, shipped_risks
from corpus.drafting_rules import DraftingRules
from retrieval.embedding import PackagedMiniLM
from retrieval.proposal_reading import ProposalReading

_BARRED = {"ea", "f"}
_UNREAD = ("reporting", "second")
_SHORT = "short"

Row = tuple[str, bool]


def proposals(half: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The proposals of one part: the text and what a right draft holds."""
    folder = files("evaluations").joinpath("datasets", "drafting", half)
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if half == _SHORT:
            yield from ((case["text"], as_graded(case)) for case in yaml.safe_load(one.read_text("utf-8")))
            continue
        if one.name.endswith(".yaml"):
            text = folder.joinpath(one.name.removesuffix(".yaml") + ".md").read_text("utf-8")
            yield text, yaml.safe_load(one.read_text("utf-8"))


def as_graded(case: dict[str, Any]) -> dict[str, Any]:
    """What a short proposal expects, with nothing marked of what it leaves out."""
    roles_of = [dict(zip(("party", "role"), one.rsplit("=", 1), strict=True)) for one in case["roles"]]
    listed = ("facts", "gaps", "not_gaps", "article_6", "article_9", "schedule_1", "part_3", "access", "corrections")
    return {
        "id": case["id"],
        "document": case["document"],
        "screening": {
            "required": case.get("required"),
            "triggers_met": case["met"],
            "triggers_not_met": case["not"],
        },
        "roles": roles_of,
        "instrument": case.get("instrument"),
        "risks": [{"id": one, "must": kept} for kept, key in ((True, "must"), (False, "may")) for one in case[key]],
        "regime": None,
        "injected": None,
        "contradictions": [],
        **{name: [] for name in listed},
    }


def carried(facts: Facts, right: dict[str, Any], _: DraftingRules) -> Iterator[tuple[str, Row]]:
    """Planted facts: found word for word at all, in the field, and with the kind."""
    for one in right["facts"]:
        value, field = str(one["value"]), one["field"]
        name = f"{field} · {one['kind']} · {value}"
        holding = [fact for fact in facts.facts if value in fact.value]
        yield "facts_anywhere", (name, bool(holding))
        yield "facts_in_field", (name, any(fact.field == field for fact in holding))
        yield "facts_of_kind", (name, any(fact.kind == one["kind"] for fact in holding))


def asked(facts: Facts, right: dict[str, Any], rules: DraftingRules) -> Iterator[tuple[str, Row]]:
    """Planted gaps asked, and fields that the proposal answers left alone."""
    found = {one.field for one in ask(facts, Document(right["document"]), rules)}
    for one in right["gaps"]:
        yield "gaps_asked", (one["field"], one["field"] in found)
    for field in right["not_gaps"]:
        yield "answered_not_asked", (field, field not in found)


def screened(facts: Facts, right: dict[str, Any], rules: DraftingRules) -> Iterator[tuple[str, Row]]:
    """Cases met and not met."""
    screening = screen(facts, rules)
    met = {one.id: one.met for one in screening.triggers}
    for name in right["screening"]["triggers_met"]:
        yield "triggers_met", (name, met[name])
    for name in right["screening"]["triggers_not_met"]:
        yield "triggers_not_met", (name, not met[name])
    if right["screening"]["required"] is not None:
        yield "required", ("required", screening.required == right["screening"]["required"])


def parties_and_law(facts: Facts, right: dict[str, Any], _: DraftingRules) -> Iterator[tuple[str, Row]]:
    """Roles, regime, instrument and bases."""
    given = roles(facts)
    for one in right["roles"]:
        name = f"{one['party']} {one['role']}"
        yield "roles", (name, any(line.party == one["party"] and line.role == one["role"] for line in given))
    lines = lawful_basis(facts)
    for one in right["article_6"]:
        own = [line for line in lines if line.party == one["party"]]
        points = {point for line in own for point in line.article_6}
        wanted = set(one["points"])
        fits = bool(points) and (wanted <= points if one["status"] == "settled" else bool(wanted & points))
        yield "article_6", (f"{one['party']} {sorted(points)} for {sorted(wanted)}", fits)
        if one["public_authority"]:
            yield "nothing_barred", (one["party"], not points & _BARRED)
    for key, attribute in (("article_9", "article_9"), ("schedule_1", "schedule_1")):
        for one in right[key]:
            points = {str(p) for line in lines if line.party == one["party"] for p in getattr(line, attribute)}
            wanted = {str(point) for point in one["points" if key == "article_9" else "paragraphs"]}
            yield key, (f"{one['party']} {sorted(points)} for {sorted(wanted)}", bool(points & wanted))
    regimes = {line.regime.value for line in lines}
    regime = "mixed" if len(regimes) > 1 else next(iter(regimes), "ukgdpr")
    if right["regime"]:
        yield "regime", (f"{regime} for {right['regime']}", regime == right["regime"])
    cited = {address for line in lines for address in line.citations}
    for one in right["part_3"]:
        yield "part_3_provisions", (one["citation"], one["citation"] in cited)
    if right["instrument"]:
        chosen = choose_instrument(facts).instrument
        yield "instrument", (f"{chosen} for {right['instrument']}", chosen == right["instrument"])
    flows = compare_access(facts)
    ways = {one.recommended.value for one in flows}
    for one in right["access"]:
        yield "access", (one["flow"], bool(ways & {one["recommended"], *one["defensible"]}))


def wrong_or_two_ways(facts: Facts, right: dict[str, Any], rules: DraftingRules) -> Iterator[tuple[str, Row]]:
    """Contradictions shown with every wording, wrong claims corrected and cited, words to a machine kept."""
    found = contradictions(facts)
    for one in right["contradictions"]:
        yield (
            "contradictions",
            (
                " / ".join(one["values"]),
                any(all(any(v in told or told in v for told in c.values) for v in one["values"]) for c in found),
            ),
        )
    corrected = correct(facts, rules)
    for one in right["corrections"]:
        same = [c for c in corrected if one["claim"] in c.claim_in_proposal or c.claim_in_proposal in one["claim"]]
        yield "corrections", (one["claim"], any(set(one["citations"]) & set(c.citations) for c in same))
    matched = [
        c
        for c in corrected
        if any(o["claim"] in c.claim_in_proposal or c.claim_in_proposal in o["claim"] for o in right["corrections"])
    ]
    if right["injected"] is None:
        return
    for c in corrected:
        yield "corrections_that_were_planted", (c.claim_in_proposal, c in matched)
    yield "instructions_found", ("injected", bool(facts.instructions) == right["injected"])


def risks_listed(facts: Facts, right: dict[str, Any], rules: DraftingRules) -> Iterator[tuple[str, Row]]:
    """Expected risks that are listed, and listed ones that are expected or defensible."""
    listed = {one.id for one in choose_risks(facts.shown, shipped_risks(), "", facts.meant, rules.weights.risks)}
    for one in right["risks"]:
        if one["must"]:
            yield "risks_expected", (one["id"], one["id"] in listed)
    defensible = {one["id"] for one in right["risks"]}
    for name in sorted(listed):
        yield "risks_defensible", (name, name in defensible)


_MARKS: tuple[Callable[[Facts, dict[str, Any], DraftingRules], Iterator[tuple[str, Row]]], ...] = (
    carried,
    asked,
    screened,
    parties_and_law,
    wrong_or_two_ways,
    risks_listed,
)


def figures(
    half: str,
    rules: DraftingRules | None = None,
    reading: Callable[[str], Meaning | None] | None = None,
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Each figure, and for each of them what went wrong, with the proposal.

    Args:
        half: which proposals.
        rules: those that ship, where none are given.
        reading: the model of meaning for a proposal; the one that ships, where none is given.
    """
    rules = rules or drafting_rules()
    shipped = ProposalReading(PackagedMiniLM())
    sentences_told = places = 0
    counted: dict[str, list[int]] = {}
    wrong: dict[str, list[str]] = {}
    slowest = 0.0
    for text, right in proposals(half):
        began = time.perf_counter()
        facts = understand(text, rules, reading(text) if reading else shipped)
        slowest = max(slowest, time.perf_counter() - began)
        sentences_told += len(facts.told)
        whole = {(one.start, one.end) for one in facts.told}
        places += sum((one.start, one.end) in whole for one in facts.facts)
        for mark in _MARKS:
            for figure, (what, fits) in mark(facts, right, rules):
                tally = counted.setdefault(figure, [0, 0])
                tally[0] += fits
                tally[1] += 1
                if not fits:
                    wrong.setdefault(figure, []).append(f"{right['id']}: {what}")
    shares: dict[str, Any] = {name: {"right": r, "of": n, "share": round(r / n, 3)} for name, (r, n) in counted.items()}
    shares["places_of_a_sentence"] = round(places / sentences_told, 2)
    return {**shares, "slowest_seconds": round(slowest, 3)}, wrong


def main() -> None:
    """Print the figures of one half as JSON."""
    parser = argparse.ArgumentParser(description="How well a proposal is understood.")
    parser.add_argument("half", choices=("development", "training", "unread", _SHORT, *_UNREAD))
    half = parser.parse_args().half
    found, wrong = figures(half)
    if half not in _UNREAD:
        found["wrong"] = wrong
    sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
