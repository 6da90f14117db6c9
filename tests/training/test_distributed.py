"""Two processes that train together, against one with the doubled batch."""

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

from lowexp_gui.training.data.photo_sets import TrainingData
from lowexp_gui.training.distributed import any_of, is_first, mean_of, own_pictures, process_count
from lowexp_gui.training.module_data import initial_network
from lowexp_gui.training.plans import PLANS
from lowexp_gui.training.recipe import Module
from lowexp_gui.training.trainings import training_of

# In bfloat16, batches of another size are rounded differently.
TRAIN = ["-m", "lowexp_gui.cli", "lab", "train", "--device", "cpu", "--float32"]


def start(processes: int, data_folder: Path, output: Path, module: str, *more: str) -> subprocess.Popen[str]:
    """`lowexp lab train`, under torchrun if there are to be several processes."""
    together = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(processes)]
    command = [sys.executable, *(together if processes > 1 else []), *TRAIN]
    options = ["--data", str(data_folder), "--output", str(output), "--module", module, *more]
    return subprocess.Popen(
        [*command, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
    )


def trained(processes: int, data_folder: Path, output: Path, module: str, *more: str) -> tuple[str, str]:
    with start(processes, data_folder, output, module, *more) as process:
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
    module: str, data_folder: Path, tmp_path: Path
) -> None:
    steps = [f"--{module}-steps", "6", "--plan", "studio"]
    trained(1, data_folder, tmp_path / "one", module, *steps, "--batch", "4")
    told, _ = trained(2, data_folder, tmp_path / "two", module, *steps, "--batch", "2")
    begun = initial_network(Module(module), PLANS["studio"].recipes[Module(module)]).state_dict()
    name = f"{module}.checkpoint.safetensors"
    check_same(tmp_path / "one" / name, tmp_path / "two" / name, begun)
    assert told.count("6/6") == 1


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """What torchrun started, the first process first."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return sorted((int(each) for each in listed), key=rank_of)


def rank_of(process: int) -> int:
    variables = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
    return next(int(each[5:]) for each in variables if each.startswith(b"RANK="))


def is_running(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the processes")
@pytest.mark.parametrize("victim", [0, 1])
def test_a_killed_process_ends_the_others_and_training_goes_on(
    victim: int, data_folder: Path, tmp_path: Path
) -> None:
    steps = ["--denoising-steps", "20", "--plan", "studio"]
    checkpoint = tmp_path / "two" / "denoising.checkpoint.safetensors"
    often = [*steps, "--batch", "1", "--checkpoint-seconds", "0"]
    with start(2, data_folder, tmp_path / "two", "denoising", *often) as process:
        while not checkpoint.exists():
            with contextlib.suppress(subprocess.TimeoutExpired):
                assert process.wait(timeout=0.02) is None, "it ended before its first checkpoint"
        workers = workers_of(process)
        assert len(workers) == 2
        os.kill(workers[victim], signal.SIGKILL)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert not any(is_running(each) for each in workers)
    # The starter has much to say of it; the program itself has a sentence.
    assert errors.count("continue from") <= 1
    assert "lowexp_gui/" not in errors
    trained(2, data_folder, tmp_path / "two", "denoising", *often)
    trained(1, data_folder, tmp_path / "one", "denoising", *steps, "--batch", "2")
    begun = initial_network(Module.DENOISING, PLANS["studio"].recipes[Module.DENOISING]).state_dict()
    check_same(tmp_path / "one" / checkpoint.name, checkpoint, begun)


def test_one_process_alone_is_not_changed() -> None:
    cpu = torch.device("cpu")
    assert process_count() == 1
    assert is_first()
    assert own_pictures(5) == range(5)
    assert mean_of(3.5, cpu) == 3.5
    assert any_of(True, cpu)
    assert not any_of(False, cpu)


@pytest.mark.parametrize("plan", ["article", "studio"])
@pytest.mark.parametrize("module", Module)
def test_a_picture_depends_on_its_place_in_the_batch_not_on_the_batch_s_size(
    plan: str, module: Module, data: TrainingData
) -> None:
    recipe = PLANS[plan].recipes[module]
    module_training = training_of(recipe.architecture).modules[module]
    small, large = (
        module_training.batches(data, replace(recipe, batch=size, crop=192), None).at(3) for size in (2, 5)
    )
    for few, many in zip(small, large, strict=True):
        assert torch.equal(few, many[:2])
        assert not torch.equal(many[0], many[1]) or bool((many == 1).all())
