"""Which Pythons the scripts run with."""

import ast
import sys
from pathlib import Path

import pytest
from setting_up.python_version import candidates, find_supported, is_supported, refusal

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"


class TestPythonVersion:
    @pytest.mark.parametrize(
        ("version", "supported"),
        [((3, 10), False), ((3, 11, 2), True), ((3, 13), True), ((3, 14), False), ((2, 7), False)],
    )
    def test_knows_the_supported_ones(self, version: tuple[int, ...], supported: bool) -> None:
        assert is_supported(version) == supported

    def test_refusal_is_one_sentence_that_names_what_is_needed_and_what_is_there(self) -> None:
        sentence = refusal((3, 10))
        assert "3.11, 3.12 or 3.13" in sentence
        assert "this is Python 3.10" in sentence
        assert "\n" not in sentence

    def test_a_command_that_does_not_start_a_supported_python_is_passed_over(self, tmp_path: Path) -> None:
        shim = tmp_path / "python3.13"
        shim.write_text("#!/bin/sh\nexit 127\n")
        shim.chmod(0o755)
        assert find_supported([[str(shim)], ["lowexp-no-python"], [sys.executable]]) == [sys.executable]
        assert find_supported([[str(shim)]]) == []

    def test_windows_is_asked_through_its_launcher(self) -> None:
        assert candidates("win32")[0] == ["py", "-3.13"]
        assert ["py", "-3.13"] not in candidates("linux")

    @pytest.mark.parametrize("name", ["start.py", "test.py", "setting_up/python_version.py"])
    def test_what_an_old_python_reads_parses_there(self, name: str) -> None:
        ast.parse((SCRIPTS / name).read_text(encoding="utf-8"), feature_version=(3, 6))
