"""Photos shared out over a real cluster: a scheduler and worker processes on this machine."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image
from poisoned import write_poison

from lowexp_gui.batch.cluster import _Order, _written
from lowexp_gui.batch.job import JobSpec, OutputRule
from lowexp_gui.batch.photo_work import ProgressCallbacks
from lowexp_gui.batch.queue import Queue
from lowexp_gui.batch.queue_entry import settings_of
from lowexp_gui.cli import main
from lowexp_gui.photo.errors import PhotoError

pytest.importorskip("distributed")
LOWEXP = [sys.executable, "-m", "lowexp_gui.cli"]
QUIET = {"OMP_NUM_THREADS": "1", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


@contextmanager
def process(*command: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs until the end."""
    environment = os.environ | QUIET
    with subprocess.Popen(
        [sys.executable, "-m", *command], stderr=subprocess.PIPE, text=True, env=environment
    ) as started:
        try:
            yield started
        finally:
            started.kill()


def ready(started: subprocess.Popen[str], word: str) -> str:
    """The line in which a process says that it is ready; nobody reads what it says later, which is little."""
    assert started.stderr is not None
    return next(line for line in started.stderr if word in line)


@contextmanager
def cluster(workers: int, *options: str) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """The address of a scheduler, and the processes of its workers."""
    with ExitStack() as stack:
        common = ("--no-dashboard", *options)
        command = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *common)
        scheduler = stack.enter_context(process(*command))
        address = re.findall(r"t(?:cp|ls)://[\d.:]+", ready(scheduler, "Scheduler at:"))[0]
        command = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", *common)
        started = [stack.enter_context(process(*command)) for _ in range(workers)]
        for worker in started:
            ready(worker, "Registered to:")
        yield address, started


def write_photos(folder: Path, count: int, width: int = 1800, height: int = 1200) -> None:
    folder.mkdir()
    for number in range(count):
        pixels = np.random.default_rng(number).integers(0, 60, (height, width, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.jpg")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.name == "nt", reason="has no cat and no SIGKILL")
def test_a_killed_worker_s_photos_are_done_by_another_with_the_same_bits(tmp_path: Path) -> None:
    write_photos(tmp_path / "in", 9, 900, 600)
    alone = [
        *LOWEXP,
        "enhance",
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "alone"),
        "--precision",
        "float32",
    ]
    assert subprocess.run(alone, check=False, capture_output=True).returncode == 0
    with cluster(3) as (address, workers):
        shared = [*LOWEXP, "enhance", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
        shared += ["--cluster", address, "--json"]
        with subprocess.Popen(shared, stdout=subprocess.PIPE, text=True) as job:
            assert job.stdout is not None
            told = []
            for line in job.stdout:
                told.append(json.loads(line))
                if told[-1]["event"] == "progressed" and workers[0].poll() is None:
                    workers[0].send_signal(signal.SIGKILL)
                    workers[0].wait()
        assert job.returncode == 0
        assert told[-1] == {
            "event": "summary",
            "version": 1,
            "saved": 9,
            "skipped": 0,
            "failed": 0,
            "cancelled": 0,
        }
        assert [event for event in told if event["event"] == "progressed"]
        # The same command finds all of it done.
        again = subprocess.run([*shared, "--resume"], check=False, capture_output=True, text=True)
        assert json.loads(again.stdout.splitlines()[-1])["skipped"] == 9
    results = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert results == {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir()}
    assert len(results) == 9


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.name == "nt", reason="has no SIGKILL")
def test_a_deadly_photo_kills_one_worker_and_fails_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_photos(tmp_path / "in", 3, 90, 60)
    shutil.copy(tmp_path / "in" / "0.jpg", tmp_path / "in" / "poison.jpg")
    paths = os.pathsep.join([write_poison(tmp_path / "poison"), *filter(None, sys.path)])
    monkeypatch.setenv("PYTHONPATH", paths)
    with cluster(2) as (address, workers):
        command = [*LOWEXP, "enhance", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--json"]
        result = subprocess.run([*command, "--cluster", address], check=False, capture_output=True, text=True)
        assert sorted(worker.poll() is None for worker in workers) == [False, True]
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert (told[-1]["saved"], told[-1]["failed"]) == (3, 1), result.stdout + result.stderr
    assert "“poison.jpg” crashes" in next(line["sentence"] for line in told if line["event"] == "failed")
    assert len(list((tmp_path / "out").iterdir())) == 3


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(os.name == "nt", reason="has no cat and no SIGINT for others")
def test_a_job_on_a_cluster_is_stopped_and_goes_on(tmp_path: Path) -> None:
    write_photos(tmp_path / "in", 6, 1800, 1600)
    with cluster(2) as (address, _):
        command = [*LOWEXP, "enhance", str(tmp_path / "in"), "-o", str(tmp_path / "out")]
        command += ["--cluster", address, "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as job:
            assert job.stdout is not None
            for line in job.stdout:
                if json.loads(line)["event"] == "progressed":
                    job.send_signal(signal.SIGINT)
                    break
            job.stdout.read()
        assert job.returncode == 130
        # What a worker was writing then is cleared away by the run that goes on.
        result = subprocess.run([*command, "--resume"], check=False, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        f"{number}_lowexp.jpg" for number in range(6)
    ]


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(shutil.which("openssl") is None or os.name == "nt", reason="makes certificates")
def test_an_encrypted_cluster_and_one_photo_that_fails(tmp_path: Path) -> None:
    write_photos(tmp_path / "in", 1, 60, 40)
    (tmp_path / "in" / "bad.jpg").write_bytes(b"no photo")
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    making = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=lowexp"]
    subprocess.run([*making, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    files = ("--tls-ca-file", str(certificate), "--tls-cert", str(certificate), "--tls-key", str(key))
    with cluster(1, "--protocol", "tls", *files) as (address, _):
        assert address.startswith("tls://")
        command = [
            *LOWEXP,
            "enhance",
            str(tmp_path / "in"),
            "-o",
            str(tmp_path / "out"),
            "--cluster",
            address,
        ]
        options = ["--tls-ca", certificate, "--tls-cert", certificate, "--tls-key", key, "--json"]
        result = subprocess.run([*command, *options], check=False, capture_output=True, text=True)
        bare = [
            subprocess.run([*command, *more], check=False, capture_output=True, text=True)
            for more in ([], ["--tls-ca", certificate])
        ]
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert (told[-1]["saved"], told[-1]["failed"]) == (1, 1), result.stdout + result.stderr
    assert "“bad.jpg” is not a picture" in next(
        line["sentence"] for line in told if line["event"] == "failed"
    )
    for each in bare:
        assert each.returncode == 1
        assert each.stderr.startswith("No cluster answers at")
        assert each.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["nobody", "tcp://nobody", "ftp://127.0.0.1:1", "tls://127.0.0.1:1"])
def test_an_address_of_no_kind_is_a_sentence_at_once(
    tmp_path: Path, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write_photos(tmp_path / "in", 1, 20, 10)
    command = ["enhance", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--cluster", address]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert f"No cluster answers at “{address}”" in result.output
    assert "Traceback" not in capfd.readouterr().err


def test_without_dask_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    write_photos(tmp_path / "in", 1, 20, 10)
    command = ["enhance", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:1"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "pip install 'lowexp-gui[cluster]'" in result.output


def test_a_worker_that_sees_other_files_says_so(tmp_path: Path) -> None:
    write_photos(tmp_path / "in", 1, 20, 10)
    with Queue(None) as queue:
        queue.add([tmp_path / "in"], settings_of(JobSpec.of((), "article", OutputRule(tmp_path / "out"))))
        (entry,) = queue.entries()
    entry.path.unlink()
    callbacks = ProgressCallbacks(lambda _: None, lambda _: None)
    with pytest.raises(PhotoError, match="all machines need the same folders"):
        _written(_Order(entry, "k", "00000000", _version()), callbacks, Event())


def _version() -> str:
    from lowexp_gui import __version__

    return __version__
