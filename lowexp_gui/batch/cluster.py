"""A queue distributed over several computers by a Dask `distributed` scheduler.

Only paths are sent: all computers must see the photos and the output folder under the same names. A worker
reads a photo, enhances it and writes the result under a temporary name in the output folder. Only this
process renames it, so a photo that two workers processed, because one was thought dead, has one result. The
denoiser runs in float32 and torch with one thread per photo, so that results equal those of a single computer
of the same kind.

This is the only module that opens a network connection, and only to the given address. Dask sends Python
objects between its computers, which can execute code, so the computers of a cluster must trust each other.
"""

import logging
import os
import secrets
import socket
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

import torch

from lowexp_gui import __version__
from lowexp_gui.batch.isolated import write_isolated
from lowexp_gui.batch.photo_work import (
    LoadedModels,
    ProgressCallbacks,
    SharedByPhotos,
    failure_sentence,
    found_again,
)
from lowexp_gui.batch.queue_entry import EntryState, QueueEntry, stamp_of
from lowexp_gui.batch.queue_run import RunOptions
from lowexp_gui.batch.saving import make_folder
from lowexp_gui.batch.written_files import WorkerResult, place_files, write_files
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import Counted, Sentence, UserError, in_quotes, sentence_fields, sentence_from
from lowexp_gui.photo.errors import PhotoError, deadly_sentence, printable, quoted
from lowexp_gui.photo.saving import writing_for
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from distributed import Client, Future

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 10
_LOOK_SECONDS = 0.2


class ClusterError(UserError):
    """The cluster cannot be used."""


@dataclass(frozen=True)
class ClusterAddress:
    """The address of a scheduler.

    Attributes:
        address: in Dask's form, such as tcp://host:8786 or tls://host:8786.
        ca, certificate, key: files for an encrypted connection; None for none.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True)
class _Order:
    """The order for a photo, sent to a worker.

    Attributes:
        entry: the photo and its settings.
        key: identifier for progress and cancelling.
        writer: prefix of the temporary files.
        version: version of the ordering program.
    """

    entry: QueueEntry
    key: str
    writer: str
    version: str


@contextmanager
def cluster_options(
    cluster: ClusterAddress, options: RunOptions, say: Callable[[Sentence], None]
) -> Iterator[RunOptions]:
    """The options of a run with its photos sent to a cluster, valid inside the context.

    Raises:
        ClusterError: Dask is not installed, the scheduler does not answer, or the versions differ.
    """
    writer = secrets.token_hex(4)
    client = _connected(cluster)
    try:
        slots = _check(client)
        photos = Counted(slots, "photo", "photos")
        say(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The cluster at {address} processes {photos} at a time."),
                address=cluster.address,
                photos=photos,
            )
        )
        shared = _Cluster(client, writer)
        client.subscribe_topic(writer, shared.receive)
        with writing_for(writer):
            yield replace(options, jobs=options.jobs or slots, most_pixels=sys.maxsize, work=shared.work)
    finally:
        with suppress(Exception):
            client.close(timeout=_CONNECT_SECONDS)


def _connected(cluster: ClusterAddress) -> "Client":
    try:
        from distributed import Client, Security
        from distributed.comm import get_address_host_port, parse_address
    except ImportError as error:
        sentence = Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "A cluster needs Dask; install it with pip install 'lowexp-gui[cluster]'.",
            )
        )
        raise ClusterError(sentence) from error
    files = (cluster.ca, cluster.certificate, cluster.key)
    try:
        security = None
        if any(files):
            ca, certificate, key = (None if file is None else str(file) for file in files)
            security = Security(
                tls_ca_file=ca, tls_client_cert=certificate, tls_client_key=key, require_encryption=True
            )
        # Checked here, because a Dask client with an invalid address takes 20 seconds to end with a
        # traceback.
        get_address_host_port(cluster.address)
        encrypted = parse_address(cluster.address)[0] == "tls"
        if encrypted and not (security and security.get_connection_args("client").get("ssl_context")):
            raise ValueError("An encrypted cluster needs all three certificates.")
        return Client(cluster.address, timeout=_CONNECT_SECONDS, security=security, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        # ssl.SSLError and TimeoutError are OSErrors.
        _log.info("No cluster at %s", cluster.address, exc_info=error)
        raise ClusterError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "No cluster answers at {address}; check the address, and the "
                    "certificates if it is encrypted.",
                ),
                address=in_quotes(printable(cluster.address)),
            )
        ) from error


def _check(client: "Client") -> int:
    """The number of photos that the workers process at a time.

    Raises:
        ClusterError: there are no workers, or their versions differ.
    """
    try:
        workers = client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise ClusterError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "The cluster has no workers; start some (dask worker ADDRESS)."
                    )
                )
            )
        versions = set(client.run(_versions).values())
    except ClusterError:
        raise
    except Exception as error:
        # A worker without this program cannot unpickle the question.
        _log.info("The workers do not answer", exc_info=error)
        raise ClusterError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The workers of the cluster do not have Lowexp {here}; install it on each."
                ),
                here=__version__,
            )
        ) from error
    if versions != {_versions()}:
        other = ", ".join(sorted(" with torch ".join(each) for each in versions - {_versions()}))
        here = " with torch ".join(_versions())
        raise ClusterError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The cluster has Lowexp {other}, but this machine has {here}; install "
                    "the same version on all machines.",
                ),
                other=other,
                here=here,
            )
        )
    return sum(worker["nthreads"] for worker in workers.values())


class _Cluster:
    """The side of the cluster that owns the queue."""

    def __init__(self, client: "Client", writer: str) -> None:
        self._client = client
        self._writer = writer
        self._callbacks: dict[str, ProgressCallbacks] = {}
        self._naming = Lock()

    def work(
        self,
        entry: QueueEntry,
        turn: int,
        shared: SharedByPhotos,
        callbacks: ProgressCallbacks,
        cancel: Event,
    ) -> QueueEntry:
        """Like `photo_work.work_on`, on a worker."""
        started = time.monotonic()
        shared.gate.give_up(turn)
        key = f"{self._writer}-{entry.id}-{secrets.token_hex(4)}"
        self._callbacks[key] = callbacks
        try:
            ended = self._done(entry, key, shared, cancel)
        except Cancelled:
            ended = replace(entry, state=EntryState.CANCELLED)
        except Exception as error:
            ended = replace(entry, state=EntryState.FAILED, sentence=_sentence(entry, error))
        finally:
            del self._callbacks[key]
        return replace(ended, seconds=time.monotonic() - started)

    def receive(self, event: tuple[float, Any]) -> None:
        """Handle a worker's progress event."""
        _, fields = event
        callbacks = self._callbacks.get(fields["key"])
        if callbacks is None:
            return
        if "done" in fields:
            callbacks.on_progress(float(fields["done"]))
        else:
            callbacks.on_notice(sentence_from(fields["sentence"]))

    def _done(self, entry: QueueEntry, key: str, shared: SharedByPhotos, cancel: Event) -> QueueEntry:
        if shared.skip_done and (made := shared.queue.made(entry, stamp_of(entry.path))):
            return replace(entry, state=EntryState.SKIPPED, result=made[0], stages=made[1:])
        if (found := found_again(entry)) is not None:
            return found
        order = _Order(entry, key, self._writer, __version__)
        future = self._client.submit(_on_worker, order, key=key, pure=False)
        written = self._answer(future, key, cancel)
        with self._naming:
            return place_files(written, entry, shared)

    def _answer(self, future: "Future", key: str, cancel: Event) -> WorkerResult:
        while True:
            try:
                answer: WorkerResult = future.result(timeout=_LOOK_SECONDS)
            except TimeoutError:
                if cancel.is_set():
                    future.cancel()
                    with suppress(Exception):
                        self._client.run(_stop, key)
                    raise Cancelled from None
            else:
                return answer


def _sentence(entry: QueueEntry, error: Exception) -> Sentence:
    """The message for an error between this process and the workers."""
    from distributed import CancelledError, KilledWorker
    from distributed.comm.core import CommClosedError

    if isinstance(error, KilledWorker):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "{photo} could not be enhanced: each worker that tried it was killed; "
                "check that the workers have enough memory.",
            ),
            photo=quoted(entry.path),
        )
    if isinstance(error, CommClosedError | CancelledError | TimeoutError):
        return Sentence(
            QT_TRANSLATE_NOOP(
                "sentences", "{photo} could not be enhanced: the connection to the cluster was lost."
            ),
            photo=quoted(entry.path),
        )
    return failure_sentence(entry.path, error)


# The code below runs on the workers.

_models = LoadedModels()
_device_turn = Lock()
_running: dict[str, Event] = {}


def _versions() -> tuple[str, str]:
    return __version__, torch.__version__.partition("+")[0]


def _stop(key: str) -> None:
    """Cancel a photo on this worker."""
    if key in _running:
        _running[key].set()


def _on_worker(order: _Order) -> WorkerResult:
    """Enhance a photo and write its files under temporary names; an error becomes the photo's failure."""
    from distributed import get_worker

    # Dask runs as many photos at a time as the worker has threads, so torch must use only one each.
    torch.set_num_threads(1)
    worker = get_worker()
    callbacks = ProgressCallbacks(
        lambda done: worker.log_event(order.writer, {"key": order.key, "done": done}),
        lambda sentence: worker.log_event(
            order.writer, {"key": order.key, "sentence": sentence_fields(sentence)}
        ),
    )
    cancel = _running[order.key] = Event()
    try:
        with writing_for(order.writer):
            return _written(order, callbacks, cancel)
    except Cancelled:
        return WorkerResult(replace(order.entry, state=EntryState.CANCELLED))
    except Exception as error:
        sentence = failure_sentence(order.entry.path, error)
        return WorkerResult(replace(order.entry, state=EntryState.FAILED, sentence=sentence))
    finally:
        del _running[order.key]


def _written(order: _Order, callbacks: ProgressCallbacks, cancel: Event) -> WorkerResult:
    entry = order.entry
    if order.version != __version__:
        raise ClusterError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The worker on {machine} has Lowexp {here}, but {other} is needed; "
                    "install the same version on all machines.",
                ),
                machine=socket.gethostname(),
                here=__version__,
                other=order.version,
            )
        )
    if not os.path.exists(entry.path):  # noqa: PTH110
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "{photo} was not found on the cluster machine {machine}; all machines "
                    "need the same folders.",
                ),
                photo=quoted(entry.path),
                machine=in_quotes(socket.gethostname()),
            ),
            entry.path,
        )
    folder = entry.settings.output.folder
    make_folder(folder)
    # This file exists if a worker has crashed with the photo. It has the name of a temporary file.
    begun = folder / f".{order.writer}{zlib.crc32(order.key.encode()):08x}.tmp"
    has_killed = begun.exists()
    begun.touch()
    try:
        if not has_killed:
            return write_files(entry, _models, callbacks, cancel, _device_turn)
        written = write_isolated(entry, order.writer, callbacks, cancel)
    finally:
        begun.unlink(missing_ok=True)
    failed = replace(entry, state=EntryState.FAILED, sentence=deadly_sentence(entry.path))
    return WorkerResult(failed) if written is None else written
