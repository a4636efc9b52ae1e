"""Fine-tune the small embedding model on how people ask: ``python -m evaluations.training.embedding BASE OUT``.

BASE is a folder with the original all-MiniLM-L6-v2; OUT becomes a folder with the tuned model and ``model.onnx``, its
int8 form, which ``retrieval/minilm`` ships. Each question written for training, and each way of asking that a card
lists, is drawn to a statement, title or other question of its card and pushed from those of other cards in the batch.
Cards that rest mostly on the same provisions are never pushed apart. The word vectors stay as they were, so that the
tokens keep their meaning for everything else that reads them.

Needs PyTorch, transformers, onnx and onnxruntime (docs/how-to/train-the-models.md). No question of the evaluation is
used. About twelve minutes on one core.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from corpus import card as cards
from corpus.asked_questions import asked_questions
from corpus.card import Card
from corpus.shipped import shipped_cards
from retrieval import face

_SEED = 1
_BATCH = 64
_RATE = 5e-5
_SHARPNESS = 20.0
_LONGEST_TOKENS = 96
_PADDED_TO = 16
_MOSTLY_THE_SAME = 0.5
_PUSHED_FAR = -1e4
_LARGE = 10_000


class Pair(NamedTuple):
    """A question and a text of the card that answers it."""

    card: str
    question: str
    text: str


def main() -> None:
    """Train one epoch, save, export."""
    base, out = Path(sys.argv[1]), Path(sys.argv[2])
    import torch

    random.seed(_SEED)
    torch.manual_seed(_SEED)
    torch.set_num_threads(1)
    loaded = cards.load_all((one.name, one.read_text("utf-8")) for one in shipped_cards())
    drawn = pairs(loaded, random.Random(_SEED))
    sys.stdout.write(f"{len(drawn)} pairs from {len(loaded)} cards\n")
    train(base, out, drawn, _rests_on(loaded))
    export(out)


def pairs(loaded: Sequence[Card], chance: random.Random) -> list[Pair]:
    """For every question two texts of its card, drawn by chance; for a belief also a way of saying it."""
    asked: dict[str, list[tuple[str, int | None]]] = {}
    for written in asked_questions():
        asked.setdefault(f"card/{written.card}", []).append((written.question, written.holds))
    result = []
    for card in loaded:
        passage = card.passage
        texts: dict[str, list[str]] = {}
        for one in face.faces(passage):
            texts.setdefault(one.kind, []).append(one.text)
        said = texts.get(face.STATEMENT, []) + texts.get(face.TEXT, []) or texts[face.TITLE]
        ways = texts.get(face.ASKED, []) + texts.get(face.TITLE, [])
        for question, holds in asked.get(passage.id, []) + [(way, None) for way in texts.get(face.ASKED, [])]:
            result.append(Pair(passage.id, question, chance.choice(said)))
            result.append(Pair(passage.id, question, chance.choice([way for way in ways if way != question])))
            if holds is not None and holds < len(passage.corrections):
                correction = passage.corrections[holds]
                result.append(Pair(passage.id, question, chance.choice([correction.wrong, *correction.said_as])))
    return result


def _rests_on(loaded: Sequence[Card]) -> dict[str, frozenset[str]]:
    return {
        card.passage.id: frozenset(
            reference.url for statement in card.passage.statements for reference in statement.references
        )
        for card in loaded
    }


def batches(drawn: list[Pair], rests_on: dict[str, frozenset[str]], chance: random.Random) -> Iterator[list[Pair]]:
    """Batches of one size; in half of them the cards are neighbours in what they rest on, so harder to tell apart."""
    chance.shuffle(drawn)
    half = len(drawn) // 2
    near = sorted(drawn[:half], key=lambda pair: (min(rests_on[pair.card], default=""), chance.random()))
    groups = [near[start : start + 3 * _BATCH] for start in range(0, half, 3 * _BATCH)]
    for group in groups:
        chance.shuffle(group)
    together = [[pair for group in groups for pair in group], drawn[half:]]
    made = [line[start : start + _BATCH] for line in together for start in range(0, len(line) - _BATCH + 1, _BATCH)]
    chance.shuffle(made)
    yield from made


def train(base: Path, out: Path, drawn: list[Pair], rests_on: dict[str, frozenset[str]]) -> None:
    """One epoch of contrastive learning with the other texts of a batch as what a question is pushed from."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, model = AutoTokenizer.from_pretrained(base), AutoModel.from_pretrained(base)
    model.embeddings.word_embeddings.weight.requires_grad = False
    learned = [weights for weights in model.parameters() if weights.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=_RATE, weight_decay=0.01)
    steps = list(batches(drawn, rests_on, random.Random(_SEED)))

    @cache
    def kin(one: str, other: str) -> bool:
        shared = rests_on[one] & rests_on[other]
        return one == other or len(shared) > _MOSTLY_THE_SAME * min(len(rests_on[one]), len(rests_on[other]))

    def vectors(texts: list[str]) -> Any:
        given = tokenizer(
            texts, padding=True, pad_to_multiple_of=_PADDED_TO, truncation=True, max_length=_LONGEST_TOKENS,
            return_tensors="pt",
        )  # fmt: skip
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model(**given).last_hidden_state.float()
        mask = given["attention_mask"].unsqueeze(-1).float()
        return torch.nn.functional.normalize((hidden * mask).sum(1) / mask.sum(1), dim=1)

    model.train()
    for number, batch in enumerate(steps, start=1):
        allowed = torch.tensor(
            [[_PUSHED_FAR * (i != j and kin(one.card, two.card)) for j, two in enumerate(batch)]
             for i, one in enumerate(batch)]
        )  # fmt: skip
        nearness = vectors([pair.question for pair in batch]) @ vectors([pair.text for pair in batch]).T
        nearness = nearness * _SHARPNESS + allowed
        right = torch.arange(len(batch))
        cross_entropy = torch.nn.functional.cross_entropy
        loss = (cross_entropy(nearness, right) + cross_entropy(nearness.T, right)) / 2
        share = number / len(steps)
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1.0, share * 10) * max(0.03, 1 - share)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        if number % 25 == 0:
            sys.stdout.write(f"step {number} of {len(steps)}: loss {loss.item():.3f}\n")
            sys.stdout.flush()
    model.eval()
    model.save_pretrained(out)
    tokenizer.save_pretrained(out)


def export(folder: Path) -> None:
    """Write ``model.onnx``, weights and word vectors as int8, beside the model in a folder."""
    import torch
    from transformers import AutoModel

    class Hidden(torch.nn.Module):  # type: ignore[misc]
        """The model with its inputs in a fixed order."""

        def __init__(self) -> None:
            super().__init__()
            self.inner = AutoModel.from_pretrained(folder, attn_implementation="eager")

        def forward(self, tokens: Any, mask: Any, types: Any) -> Any:
            """The last hidden state, of shape (batch, sequence, dimensions)."""
            return self.inner(input_ids=tokens, attention_mask=mask, token_type_ids=types).last_hidden_state

    model = Hidden()
    model.eval()
    example = torch.ones((2, 8), dtype=torch.int64)
    whole = folder / "float32.onnx"
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(
        model, (example, example, example * 0), str(whole), input_names=names, output_names=["last_hidden_state"],
        dynamic_axes={name: {0: "batch", 1: "sequence"} for name in [*names, "last_hidden_state"]},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    pack(whole, folder / "model.onnx")
    whole.unlink()


def pack(source: Path, target: Path) -> None:
    """Store every large matrix as int8 with a scale for each output, to be multiplied out when the model is loaded.

    Only the weights are rounded, so that the vector of a text does not depend on what it is embedded beside.
    """
    import numpy as np
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(source))
    graph = model.graph
    opening = []
    for weights in list(graph.initializer):
        if len(weights.dims) != 2 or np.prod(weights.dims) < _LARGE:
            continue
        values = numpy_helper.to_array(weights)
        over = 1 if "embeddings" in weights.name else 0
        scale = np.maximum(np.abs(values).max(axis=over, keepdims=True), 1e-12).astype(np.float32) / 127
        rounded = np.round(values / scale).astype(np.int8)
        name = weights.name
        graph.initializer.remove(weights)
        graph.initializer.append(numpy_helper.from_array(rounded, f"{name}.int8"))
        graph.initializer.append(numpy_helper.from_array(scale, f"{name}.scale"))
        opening.append(helper.make_node("Cast", [f"{name}.int8"], [f"{name}.cast"], to=onnx.TensorProto.FLOAT))
        opening.append(helper.make_node("Mul", [f"{name}.cast", f"{name}.scale"], [name]))
    nodes = [*opening, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(target))


if __name__ == "__main__":
    main()
