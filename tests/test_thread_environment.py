"""What native libraries are told of threads: before torch is loaded, through every door, for children too."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lowexp_gui.cores import container_share, cores_of_affinity, usable_cores
from lowexp_gui.thread_environment import set_thread_environment

ROOT = Path(__file__).resolve().parents[1]
ASLEEP = {"OMP_WAIT_POLICY": "passive", "KMP_BLOCKTIME": "0", "GOMP_SPINCOUNT": "2000"}

# Says what is in the environment when torch is loaded, and ends there.
_AT_TORCH = """
import importlib.abc, json, os, runpy, sys

class Watch(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "torch":
            sys.stdout.write("\\n" + json.dumps(dict(os.environ)))
            sys.stdout.flush()
            os._exit(0)

sys.meta_path.insert(0, Watch())
"""
_COMMAND_LINE = "; runpy.run_module('lowexp_gui.cli', run_name='__main__')"
_PACKAGE = "; exec(open({entry!r}).read())"
_ENHANCE = "sys.argv = ['lowexp', 'enhance', {photo!r}, '-o', {out!r}]"
_FINETUNE = "sys.argv = ['lowexp', 'finetune', {photo!r}, {photo!r}, '--from', 'studio', '--name', 'n']"
_WINDOW = "sys.argv = ['lowexp-gui', {photo!r}]"
_DOORS = {
    "enhance": _ENHANCE + _COMMAND_LINE,
    "finetune": _FINETUNE + _COMMAND_LINE,
    "benchmark": "sys.argv = ['lowexp', 'benchmark-child', 'studio', {photo!r}]" + _COMMAND_LINE,
    "window": _WINDOW + "; runpy.run_module('lowexp_gui', run_name='__main__')",
    "package": _ENHANCE + _PACKAGE,
    "cluster's worker": "import pickle; pickle.loads(b'clowexp_gui.batch.cluster\\n_on_worker\\n.')",
}


@pytest.mark.parametrize("door", _DOORS)
def test_every_door_says_so_before_torch_is_loaded(door: str, dark_photo: Path, tmp_path: Path) -> None:
    names = {"photo": str(dark_photo), "out": str(tmp_path), "entry": str(ROOT / "packaging" / "entry.py")}
    found = _child(_AT_TORCH + _DOORS[door].format(**names))
    assert ASLEEP.items() <= found.items()


def test_what_a_person_has_set_stays(dark_photo: Path, tmp_path: Path) -> None:
    code = _AT_TORCH + _DOORS["enhance"].format(photo=str(dark_photo), out=str(tmp_path))
    found = _child(code, KMP_BLOCKTIME="7", OPENBLAS_NUM_THREADS="3")
    assert (found["KMP_BLOCKTIME"], found["OPENBLAS_NUM_THREADS"]) == ("7", "3")
    found = _child(code, OMP_WAIT_POLICY="ACTIVE")
    assert found["OMP_WAIT_POLICY"] == "ACTIVE"
    assert not {"KMP_BLOCKTIME", "GOMP_SPINCOUNT"} & found.keys()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells each thread's time")
@pytest.mark.skipif(usable_cores() < 2, reason="on one core no thread waits")
def test_threads_of_torch_wait_asleep() -> None:
    helpers, own = _child("""
import json, lowexp_gui, os, time, torch
from pathlib import Path

torch.set_num_threads(2)
values = torch.rand(1 << 18)
before = set(os.listdir("/proc/self/task"))
values.exp()
helpers = set(os.listdir("/proc/self/task")) - before

def ran():
    return sum(int(Path(f"/proc/self/task/{each}/schedstat").read_text().split()[0]) for each in helpers)

assert helpers and ran()
begun, start = ran(), time.thread_time()
for _ in range(200):
    values.exp()
    # So long it is alone.
    until = time.thread_time() + 1e-3
    while time.thread_time() < until:
        pass
print(json.dumps([(ran() - begun) / 1e9, time.thread_time() - start]))
""")
    # Waiting in a loop, it would have been at it for most of the time.
    assert helpers < own / 2


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system has no affinity")
def test_no_pool_is_larger_than_the_affinity() -> None:
    found = _child("""
import os
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
import json
from lowexp_gui.cores import usable_cores
import torch
from lowexp_gui.photo import colour, heif
print(json.dumps([
    usable_cores(), torch.get_num_threads(), colour._WORKERS,
    heif.pi_heif.options.DECODE_THREADS, heif.AvifImagePlugin.DEFAULT_MAX_THREADS,
]))
""")
    assert found == [1, 1, 1, 1, 1]


def test_a_containers_share_limits_the_pools_of_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lowexp_gui.cores.container_share", lambda: 1.5)
    monkeypatch.setattr("lowexp_gui.cores.cores_of_affinity", lambda: 8)
    monkeypatch.setattr("lowexp_gui.thread_environment.cores_of_affinity", lambda: 8)
    environment: dict[str, str] = {}
    set_thread_environment(environment)
    assert environment["OMP_NUM_THREADS"] == environment["TIFFFILE_NUM_THREADS"] == "1"
    environment = {"OMP_NUM_THREADS": "3"}
    set_thread_environment(environment)
    assert environment["OMP_NUM_THREADS"] == "3"


def test_without_a_share_libraries_choose_their_pools() -> None:
    environment: dict[str, str] = {}
    set_thread_environment(environment)
    assert ("OMP_NUM_THREADS" in environment) == (usable_cores() < cores_of_affinity())


@pytest.mark.parametrize(
    ("own", "files", "share"),
    [
        # Version 2: in a container, and in groups below a limited one.
        ("0::/\n", {"cpu.max": "150000 100000\n"}, 1.5),
        ("0::/a/b\n", {"cpu.max": "max 100000\n", "a/cpu.max": "200000 100000", "a/b/cpu.max": "max 1"}, 2),
        ("0::/a\n", {"a/cpu.max": "max 100000\n"}, None),
        # Named as the machine outside names it.
        ("0::/docker/0123\n", {"cpu.max": "400000 100000\n"}, 4),
        ("0::/../other\n", {"cpu.max": "400000 100000\n"}, 4),
        # Version 1.
        (
            "4:cpu,cpuacct:/a\n0::/\n",
            {"cpu,cpuacct/a/cpu.cfs_quota_us": "50000\n", "cpu,cpuacct/a/cpu.cfs_period_us": "100000\n"},
            0.5,
        ),
        ("2:cpu:/\n", {"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, None),
        # Damaged, or not there.
        ("0::/\n", {"cpu.max": "\n"}, None),
        ("0::/\n", {"cpu.max": "many 0\n"}, None),
        ("0::/\n", {"cpu.max": "100 0\n"}, None),
        ("nonsense\n\n:", {}, None),
        (None, {}, None),
    ],
)
def test_shares_of_containers(
    tmp_path: Path, own: str | None, files: dict[str, str], share: float | None
) -> None:
    if own is not None:
        (tmp_path / "own").write_text(own)
    for name, text in files.items():
        path = tmp_path / "groups" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = container_share(tmp_path / "groups", tmp_path / "own")
    assert found == (float("inf") if share is None else share)


def _child(code: str, **environment: str):
    """What Python code prints last, as JSON, in a process that inherits nothing about threads."""
    about = ("OMP_", "KMP_", "GOMP_", "OPENBLAS_")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(about)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=bare | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.strip().splitlines()[-1])
