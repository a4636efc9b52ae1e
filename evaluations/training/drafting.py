"""Train how proposals are read: ``python -m evaluations.training.drafting [--check]``.

Writes ``retrieval/weights/drafting.npz`` and ``corpus/drafting/weights.yaml``. It learns from the sentences of
``drafting_fields.yaml``, ``drafting_signs.yaml`` and ``drafting_risks.yaml`` beside this module, and from the graded
proposals of ``development``, ``training`` and ``unread``, for risks also ``short``; what is sealed is never opened.
Whole proposals are left out by turns, a quarter at a time, to learn how far the models can be trusted; ``--check``
prints how well those left out are read, and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml

from advisor.governance.drafting.draft import Document
from advisor.governance.drafting.facts import Facts, introduced, understand
from advisor.governance.drafting.gaps import clues as clues_of_gap
from advisor.governance.drafting.places import clues as clues_of_field
from advisor.governance.drafting.sentences import Sentence
from corpus.drafting_files import drafting_rules, shipped_risks
from corpus.drafting_rules import DraftingRules, any_holds
from evaluations.drafting import figures, proposals
from evaluations.training.proposal_models import (
    logistic,
    models_of_fields,
    models_of_signs,
    risks_of_signs,
)
from retrieval import proposal_reading as reading
from retrieval.embedding import PackagedMiniLM, Vectors

_FOLDS = 4
_WHOLE = ("development", "training", "unread")
"""The set called unread was measured once, on 22 November 2026, and is open since."""
_RULES_WRITTEN_ON = "development"
_PLACES = 3.9
"""To how many places a sentence may go on average; a reader bears no more."""
_ASKED_IN_VAIN = 0.05
_RISKS_OF_A_RULE = 0.15
_RISKS_SPOKEN = 0.3
_LEAST_RISK = 0.7
_SIGN_SHOWS, _SIGN_FADES = 0.85, -1.4
_BESIDE = Path(__file__).parent
_NPZ = Path(reading.__file__).parent / "weights" / "drafting.npz"


class Graded(NamedTuple):
    """A graded proposal, its sentences, and its fold; ``fresh``: no rule was ever written on it."""

    text: str
    right: dict[str, Any]
    told: tuple[Sentence, ...]
    fold: int
    fresh: bool


class Remembered:
    """An embedder that keeps every vector."""

    name, dimensions = "remembered", 384

    def __init__(self) -> None:
        self._model = PackagedMiniLM()
        self._held: dict[str, Vectors] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See ``Embedder.embed``."""
        if new := [one for one in dict.fromkeys(texts) if one not in self._held]:
            self._held.update(zip(new, self._model.embed(new), strict=True))
        return np.stack([self._held[one] for one in texts])


def graded(rules: DraftingRules) -> list[Graded]:
    """The whole proposals that are open."""
    return [_graded(half, rules, number, one) for half in _WHOLE for number, one in enumerate(proposals(half))]


def graded_in_short(rules: DraftingRules) -> list[Graded]:
    """The short proposals, which teach the models of risks alone: what else they hold is not marked."""
    return [_graded("short", rules, number, one) for number, one in enumerate(proposals("short"))]


def _graded(half: str, rules: DraftingRules, number: int, one: tuple[str, dict[str, Any]]) -> Graded:
    return Graded(one[0], one[1], understand(one[0], rules).told, number % _FOLDS, half != _RULES_WRITTEN_ON)


def banks() -> dict[str, dict[str, Any]]:
    """The sentences written for training."""
    return {
        name: yaml.safe_load((_BESIDE / f"drafting_{name}.yaml").read_text("utf-8"))
        for name in ("fields", "signs", "risks")
    }


def train(
    known: Sequence[Graded], every: Sequence[Graded], short: Sequence[Graded], embedder: Remembered
) -> dict[str, Any]:
    """The models, learned on ``known`` and ``short``; what is usual is measured on ``every``."""
    written = banks()
    ids = {name: sorted(written[name]) for name in written}
    fields = models_of_fields(known, ids["fields"], written["fields"], embedder.embed)
    signs = models_of_signs(ids["signs"], {name: (one["shows"], one["not"]) for name, one in written["signs"].items()},
                            embedder.embed)  # fmt: skip
    risks = models_of_signs(ids["risks"], {name: (one, []) for name, one in written["risks"].items()}, embedder.embed)
    plain = {one.text: embedder.embed([s.text for s in one.told]) for one in every}
    context = {one.text: embedder.embed([introduced(s) for s in one.told]) for one in every}
    usual = {}
    for name, model in (("signs", signs), ("risks", risks)):
        raw = np.array([reading.strengths(reading.linear(plain[one.text], model), _UNMEASURED) for one in every])
        usual[name] = np.array([raw.mean(axis=0), raw.std(axis=0)])
    of_fields = np.array([reading.linear(context[one.text], fields).max(axis=0) for one in every])
    taught = [*known, *short]
    strengths = np.array([
        reading.clipped(reading.strength_of(embedder.embed([s.text for s in one.told]), signs, usual["signs"]))
        for one in taught
    ])  # fmt: skip
    by_signs, offset = risks_of_signs(strengths, [one.right["risks"] for one in taught], ids["risks"])
    return {
        **{f"{name}_names": np.array(ids[name]) for name in ids},
        "fields": fields, "fields_usual": np.array([of_fields.mean(axis=0), of_fields.std(axis=0)]),
        "signs": signs, "signs_usual": usual["signs"],
        "risks": risks, "risks_usual": usual["risks"],
        "risks_of_signs": by_signs, "risks_offset": offset, "risks_spoken": np.array(_RISKS_SPOKEN),
    }  # fmt: skip


_UNMEASURED = np.array([[0.0], [1.0]])


def weigh(every: Sequence[Graded], rules: DraftingRules, folds: Mapping[int, reading.ProposalReading]) -> DraftingRules:
    """The rules with the weights of their clues, learned on what models say of proposals that they do not know."""
    rules = _with(rules, field_usual=_usual_fields(every, rules), gap_usual=_usual_gaps(every, rules))
    rules = _with(rules, fields=_weights_of_fields(every, rules, folds))
    return _with(rules, gaps=_weights_of_gaps(every, rules, folds))


def _with(rules: DraftingRules, **changed: Any) -> DraftingRules:
    return rules.model_copy(update={"weights": rules.weights.model_copy(update=changed)})


def _usual_fields(every: Sequence[Graded], rules: DraftingRules) -> dict[str, float]:
    total = sum(len(one.told) for one in every)
    planted = {rule.id: 1.0 for rule in rules.fields}
    for one in every:
        for fact in one.right["facts"]:
            planted[fact["field"]] += 1
    return {name: round(float(np.log(count / total)), 2) for name, count in planted.items()}


def _usual_gaps(every: Sequence[Graded], rules: DraftingRules) -> dict[str, float]:
    asked = {rule.field: [0.7, 1.5] for rule in rules.gaps}
    for one in every:
        for field in (gap["field"] for gap in one.right["gaps"]):
            asked.setdefault(field, [0.7, 1.5])[0] += 1
        for field in one.right["not_gaps"]:
            asked.setdefault(field, [0.7, 1.5])[1] += 1
    return {name: round(float(np.log(yes / no)), 2) for name, (yes, no) in asked.items()}


def _weights_of_fields(
    every: Sequence[Graded], rules: DraftingRules, folds: Mapping[int, reading.ProposalReading]
) -> dict[str, float]:
    rows, right = [], []
    names: list[str] = []
    sentences, fresh = 0, []
    for one in every:
        read = folds[one.fold].read([s.text for s in one.told], [introduced(s) for s in one.told])
        for sentence, scores in zip(one.told, read.fields, strict=True):
            sentences += 1
            wanted = fields_planted(one, sentence)
            for rule in rules.fields:
                found = clues_of_field(rule, sentence, scores, rules)
                names = list(found)
                rows.append(list(found.values()))
                right.append(rule.id in wanted)
                fresh.append(one.fresh)
    inputs, unread = np.array(rows, dtype=np.float64), np.array(fresh)
    learned = logistic(inputs[unread], np.array(right, dtype=np.float64)[unread], 0.1)
    sums = np.sort(inputs @ learned[1:] + learned[0])[::-1]
    least = float(sums[int(_PLACES * sentences)])
    return {"offset": _r(learned[0]), **{n: _r(w) for n, w in zip(names, learned[1:], strict=True)}, "least": _r(least)}


def fields_planted(one: Graded, sentence: Sentence) -> set[str]:
    """The fields of the facts that stand, wholly or in part, in a sentence."""
    found = set()
    for fact in one.right["facts"]:
        value = str(fact["value"])
        at = one.text.find(value)
        while at >= 0:
            if at < sentence.end and at + len(value) > sentence.start:
                found.add(fact["field"])
            at = one.text.find(value, at + 1)
    return found


def _weights_of_gaps(
    every: Sequence[Graded], rules: DraftingRules, folds: Mapping[int, reading.ProposalReading]
) -> dict[str, float]:
    rows, right, counts, names = [], [], [], []
    fresh = []
    for one in every:
        facts = understand(one.text, rules, folds[one.fold])
        labels = {gap["field"]: 1.0 for gap in one.right["gaps"]} | dict.fromkeys(one.right["not_gaps"], 0.0)
        for rule in rules.gaps:
            if rule.field not in labels or not _may_be_asked(rule, facts, one):
                continue
            assert facts.meant is not None
            found = clues_of_gap(rule, facts, rules, facts.meant)
            names = list(found)
            rows.append([float(value) for value in found.values()])
            right.append(labels[rule.field])
            counts.append(1.0 if one.fresh else 0.5)
            fresh.append(one.fresh)
    inputs, asked = np.array(rows), np.array(right)
    learned = logistic(inputs, asked, 3.0, np.array(counts))
    sums = inputs @ learned[1:] + learned[0]
    answered = sums[(asked == 0) & np.array(fresh)]
    least = float(np.quantile(answered, 1 - _ASKED_IN_VAIN))
    return {"offset": _r(learned[0]), **{n: _r(w) for n, w in zip(names, learned[1:], strict=True)}, "least": _r(least)}


def _may_be_asked(rule: Any, facts: Facts, one: Graded) -> bool:
    return Document(one.right["document"]) in rule.documents and any_holds(rule.when, facts.shown)


def _r(value: float) -> float:
    return round(float(value), 3)


def main() -> None:
    """Train and write, or check."""
    parser = argparse.ArgumentParser(description="Train how proposals are read.")
    parser.add_argument("--check", action="store_true", help="only print how well proposals left out are read")
    check = parser.parse_args().check
    rules, embedder = drafting_rules(), Remembered()
    every, short = graded(rules), graded_in_short(rules)
    folds = {
        fold: reading.ProposalReading(embedder, train([o for o in every if o.fold != fold], every, short, embedder))
        for fold in range(_FOLDS)
    }
    rules = _with(rules, risks={"signs": _RISKS_OF_A_RULE, "least": _LEAST_RISK}, sign_shows=_SIGN_SHOWS,
                  sign_fades=_SIGN_FADES)  # fmt: skip
    rules = weigh(every, rules, folds)
    by_text = {one.text: folds[one.fold] for one in every}
    for half in _WHOLE:
        found, wrong = figures(half, rules, by_text.__getitem__)
        sys.stdout.write(
            json.dumps({half: found, "wrong": wrong if check else {}}, indent=1, ensure_ascii=False) + "\n"
        )
    if not check:
        held = train(every, every, short, embedder)
        kept: dict[str, Any] = {
            name: value if name.endswith("_names") else np.asarray(value).astype(np.float16)
            for name, value in held.items()
        }
        np.savez_compressed(_NPZ, **kept)
        head = "# How much each clue counts; learned by evaluations/training/drafting.py, not set by hand.\n"
        body = yaml.safe_dump({"weights": rules.weights.model_dump()}, sort_keys=False, allow_unicode=True)
        path = Path(str(shipped_risks.__module__.split(".", maxsplit=1)[0])) / "drafting" / "weights.yaml"
        path.write_text(head + body, "utf-8")


if __name__ == "__main__":
    main()
