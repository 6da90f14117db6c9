"""Where memory is short: the system itself refuses it, to a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory so")


def on_a_small_machine(*arguments, **environment):
    script = Path(__file__).with_name("small_machine.py")
    command = [sys.executable, str(script), *map(str, arguments)]
    environment = os.environ | environment
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    return json.loads(ended.stdout)


@pytest.mark.parametrize("instructions", ["ALL", "AVX2"])
def test_tiles_that_do_not_fit_become_smaller_and_that_is_told_once(instructions):
    """Processors with fewer instructions need other layers, of which some keep more memory."""
    told = on_a_small_machine("denoise", ONEDNN_MAX_CPU_ISA=instructions)
    assert told["notices"] == ["Memory is low, so the photo is processed in smaller pieces."]
    # Summation order may differ between tile sizes.
    assert told["apart"] <= 1


def test_a_photo_that_does_not_fit_is_a_sentence_and_the_next_one_is_done(tmp_path, dark_photo):
    large = tmp_path / "IMG_9999.png"
    Image.fromarray(np.zeros((8000, 8000, 3), np.uint8)).save(large, compress_level=1)
    told = on_a_small_machine("open", large, dark_photo)
    assert told["first"] == ["“IMG_9999.png” needs more memory than is free; close other programs."]
    assert told["sentences"] == told["first"]
