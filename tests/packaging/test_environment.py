"""When the environment counts as finished, and that one at a time makes it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from setting_up import environment
from setting_up.locking import one_at_a_time
from setting_up.telling import SetUpError
from setup_samples import PYPROJECT, on_posix, write_stamp

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"


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

    def test_one_of_somebodys_own_that_is_of_no_use_is_left_alone(self, made: environment.Wanted) -> None:
        (made.venv / "lowexp-set-up.json").unlink()
        python = environment.python_in(made.venv)
        python.unlink()
        python.symlink_to("/nowhere/bin/python3")
        (made.venv / "notes.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(SetUpError, match="Move it away"):
            environment.ready_python(made)
        assert (made.venv / "notes.txt").read_text(encoding="utf-8") == "mine"

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
