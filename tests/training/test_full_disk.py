"""A disk that is full during a training."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pair_samples import write_pairs

from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.training.finetuning.finetune import fine_tune
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, FinetuneOrder
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress
from lowexp_gui.training.pair_matching.matching import match_photos

MEGABYTES = 100


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("file systems may not be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(1 << 16))
        except OSError:
            os.fsync(file.fileno())


def test_with_space_again_it_ends_in_the_same_weights(small_disk: Path, tmp_path: Path) -> None:
    low, high = write_pairs(tmp_path / "pairs")
    found = match_photos([low], [high], lambda *_: None, Event())
    order = FinetuneOrder(
        found.candidates, "open", "mine", small_disk / "run", "cpu", 4, 1, seconds_between_checkpoints=0
    )
    filler = small_disk / "filler"

    def fill_up(progress: FinetuneProgress) -> None:
        if progress.step == 3:
            fill(filler)

    with pytest.raises(PhotoError) as full:
        fine_tune(order, fill_up, lambda _: None, FinetuneControl())
    assert str(full.value) == (
        "“enhancement.checkpoint.safetensors” was not saved: "
        "the disk is full; free some space and save again."
    )
    filler.unlink()
    resumed: list[int] = []
    later = fine_tune(
        order, lambda progress: resumed.append(progress.step), lambda _: None, FinetuneControl()
    )
    assert resumed[0] == 3
    whole = fine_tune(
        replace(order, folder=tmp_path / "whole"), lambda _: None, lambda _: None, FinetuneControl()
    )
    assert later.content == whole.content
