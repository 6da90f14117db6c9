"""The set-up scripts: decisions, messages and the real commands, all without a network."""

import ast
import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "packaging"
sys.path.insert(0, str(SCRIPTS))

from setting_up import environment, failures, screen, starting, system_packages, telling, torch_build  # noqa: E402
from setting_up import testing as checking  # noqa: E402
from setting_up.locking import one_at_a_time  # noqa: E402
from setting_up.python_version import candidates, find_supported, is_supported, refusal  # noqa: E402

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="sockets and signals of POSIX")
PYPROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "a"
dependencies = ["torch-extras>=1", "torch>=2.6,<3"]
[tool.ruff]
line-length = 110
"""
MISSING = system_packages.library("liblowexp-nowhere.so.9", "liblowexp-nowhere9")
MISSING_PROGRAM = system_packages.program("lowexp-nowhere", "lowexp-nowhere-bin")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the scripts in a folder whose name has a space and letters beyond ASCII."""
    root = tmp_path / "Löw exp 写真"
    shutil.copytree(SCRIPTS, root / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return root


@pytest.fixture
def made(checkout: Path) -> environment.Wanted:
    """A checkout whose environment is finished: a real one without pip, and its stamp."""
    wanted = environment.Wanted(checkout)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", wanted.venv], check=True)
    write_stamp(wanted)
    return wanted


def write_stamp(wanted: environment.Wanted) -> None:
    text = json.dumps(asdict(environment.stamp_for(wanted)))
    (wanted.venv / "lowexp-set-up.json").write_text(text, encoding="utf-8")


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


class TestStamp:
    def test_only_what_decides_the_installation_counts(self) -> None:
        digest = environment.project_digest(PYPROJECT)
        assert environment.project_digest(PYPROJECT.replace("110", "100")) == digest
        assert environment.project_digest(PYPROJECT.replace("torch>=2.6", "torch>=2.7")) != digest

    def test_a_finished_environment_is_ready_and_is_so_for_less_but_not_for_more(
        self, made: environment.Wanted
    ) -> None:
        assert environment.is_ready(made)
        with_tests = replace(made, extras=("test",))
        assert not environment.is_ready(with_tests)
        assert not environment.is_ready(replace(made, cuda=True))
        write_stamp(with_tests)
        assert environment.is_ready(made)

    def test_it_is_not_ready_once_its_project_changed(self, made: environment.Wanted) -> None:
        changed = PYPROJECT.replace("torch>=2.6", "torch>=2.7")
        (made.root / "pyproject.toml").write_text(changed, encoding="utf-8")
        assert not environment.is_ready(made)

    def test_it_is_not_ready_while_a_set_up_is_unfinished(self, made: environment.Wanted) -> None:
        (made.venv / "lowexp-set-up-unfinished").touch()
        assert not environment.is_ready(made)
        assert environment.is_broken(made.venv, environment.read_stamp(made.venv), made.root)

    @on_posix
    def test_it_is_not_ready_and_broken_when_its_interpreter_has_gone(self, made: environment.Wanted) -> None:
        stamp = environment.read_stamp(made.venv)
        assert not environment.is_broken(made.venv, stamp, made.root)
        python = environment.python_in(made.venv)
        python.unlink()
        python.symlink_to("/nowhere/bin/python3")
        assert not environment.is_ready(made)
        assert environment.is_broken(made.venv, stamp, made.root)

    def test_a_moved_checkout_has_its_environment_remade(
        self, made: environment.Wanted, tmp_path: Path
    ) -> None:
        moved = environment.Wanted(made.root.rename(tmp_path / "elsewhere"))
        assert not environment.is_ready(moved)
        assert environment.is_broken(moved.venv, environment.read_stamp(moved.venv), moved.root)

    def test_an_environment_of_somebodys_own_is_taken_as_it_is(self, made: environment.Wanted) -> None:
        (made.venv / "lowexp-set-up.json").unlink()
        assert not environment.is_ready(made)
        assert not environment.is_broken(made.venv, None, made.root)

    @pytest.mark.parametrize("content", ["", "{", "[]", '{"project": 1}', '{"extras": 3}'])
    def test_a_damaged_stamp_is_none(self, made: environment.Wanted, content: str) -> None:
        (made.venv / "lowexp-set-up.json").write_text(content, encoding="utf-8")
        assert environment.read_stamp(made.venv) is None

    def test_emptying_keeps_the_log_and_what_links_lead_to(self, tmp_path: Path) -> None:
        venv, other = tmp_path / "venv", tmp_path / "other"
        (venv / "lib" / "deep").mkdir(parents=True)
        other.mkdir()
        (other / "photo.jpg").touch()
        (venv / "lowexp-set-up.log").touch()
        if sys.platform != "win32":
            (venv / "link").symlink_to(other, target_is_directory=True)
        environment.empty(venv)
        assert [path.name for path in venv.iterdir()] == ["lowexp-set-up.log"]
        assert (other / "photo.jpg").exists()


class TestScreen:
    @pytest.mark.parametrize("platform", ["win32", "darwin"])
    def test_desktops_of_one_kind_always_have_one(self, platform: str) -> None:
        assert screen.has_screen(platform, {})

    @on_posix
    @pytest.mark.parametrize(
        "environ",
        [
            {},
            {"DISPLAY": ""},
            {"DISPLAY": ":4711"},
            {"DISPLAY": "unix:4711.0"},
            {"DISPLAY": "127.0.0.1:4711"},
            {"DISPLAY": "nonsense"},
            {"DISPLAY": ":999999999"},
            {"DISPLAY": "localhost:999999"},
            {"WAYLAND_DISPLAY": "wayland-77"},
            {"WAYLAND_DISPLAY": "wayland-77", "XDG_RUNTIME_DIR": "/nowhere"},
        ],
    )
    def test_a_display_that_is_not_there_or_does_not_answer_is_none(self, environ: dict[str, str]) -> None:
        assert not screen.has_screen("linux", environ)

    @on_posix
    def test_a_compositor_that_answers_is_one(self, tmp_path: Path) -> None:
        with closing(socket.socket(socket.AF_UNIX)) as server:
            server.bind(str(tmp_path / "wayland-5"))
            server.listen()
            found = {"WAYLAND_DISPLAY": "wayland-5", "XDG_RUNTIME_DIR": str(tmp_path)}
            assert screen.has_screen("linux", found)

    @on_posix
    @pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb")
    def test_an_x_server_that_answers_is_one(self, x_server: str) -> None:
        assert screen.has_screen("linux", {"DISPLAY": x_server})

    @pytest.fixture
    def x_server(self) -> Iterator[str]:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x24", "-nolisten", "tcp"]
        with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
            os.close(writing)
            with open(reading) as answer:  # noqa: PTH123 - a file descriptor
                number = answer.readline().strip()
            yield f":{number}"
            server.send_signal(signal.SIGTERM)


class TestSystemPackages:
    def test_what_is_missing_is_found_out(self) -> None:
        there = system_packages.program(sys.executable, "python3")
        assert system_packages.missing([there, MISSING, MISSING_PROGRAM]) == [MISSING, MISSING_PROGRAM]

    def test_debian_gets_the_exact_command(self) -> None:
        install = "apt-get install -y --no-install-recommends liblowexp-nowhere9 lowexp-nowhere-bin"
        needs = [MISSING_PROGRAM, MISSING]
        assert system_packages.advice(needs, "apt-get", is_root=True) == f"Run: apt-get update && {install}"
        assert (
            system_packages.advice(needs, "apt-get", is_root=False)
            == f"Run: sudo apt-get update && sudo {install}"
        )

    def test_rpm_systems_are_asked_for_the_files_themselves(self) -> None:
        said = system_packages.advice([MISSING, MISSING_PROGRAM], "dnf", is_root=False)
        assert said == "Run: sudo dnf install 'liblowexp-nowhere.so.9()(64bit)' /usr/bin/lowexp-nowhere"

    def test_other_systems_are_told_the_names(self) -> None:
        assert "liblowexp-nowhere.so.9, lowexp-nowhere" in system_packages.advice(
            [MISSING, MISSING_PROGRAM], "", is_root=False
        )

    def test_every_command_can_be_pasted_into_a_shell(self) -> None:
        needs = (*system_packages.MAKING_VENV, *system_packages.COMMAND_LINE, *system_packages.TESTS)
        words = shlex.split(system_packages.advice(needs, "zypper", is_root=True))
        assert words == ["Run:", "zypper", "install", *(need.rpm for need in needs)]
        assert not any(" " in need.package or " " in need.rpm for need in needs)

    def test_only_linux_needs_packages(self) -> None:
        for platform in ("win32", "darwin"):
            assert system_packages.to_set_up(platform, is_done=False) == ()
            assert system_packages.for_window(platform) == ()
            assert system_packages.for_tests(platform) == ()
        assert system_packages.to_set_up("linux", is_done=False)
        assert system_packages.to_set_up("linux", is_done=True) == ()

    def test_what_the_window_loads_is_on_the_list(self) -> None:
        listed = {need.name for need in system_packages.WINDOW}
        assert {"libEGL.so.1", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0"} <= listed


class TestLock:
    @on_posix
    def test_a_second_set_up_waits_for_the_first(self, tmp_path: Path) -> None:
        lock = tmp_path / "lock"
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path\n"
            "from setting_up.locking import one_at_a_time\n"
            "with one_at_a_time(Path(sys.argv[2])): print('in', flush=True)"
        )
        command = [sys.executable, "-c", script, str(SCRIPTS), str(lock)]
        with one_at_a_time(lock):
            second = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            assert second.stdout is not None
            assert "waiting" in second.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                second.wait(timeout=0.2)
        rest, _ = second.communicate(timeout=20)
        assert rest.strip() == "in"


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
        assert last[1:] == ["-m", "pytest", "-k", "a b"]


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
        start = time.monotonic()
        run = run_start(made.root, photo.name, DISPLAY=":4711")
        assert time.monotonic() - start < 5
        assert run.returncode == 0, run.stdout + run.stderr
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
