"""Two processes that train together, against one with the doubled batch."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from training_samples import write_data

from lowexp_gui.training.data import read_training_data
from lowexp_gui.training.distributed import any_of, is_first, mean_of, own_pictures, process_count
from lowexp_gui.training.lessons import LESSONS, first_network
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module

TRAIN = ["-m", "lowexp_gui.cli", "train", "--device", "cpu"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_data(tmp_path_factory.mktemp("photos") / "data")


def start(processes: int, data: Path, output: Path, module: str, *more: str) -> subprocess.Popen[str]:
    """`lowexp train`, under torchrun if there are to be several processes."""
    together = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(processes)]
    command = [sys.executable, *(together if processes > 1 else []), *TRAIN]
    options = ["--data", str(data), "--output", str(output), "--module", module, *more]
    return subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


def trained(processes: int, data: Path, output: Path, module: str, *more: str) -> tuple[str, str]:
    with start(processes, data, output, module, *more) as process:
        told, errors = process.communicate()
    assert process.returncode == 0, errors
    return told, errors


def check_same(first: Path, second: Path, begun: dict[str, torch.Tensor]) -> None:
    """The weights and averages of two checkpoints, within a thousandth of what training changed."""
    one, other = load_file(first), load_file(second)
    assert one.keys() == other.keys()
    for name, start in begun.items():
        for kind in ("weights", "averaged"):
            key = f"{kind}.{name}"
            if key in one:
                moved = float((one[key] - start).norm())
                assert moved > 0, key
                assert float((one[key] - other[key]).norm()) < 1e-3 * moved, key
    with safe_open(first, "pt") as one_file, safe_open(second, "pt") as other_file:
        assert one_file.metadata() == other_file.metadata()


@pytest.mark.slow
@pytest.mark.parametrize("module", ["enhancement", "denoising"])
def test_two_processes_learn_what_one_with_the_doubled_batch_does(
    module: str, data: Path, tmp_path: Path
) -> None:
    steps = [f"--{module}-steps", "6", "--plan", "studio"]
    trained(1, data, tmp_path / "one", module, *steps, "--batch", "4")
    told, _ = trained(2, data, tmp_path / "two", module, *steps, "--batch", "2")
    begun = first_network(Module(module), PLANS["studio"].recipes[Module(module)]).state_dict()
    name = f"{module}.checkpoint.safetensors"
    check_same(tmp_path / "one" / name, tmp_path / "two" / name, begun)
    assert told.count("6/6") == 1
