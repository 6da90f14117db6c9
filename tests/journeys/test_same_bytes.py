"""The same photo gives the same file on the same machine, however busy that is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from lowexp_gui.cores import usable_cores

ENHANCE = [sys.executable, "-m", "lowexp_gui.cli", "enhance", "--quiet"]


@pytest.fixture
def _busy_machine() -> Iterator[None]:
    """A program on each core that never waits."""
    forever = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(forever) for _ in range(usable_cores())]
    yield
    for each in busy:
        each.kill()
        each.wait()


def photos_in(folder: Path) -> Path:
    random = np.random.default_rng(0)
    folder.mkdir()
    for number, size in enumerate(((217, 331, 3), (96, 60, 3))):
        Image.fromarray(random.integers(0, 60, size, dtype=np.uint8)).save(folder / f"{number}.png")
    return folder


def files_of(photos: Path, out: Path, *options: str, threads: int | None = None) -> list[bytes]:
    """What a process of its own makes of photos."""
    own = {} if threads is None else {"OMP_NUM_THREADS": str(threads)}
    command = [*ENHANCE, str(photos), "--output", str(out), *options]
    subprocess.run(command, env=os.environ | own, check=True)
    return [path.read_bytes() for path in sorted(out.iterdir())]


def test_a_quiet_and_a_busy_machine_write_the_same_bytes(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    photos = photos_in(tmp_path / "photos")
    quiet = files_of(photos, tmp_path / "quiet", "--jobs", "1", threads=3)
    request.getfixturevalue("_busy_machine")
    busy = files_of(photos, tmp_path / "busy", "--jobs", "2")
    assert len(quiet) == 2
    assert busy == quiet
