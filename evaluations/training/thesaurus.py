"""Make the grounding check's thesaurus from WordNet: ``python -m evaluations.training.thesaurus FOLDER``.

FOLDER holds WordNet 3.0's ``data.*``, ``index.*`` and ``*.exc`` files (Debian ships them as ``wordnet-base``; licence
in ``licences/WordNet.txt``). Kept are the commoner words, taken from the vocabulary of the packaged embedding model and
from the cards: for each its synonyms and derived forms, its near kin (broader words, similar adjectives) and its
opposites. Only the first senses count, so that rare meanings do not make strangers kin.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from advisor.composition import shipped_cards
from corpus import card

TARGET = Path(__file__).parents[2] / "advisor" / "governance" / "grounding" / "thesaurus.json"
POSES = ("noun", "verb", "adj", "adv")
_SENSES_THAT_COUNT = {"noun": 3, "verb": 4, "adj": 3, "adv": 3}
_DERIVED, _SIMILAR, _PERTAINS, _OPPOSITE = "+", "&", "\\", "!"
_BROADER = "@"

Synset = tuple[str, str]


def main() -> None:
    """Read WordNet, keep the common words, write the thesaurus."""
    folder = Path(sys.argv[1])
    words = common_words()
    senses = dict(_senses(folder))
    members, pointers = _synsets(folder)
    kept = {word for word in words if any((pos, word) in senses for pos in POSES)}
    irregular = dict(_irregular(folder, kept))
    rows: dict[str, list[str]] = {}
    for word in sorted(kept):
        same, near, opposite = _kin(word, senses, members, pointers)
        near -= same
        rows[word] = [" ".join(sorted((group & kept) - {word})) for group in (same, near, opposite)]
        while rows[word] and not rows[word][-1]:
            rows[word].pop()
    lines = ",\n".join(f"{json.dumps(word)}:{json.dumps(row, separators=(',', ':'))}" for word, row in rows.items())
    forms = json.dumps(irregular, separators=(",", ":"))
    TARGET.write_text(f'{{"irregular":{forms},\n"words":{{\n{lines}\n}}}}\n', "utf-8")
    sys.stdout.write(f"{len(rows)} words, {TARGET.stat().st_size} bytes\n")


def common_words() -> set[str]:
    """Whole words of the embedding model's vocabulary, and every word that a card uses."""
    vocabulary = json.loads(files("retrieval").joinpath("minilm", "tokenizer.json").read_text("utf-8"))["model"][
        "vocab"
    ]
    words = {word for word in vocabulary if re.fullmatch(r"[a-z]{2,}", word)}
    for one in shipped_cards():
        words |= set(re.findall(r"[a-z]{2,}", card.load(one.read_text("utf-8"), one.name).passage.text.lower()))
    return words


def _senses(folder: Path) -> Iterator[tuple[tuple[str, str], list[Synset]]]:
    for pos in POSES:
        for line in (folder / f"index.{pos}").read_text("ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            count = int(fields[2])
            yield (pos, fields[0]), [(pos, offset) for offset in fields[-count:]][: _SENSES_THAT_COUNT[pos]]


def _synsets(folder: Path) -> tuple[dict[Synset, list[str]], dict[Synset, list[tuple[str, Synset, int, int]]]]:
    """Members of each synset, and its pointers: symbol, target, and the numbers of the words they join (0: all)."""
    members: dict[Synset, list[str]] = {}
    pointers: dict[Synset, list[tuple[str, Synset, int, int]]] = defaultdict(list)
    letters = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
    for pos in POSES:
        for line in (folder / f"data.{pos}").read_text("ascii").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            this = (pos, fields[0])
            count = int(fields[3], 16)
            members[this] = [re.sub(r"\(\w+\)$", "", word).lower() for word in fields[4 : 4 + 2 * count : 2]]
            place = 4 + 2 * count
            for number in range(int(fields[place])):
                symbol, offset, letter, ends = fields[place + 1 + 4 * number : place + 5 + 4 * number]
                pointers[this].append((symbol, (letters[letter], offset), _joined(ends[:2]), _joined(ends[2:])))
    return members, pointers


def _joined(number: str) -> int:
    """The number of the word that a pointer joins, from two hexadecimal digits."""
    return int(number, base=16)


def _kin(
    word: str,
    senses: dict[tuple[str, str], list[Synset]],
    members: dict[Synset, list[str]],
    pointers: dict[Synset, list[tuple[str, Synset, int, int]]],
) -> tuple[set[str], set[str], set[str]]:
    same: set[str] = set()
    near: set[str] = set()
    opposite: set[str] = set()
    for pos in POSES:
        for synset in senses.get((pos, word), []):
            for other in members[synset]:
                if synset in senses.get((pos, other), []):
                    same.add(other)
                else:
                    near.add(other)
            mine = members[synset].index(word) + 1 if word in members[synset] else 0
            for symbol, target, source_word, target_word in pointers[synset]:
                if source_word and source_word != mine:
                    continue
                named = {members[target][target_word - 1]} if target_word else set(members[target])
                if symbol in {_DERIVED, _PERTAINS}:
                    agents = {other for other in named if _is_agent_of(other, word) or _is_agent_of(word, other)}
                    same |= named - agents
                    near |= agents
                elif symbol == _OPPOSITE:
                    opposite |= named
                elif symbol in {_BROADER, _SIMILAR}:
                    near |= {other for other in named if target in senses.get((target[0], other), [])}
    return same - opposite, near - opposite, opposite


def _is_agent_of(noun: str, verb: str) -> bool:
    """Whether a noun names the one who does what the verb says: a controller is no act of control."""
    return noun.endswith(("er", "or", "ee")) and not verb.endswith(("er", "or", "ee")) and noun[:4] == verb[:4]


def _irregular(folder: Path, kept: set[str]) -> Iterator[tuple[str, str]]:
    for pos in POSES:
        for line in (folder / f"{pos}.exc").read_text("ascii").splitlines():
            form, base = line.split()[:2]
            if base in kept and form != base and len(form) > 2 and re.fullmatch(r"[a-z]+", form):
                yield form, base


if __name__ == "__main__":
    main()
