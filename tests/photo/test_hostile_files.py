"""No file crashes, hangs or fills the memory: it gives a photo, or one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

from hostile import hostile_files

CHILD = Path(__file__).with_name("reading_child.py")
_LONGEST = 250


def test_every_hostile_file_gives_a_photo_or_one_sentence(tmp_path: Path) -> None:
    names = {}
    for number, (what, content) in enumerate(hostile_files()):
        name = f"{number:03}.jpg"
        (tmp_path / name).write_bytes(content)
        names[name] = what
    assert len(names) >= 300
    ran = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=250,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0, (names.get(lines[-1].get("begun", "")), ran.stderr[-2000:])
    outcomes = {line["name"]: line for line in lines if "name" in line}
    assert outcomes.keys() == names.keys()
    for name, outcome in outcomes.items():
        sentence = outcome.get("sentence")
        if sentence is not None:
            assert sentence.startswith(f"“{name}” "), (names[name], sentence)
            assert sentence.endswith("."), (names[name], sentence)
            assert "\n" not in sentence
            assert len(sentence) < _LONGEST
        else:
            assert outcome["shape"][2] == 3
