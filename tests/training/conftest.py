"""Small training data, and training on one thread, which is repeatable and as fast for small batches."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
import torch
from pair_samples import write_pairs
from training_samples import write_data

from lowexp_gui.training.data.photo_sets import TrainingData, read_training_data
from lowexp_gui.training.pair_matching.candidates import Matching
from lowexp_gui.training.pair_matching.matching import match_photos


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("photos") / "data")


@pytest.fixture(scope="session")
def data(data_folder: Path) -> TrainingData:
    return read_training_data(data_folder)


@pytest.fixture(scope="session")
def matching(tmp_path_factory: pytest.TempPathFactory) -> Matching:
    """The pairs among eight small scenes."""
    low, high = write_pairs(tmp_path_factory.mktemp("pairs"))
    return match_photos([low], [high], lambda *_: None, Event())
