"""Whatever stands in files that are kept or taken in, the program opens, says so, and loses none of them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lowexp_gui.library.finetune_run import current_run
from lowexp_gui.model.model_library import find_model
from lowexp_gui.paths import config_folder, log_folder, own_models_folder, reports_folder

DRIVER = [sys.executable, str(Path(__file__).with_name("window_driver.py"))]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
HUGE = "9" * 400


@pytest.fixture
def hostile(own_settings: Path) -> None:
    """All that the program reads when it starts, with something wrong in each."""
    folder, models = config_folder(), own_models_folder()
    for each in (folder, models, reports_folder(), current_run().folder):
        each.mkdir(parents=True, exist_ok=True)
    (folder / "presets.json").write_text(f'{{"schema": 1, "presets": {{"a": {{"brightness": {HUGE}}}}}}}')
    (folder / "settings.json").write_text('{"schema": 1, "theme": ["dark"], "output_folder": "a\\u0000b"}')
    (models / "mine.json").write_text(
        find_model("open").card.to_json().replace('"measured": {', f'"measured": {{"x": {HUGE},')
    )
    (models / "mine.safetensors").write_bytes(b"weights")
    (models / "deep.json").write_text("[" * 100_000)
    pipes = (
        folder / "window.json",
        models / "pipe.json",
        reports_folder() / "seen",
        reports_folder() / "1-123456123456.running",
        log_folder() / "lowexp.log",
        current_run().folder / "order.json",
        folder / ".lock",
    )
    for pipe in pipes:
        os.mkfifo(pipe)


@pytest.mark.parametrize("option", [None, "--safe-mode", "--reset"])
def test_the_window_opens(hostile: None, option: str | None) -> None:
    before = {path.name: path.read_bytes() for path in config_folder().rglob("*.json") if path.is_file()}
    command = [*DRIVER, "tell", "", "", *([option] if option else [])]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert "open" in ended.stdout
    said = [
        "presets.json” is damaged",
        "settings.json” contains invalid",
        "window.json” cannot be read",
    ]
    said += ["“mine” is damaged", "“deep” is damaged", "“pipe” is damaged"]
    shown = {None: said, "--safe-mode": [], "--reset": said[3:]}[option]
    assert [each for each in said if each in ended.stdout] == shown
    after = [path.read_bytes() for path in config_folder().rglob("*") if path.is_file()]
    assert all(content in after for content in before.values())


def test_commands_work(hostile: None) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "lowexp_gui.cli", "models"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("left out") == 3
    assert json.dumps("open")[1:-1] in ended.stdout
