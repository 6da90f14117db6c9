"""Batches and exports that are killed at random moments: nothing is lost, nothing is half-written.

`LOWEXP_KILLS=50 pytest tests/journeys/test_killed_batch.py` kills each of them 50 times.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from poisoned import write_poison

KILLS = int(os.environ.get("LOWEXP_KILLS", "6"))
SCRIPT = Path(__file__).with_name("killed_batch.py")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")
@pytest.mark.parametrize(
    ("what", "is_poisoned"), [("batch", False), ("batch", True), ("export", False)], ids=str
)
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path, what: str, is_poisoned: bool) -> None:
    random = np.random.default_rng(1)
    for number in range(12):
        folder = tmp_path / "in" / f"{number % 3}"
        folder.mkdir(parents=True, exist_ok=True)
        pixels = random.integers(0, 60, (300, 400, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}{('.png', '.jpg', '.tif')[number % 3]}")
    command = [sys.executable, str(SCRIPT), what, str(tmp_path), str(KILLS), "7"]
    paths = list(filter(None, sys.path))
    if is_poisoned:
        shutil.copy(tmp_path / "in" / "0" / "0.png", tmp_path / "in" / "1" / "2-poison.png")
        paths.insert(0, write_poison(tmp_path / "poison"))
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["kills"] >= KILLS
    print(found)  # noqa: T201
