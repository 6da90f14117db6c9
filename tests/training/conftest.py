"""A small data folder, and training on one thread: small batches gain nothing of more, and repeat exactly."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from training_samples import write_data

from lowexp_gui.training.data.photo_sets import TrainingData, read_training_data


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
