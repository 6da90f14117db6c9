"""Which PyTorch is installed, and what is said where that fails."""

from pathlib import Path

import pytest
from setting_up import environment, failures, telling, torch_build
from setup_samples import PYPROJECT

ROOT = Path(__file__).resolve().parents[2]


class TestTorchBuild:
    def test_linux_gets_the_cpu_build_and_the_large_one_only_with_a_word_about_it(self) -> None:
        tries = torch_build.attempts("linux", cuda=False, supported_range="torch>=2.6,<3")
        small = [attempt for attempt in tries if attempt.uv_backend == "cpu" or "+cpu" in attempt.requirement]
        large = tries[len(small) :]
        assert tries[: len(small)] == small
        assert len(small) >= 2
        assert all("GB" in attempt.notice and attempt.needs_gb >= 6 for attempt in large)
        assert tries[-1].requirement == "torch>=2.6,<3"

    def test_cuda_on_linux_is_pips_own_choice_and_never_a_cpu_wheel(self) -> None:
        first = torch_build.attempts("linux", cuda=True, supported_range="torch>=2.6,<3")[0]
        assert first.requirement == f"torch==={torch_build.VERSION}"
        assert not first.uv_backend

    @pytest.mark.parametrize("platform", ["darwin", "win32"])
    def test_elsewhere_pips_own_choice_is_the_small_one(self, platform: str) -> None:
        tries = torch_build.attempts(platform, cuda=False, supported_range="torch>=2.6,<3")
        assert [attempt.uv_backend for attempt in tries] == ["", ""]

    @pytest.mark.parametrize(
        ("version", "platform", "cuda", "enough"),
        [
            ("", "linux", False, False),
            ("2.13.0+cpu", "linux", False, True),
            ("2.13.0+cpu", "linux", True, False),
            ("2.13.0", "linux", True, True),
            ("2.13.0+cu130", "linux", True, True),
            ("2.13.0", "win32", True, False),
            ("2.13.0+cu130", "win32", True, True),
            ("2.13.0", "darwin", True, True),
            ("", "darwin", True, False),
        ],
    )
    def test_what_is_installed_stays_if_it_serves(
        self, version: str, platform: str, cuda: bool, enough: bool
    ) -> None:
        assert torch_build.is_enough(version, platform, cuda) == enough

    def test_the_range_is_the_projects_own(self) -> None:
        assert environment.torch_range(PYPROJECT) == "torch>=2.6,<3"
        own = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        assert environment.torch_range(own).startswith("torch>=")

    def test_an_installation_fails_over_to_the_next_attempt_and_then_says_why(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        tries = [torch_build.Attempt("torch==0.0.1"), torch_build.Attempt("torch==0.0.2")]
        python = fake_python(tmp_path, "echo No matching distribution found for $5; exit 1")
        with pytest.raises(telling.SetUpError) as caught:
            torch_build.install_torch(python, tries, log)
        assert "torch==0.0.1" in log.read_text()
        assert "torch==0.0.2" in log.read_text()
        assert "no fitting build of PyTorch" in caught.value.sentence

    def test_a_full_disk_ends_the_attempts_at_once(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        python = fake_python(tmp_path, "echo '[Errno 28] No space left on device'; exit 1")
        tries = [torch_build.Attempt("torch==0.0.1"), torch_build.Attempt("torch==0.0.2")]
        with pytest.raises(telling.SetUpError) as caught:
            torch_build.install_torch(python, tries, log)
        assert "torch==0.0.2" not in log.read_text()
        assert caught.value.leaves_half

    def test_too_little_space_is_told_before_anything_is_downloaded(self, tmp_path: Path) -> None:
        log = tmp_path / "log"
        greedy = torch_build.Attempt("torch==0.0.1", needs_gb=1e9)
        with pytest.raises(telling.SetUpError, match="free disk space"):
            torch_build.install_torch(fake_python(tmp_path, "exit 0"), [greedy], log)
        assert not log.exists()


def fake_python(folder: Path, script: str) -> Path:
    """An installer that fails as told, in the place of an environment's Python."""
    python = folder / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    return python


class TestFailures:
    @pytest.mark.parametrize(
        ("output", "sentence", "next_step"),
        [
            ("OSError: [Errno 28] No space left on device", "disk is full", "Free some space"),
            ("NewConnectionError(...)\nERROR: No matching distribution found", "not be reached", "network"),
            ("SSLError CERTIFICATE_VERIFY_FAILED", "certificate", "PIP_CERT"),
            ("ERROR: No matching distribution found for torch", "no fitting build", "64-bit"),
            ("something else", "could not be installed", "log"),
        ],
    )
    def test_the_installers_words_become_a_sentence_and_a_next_step(
        self, output: str, sentence: str, next_step: str
    ) -> None:
        error = failures.failure_in(output, "PyTorch", Path("/x/the.log"))
        assert sentence in error.sentence
        assert next_step in error.next_step
        assert "/x/the.log" in str(error).replace("\\", "/")

    def test_a_command_ends_in_words_not_in_a_traceback(self, capsys: pytest.CaptureFixture[str]) -> None:
        def read_only() -> int:
            raise PermissionError(13, "Permission denied", "/shared/Lowexp/.venv")

        assert telling.exit_code_of(read_only) == 1
        assert "may not write to its own folder (/shared/Lowexp/.venv)" in capsys.readouterr().out
