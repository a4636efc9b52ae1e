"""Train the model that reads what a question is like: ``python -m evaluations.training.question_reader BASE OUT``.

BASE is the folder that ``evaluations.training.embedding`` made; OUT becomes a folder with ``model.onnx``, its int8
form, which ``retrieval/minilm/reader.onnx`` ships. The whole encoder learns, but for its word vectors: from the
questions of ``evaluations/datasets/kinds``, and, as questions of the field, from the ways in which cards are asked. It
is trained twice, in another order, and what ships is the mean of both. Upon its finished states a linear output learns
whether the asker leans on a belief, from questions written to hold a wrong one and questions beside them that hold none
(``evaluations/datasets/beliefs``, ``corpus/asked``); the encoder learns nothing from that.

With ``--held-out`` after OUT an eighth is kept out and reported on, and nothing is written. Needs what the embedding
model needs (docs/how-to/train-the-models.md). No question of the evaluation is used. About ten minutes on one core.
"""

from __future__ import annotations

import json
import random
import sys
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from corpus import card as cards
from corpus.asked_questions import AskedQuestion, asked_questions
from corpus.card import Card
from corpus.shipped import shipped_cards
from evaluations.training.embedding import pack
from retrieval.evidence import KINDS
from retrieval.query import search_text, understand
from retrieval.question_reader import LONGEST_TOKENS

DATASETS = Path(__file__).parents[1] / "datasets"
_SEEDS = (1, 2)
_EPOCHS = 3
_BATCH = 32
_SORTED_WITHIN = 1024
_RATE = 5e-5
_WARMING_UP = 0.06
_SMOOTHING = 0.03
_RARER = {"decision": 1.3, "instruction": 1.3}
_OF_CARDS_AN_EPOCH = 6000
_HELD_OUT_ONE_IN = 8
_HELD_SMALL = 0.01


class Example(NamedTuple):
    """A question as the search reads it, the place of its kind in ``KINDS``, and whether a card answers it."""

    question: str
    kind: int
    of_card: bool


def main() -> None:
    """Train on all and export, or report on what is held out."""
    import torch

    base, out = Path(sys.argv[1]), Path(sys.argv[2])
    torch.set_num_threads(1)
    loaded = cards.load_all((one.name, one.read_text("utf-8")) for one in shipped_cards())
    found = examples(loaded)
    sys.stdout.write(f"{len(found)} questions\n")
    if "--held-out" in sys.argv:
        rest = [one for one in found if not _held_out(one)]
        report(train(base, rest, _SEEDS[0]), base, [one for one in found if _held_out(one)])
    else:
        whole = mean([train(base, found, seed) for seed in _SEEDS])
        learn_leaning(whole, base)
        export(whole, out)


def _held_out(one: Example) -> bool:
    return zlib.crc32(one.question.encode()) % _HELD_OUT_ONE_IN == 0


def examples(loaded: Sequence[Card]) -> list[Example]:
    """The questions written for telling kinds, and as questions of the field those that cards answer."""
    rows = [
        json.loads(line)
        for name in ("training", "more", "third")
        for line in (DATASETS / "kinds" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    field = KINDS.index("field")
    asked = [one.question for one in asked_questions()]
    asked += [question for one in loaded for question in one.passage.questions]
    found = [Example(_as_read(row["question"]), KINDS.index(row["kind"]), False) for row in rows]
    return found + [Example(_as_read(question), field, True) for question in asked]


def _as_read(question: str) -> str:
    return search_text(understand(question))


def batches(found: Sequence[Example], rng: random.Random) -> list[Sequence[Example]]:
    """One epoch: batches of like length in a random order, with a new choice of the many questions of cards."""
    of_cards = [one for one in found if one.of_card]
    chosen = [one for one in found if not one.of_card]
    chosen += rng.sample(of_cards, min(_OF_CARDS_AN_EPOCH, len(of_cards)))
    rng.shuffle(chosen)
    made: list[Sequence[Example]] = []
    for start in range(0, len(chosen), _SORTED_WITHIN):
        chunk = sorted(chosen[start : start + _SORTED_WITHIN], key=lambda one: len(one.question))
        made += [chunk[at : at + _BATCH] for at in range(0, len(chunk), _BATCH)]
    rng.shuffle(made)
    return made


def train(base: Path, found: Sequence[Example], seed: int) -> Any:
    """The encoder of BASE with an output for each kind, trained."""
    import torch
    from torch.nn import functional

    torch.manual_seed(seed)
    model, tokenizer = _with_output(base), _tokenizer(base)
    learning = [one for one in model.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(learning, lr=_RATE, weight_decay=0.01)
    importance = torch.tensor([_RARER.get(kind, 1.0) for kind in KINDS])
    rng = random.Random(seed)
    steps = [batch for _ in range(_EPOCHS) for batch in batches(found, rng)]
    for number, batch in enumerate(steps):
        model.train()
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1.0, (number + 1) / (_WARMING_UP * len(steps))) * (1 - number / len(steps))
        with torch.autocast("cpu", torch.bfloat16):
            logits, _ = model(**_tokens(tokenizer, batch))
        wanted = torch.tensor([one.kind for one in batch])
        loss = functional.cross_entropy(logits.float(), wanted, weight=importance, label_smoothing=_SMOOTHING)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimiser.step()
        if number % 50 == 0:
            sys.stdout.write(f"step {number} of {len(steps)}: loss {loss.item():.3f}\n")
            sys.stdout.flush()
    model.eval()
    return model


def mean(models: Sequence[Any]) -> Any:
    """One model whose every weight is the mean of those of several that were trained from the same base."""
    import torch

    states = [one.state_dict() for one in models]
    with torch.no_grad():
        whole = {
            name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
            for name, value in states[0].items()
        }
    models[0].load_state_dict(whole)
    return models[0]


def learn_leaning(model: Any, base: Path) -> None:
    """Set the output for leaning: a logistic regression on the finished model's states, made comparable first."""
    import torch
    from torch.nn import functional

    tokenizer, found = _tokenizer(base), list(_about_beliefs())
    with torch.no_grad():
        batches_of = [found[start : start + _BATCH] for start in range(0, len(found), _BATCH)]
        states = torch.cat([model.state(**_tokens(tokenizer, batch)) for batch in batches_of])
    leans = torch.tensor([float(one.leans) for one in found])
    middle, spread = states.mean(0), states.std(0) + 1e-6
    states = (states - middle) / spread
    weight, bias = torch.zeros(states.shape[1], requires_grad=True), torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Any:
        optimiser.zero_grad()
        value = functional.binary_cross_entropy_with_logits(states @ weight + bias, leans)
        value = value + _HELD_SMALL * (weight**2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    with torch.no_grad():
        model.leaning.weight.copy_((weight / spread).unsqueeze(0))
        model.leaning.bias.copy_(bias - (weight * middle / spread).sum())


class _Leaning(NamedTuple):
    """A question as the search reads it, and whether its asker holds a wrong belief."""

    question: str
    leans: bool


def _about_beliefs() -> Iterator[_Leaning]:
    """Questions that hold a wrong belief, and questions on the same subject that hold none."""
    lines = (DATASETS / "beliefs" / "training.jsonl").read_text("utf-8").splitlines()
    written = (one for one in asked_questions() if not one.only_asks)
    for one in (*written, *(AskedQuestion.model_validate_json(line) for line in lines)):
        yield _Leaning(_as_read(one.question), one.holds is not None)


def _tokens(tokenizer: Any, batch: Sequence[Example | _Leaning]) -> Any:
    texts = [one.question for one in batch]
    return tokenizer(texts, padding=True, truncation=True, max_length=LONGEST_TOKENS, return_tensors="pt")


def _tokenizer(base: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(base)


def _with_output(base: Path) -> Any:
    import torch
    from transformers import AutoModel

    class KindModel(torch.nn.Module):  # type: ignore[misc]
        """An encoder whose mean state tells the kind, and whether the asker leans on a belief."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(base, attn_implementation="eager")
            for parameter in self.encoder.embeddings.word_embeddings.parameters():
                parameter.requires_grad = False
            self.dropped = torch.nn.Dropout(0.1)
            self.kind = torch.nn.Linear(self.encoder.config.hidden_size, len(KINDS))
            self.leaning = torch.nn.Linear(self.encoder.config.hidden_size, 1)

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            """Logits of shapes (batch, kinds) and (batch, 1)."""
            state = self.dropped(self.state(input_ids, attention_mask, token_type_ids))
            return self.kind(state), self.leaning(state)

        def state(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            """The mean state over a question, of shape (batch, dimensions)."""
            states = self.encoder(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            weight = attention_mask.unsqueeze(-1).to(states.dtype)
            return (states * weight).sum(1) / weight.sum(1)

    return KindModel()


def report(model: Any, base: Path, found: Sequence[Example]) -> None:
    """Recall of each kind."""
    import torch

    tokenizer = _tokenizer(base)
    right: dict[int, list[bool]] = {}
    with torch.no_grad():
        for start in range(0, len(found), _BATCH):
            batch = found[start : start + _BATCH]
            for one, row in zip(batch, model(**_tokens(tokenizer, batch))[0], strict=True):
                right.setdefault(one.kind, []).append(int(row.argmax()) == one.kind)
    for place, kind in enumerate(KINDS):
        seen = right[place]
        sys.stdout.write(f"{kind:12} recall, held out: {sum(seen) / len(seen):.3f} of {len(seen)}\n")


def export(model: Any, folder: Path) -> None:
    """Write ``model.onnx``, weights and word vectors as int8, into a folder."""
    import torch

    folder.mkdir(parents=True, exist_ok=True)
    example = torch.ones((2, 8), dtype=torch.int64)
    whole = folder / "float32.onnx"
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(
        model, (example, example, example * 0), str(whole), input_names=names, output_names=["kind", "leaning"],
        dynamic_axes={
            **{name: {0: "batch", 1: "sequence"} for name in names}, "kind": {0: "batch"}, "leaning": {0: "batch"},
        },
        opset_version=17, dynamo=False,
    )  # fmt: skip
    pack(whole, folder / "model.onnx")
    whole.unlink()


if __name__ == "__main__":
    main()
