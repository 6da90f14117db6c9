"""The set-up scripts' commands, and the whole start script: all without a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from setting_up import environment, starting
from setting_up import testing as checking
from setup_samples import on_posix


def run_start(checkout: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the start script as a person would, on a computer without a screen and without a network."""
    unreachable = {"HTTPS_PROXY": "http://127.0.0.1:9", "PIP_INDEX_URL": "https://127.0.0.1:9/simple"}
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, checkout / "packaging" / "start.py", *arguments],
        env=kept | unreachable | environ,
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


class TestCommands:
    def test_photos_become_full_paths_so_that_none_reads_as_an_option(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "-é n.jpg").touch()
        photos = starting.existing(["-é n.jpg"])
        assert photos == [tmp_path / "-é n.jpg"]
        command = starting.enhance_command(tmp_path, photos, tmp_path / "out")
        assert command[1:] == [
            "enhance",
            str(tmp_path / "-é n.jpg"),
            "--output",
            str(tmp_path / "out"),
            "--if-exists",
            "rename",
        ]
        assert starting.window_command(tmp_path / "python", photos)[-1] == str(tmp_path / "-é n.jpg")

    def test_all_checks_run_and_one_failure_counts(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def python(code: str) -> list[str]:
            return [sys.executable, "-c", code]

        assert checking.run_checks([python("raise SystemExit(3)"), python("print('second')")], tmp_path) == 1
        shown = capfd.readouterr().out
        assert "second" in shown
        assert "Not in order" in shown
        assert checking.run_checks([python("pass")], tmp_path) == 0

    def test_pytest_comes_last_and_gets_the_arguments(self) -> None:
        last = checking.checks(environment.python_in(Path("/x/.venv")), ["-k", "a b"])[-1]
        assert last[1:3] == ["-m", "pytest"]
        assert last[-2:] == ["-k", "a b"]

    def test_tests_share_the_cores_and_one_core_has_one_process(self) -> None:
        assert checking.in_processes(1) == []
        assert checking.in_processes(2)[:2] == ["--numprocesses", "2"]
        assert checking.in_processes(64)[:2] == ["--numprocesses", "4"]


@on_posix
class TestWholeScript:
    def test_a_photo_that_is_not_there_is_told_before_anything_is_made(self, checkout: Path) -> None:
        run = run_start(checkout, "nowhere é.jpg")
        assert run.returncode == 1
        assert "There is no such photo: nowhere é.jpg" in run.stdout
        assert not (checkout / ".venv").exists()

    def test_a_second_run_starts_at_once_and_without_a_network(self, made: environment.Wanted) -> None:
        photo = made.root / "ein Fotö.jpg"
        photo.touch()
        program = environment.script_in(made.venv, "lowexp")
        program.write_text('#!/bin/sh\nmkdir -p "$4"; printf %s "$2" > "$4/made é.txt"\n', encoding="utf-8")
        program.chmod(0o755)
        run = run_start(made.root, photo.name, DISPLAY=":4711")
        assert run.returncode == 0, run.stdout + run.stderr
        # An installer would have written there.
        assert not made.log.exists()
        result = made.root / "lowexp-results" / "made é.txt"
        assert result.read_text(encoding="utf-8") == str(photo)
        assert str(result) in run.stdout
        assert "no screen" in run.stdout

    def test_the_programs_exit_code_is_passed_through(self, made: environment.Wanted) -> None:
        photo = made.root / "a.jpg"
        photo.touch()
        program = environment.script_in(made.venv, "lowexp")
        program.write_text("#!/bin/sh\nexit 5\n")
        program.chmod(0o755)
        assert run_start(made.root, "a.jpg").returncode == 5

    @pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
    def test_a_read_only_checkout_is_told(self, checkout: Path) -> None:
        checkout.chmod(0o555)
        try:
            run = run_start(checkout, "--set-up-only")
        finally:
            checkout.chmod(0o755)
        assert run.returncode == 1
        assert "may not write" in run.stdout
        assert "Traceback" not in run.stderr
