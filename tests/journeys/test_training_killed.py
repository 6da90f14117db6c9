"""The training program, killed in the middle, ends in the weights of one that was left alone."""

import contextlib
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder, random = tmp_path / "data", np.random.default_rng(0)
    for name in ("set/low", "set/high", "photos-open"):
        (folder / name).mkdir(parents=True)
    for index in range(3):
        coarse = Image.fromarray(random.integers(40, 255, (7, 7, 3), dtype=np.uint8))
        bright = np.array(coarse.resize((190, 190)))
        Image.fromarray(bright).save(folder / "set/high" / f"{index}.png")
        Image.fromarray(bright // 6).save(folder / "set/low" / f"{index}.png")
        Image.fromarray(bright).save(folder / "photos-open" / f"{index}.png")
    return folder


@pytest.mark.slow
def test_a_killed_training_goes_on_exactly(data: Path, tmp_path: Path) -> None:
    def start(output: Path) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "lowexp_gui.cli",
            "lab",
            "train",
            "--data",
            str(data),
            "--output",
            str(output),
        ]
        options = ["--module", "denoising", "--denoising-steps", "20", "--batch", "2", "--threads", "1"]
        return subprocess.Popen(
            [*command, *options, "--device", "cpu", "--checkpoint-seconds", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    whole, killed = tmp_path / "whole", tmp_path / "killed"
    with start(whole) as process:
        assert process.wait() == 0, process.stderr.read() if process.stderr else ""
    checkpoint = killed / "denoising.checkpoint.safetensors"
    with start(killed) as process:
        while not checkpoint.exists():
            with contextlib.suppress(subprocess.TimeoutExpired):
                assert process.wait(timeout=0.02) is None, "it ended before its first checkpoint"
        process.kill()
    assert process.returncode != 0
    with start(killed) as process:
        assert process.wait() == 0
    first, second = (load_file(folder / checkpoint.name) for folder in (whole, killed))
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first)
    assert [path.name for path in killed.iterdir() if not path.name.startswith(".")] == [checkpoint.name]
