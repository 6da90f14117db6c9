"""The disk cache of results, limited in size; the least recently used ones are deleted first.

The key of a result covers its inputs: the photo's pixels, the weights, the device, the program's version, and
that of the formulas (`enhancing.illumination.FORMULA`), which may change between two versions of the program.
A file's name, size and time would be cheaper than hashing pixels (0.05 s for 24 megapixels, a fraction of the
time for decoding). But they stay the same if a tool changes a photo and resets its time, and they can change
between reading and checking. With pixels as the key, a cached result is always the one that the model would
give, and a moved file keeps its result.
"""

import contextlib
import hashlib
import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from lowexp_gui import __version__
from lowexp_gui.enhancing.cancelling import check
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.private_folder import make_private_folder
from lowexp_gui.results.result_file import FORMAT, DamagedResult, read_result, result_size, write_result

if TYPE_CHECKING:
    from lowexp_gui.enhancing.enhancement import Enhancement
    from lowexp_gui.model.weights import DualModel

_SUFFIX = ".safetensors"
# Matches only the names of files that this cache writes. Its folder may contain others.
_OURS = re.compile(r"[0-9a-f]{64}\.safetensors|\.[0-9a-f]{16}\.part")
# Free space, in bytes, that is left for other programs.
_LEAST_FREE = 500_000_000
_HOUR = 3600.0
_log = logging.getLogger(__name__)


def result_key(photo: Photo, weights: str, device: str) -> str:
    """The key of a result, in hexadecimal.

    Args:
        weights: sha256 of the model's weights.
        device: name of the device.
    """
    # It needs torch; the window begins without it.
    from lowexp_gui.enhancing.illumination import FORMULA

    # Every property of a photo that the networks see.
    about = (photo.pixels.shape, photo.pixels.dtype.str, photo.quantisation, photo.grey)
    digest = hashlib.sha256(repr((FORMAT, __version__, FORMULA, weights, device, about)).encode())
    digest.update(np.ascontiguousarray(photo.pixels).data)
    return digest.hexdigest()


@dataclass(frozen=True)
class ResultCache:
    """A folder of results, usable from any thread and by several programs at a time.

    Errors are only logged: the worst consequence is that a model runs again.

    Attributes:
        folder: the folder, which is created when it is needed.
        max_bytes: the most bytes for all results; 0 turns the cache off.
    """

    folder: Path
    max_bytes: int

    def fetch(self, photo: Photo, model: "DualModel", device: str, cancel: Event) -> "Enhancement | None":
        """The cached result of a model for a photo, if it is valid, marked as used now; otherwise None.

        Raises:
            Cancelled: `cancel` was set.
        """
        if self._is_empty():
            return None
        key = result_key(photo, model.card.sha256, device)
        path = self._path(key)
        check(cancel)
        try:
            if not path.is_symlink() and path.is_file():
                result = read_result(path, key, photo, model, device, cancel)
                _touch(path)
                return result
        except DamagedResult as error:
            _log.warning("The kept result %s is damaged: %s", path.name, error)
            self._remove(path)
        except OSError as error:
            _log.warning("The kept result %s cannot be read: %s", path.name, error)
        return None

    def keep(self, result: "Enhancement", cancel: Event) -> None:
        """Store a result; the least recently used ones are deleted if necessary.

        Args:
            result: a result with complete noise.

        Raises:
            Cancelled: `cancel` was set.
        """
        if self.max_bytes == 0:
            return
        key = result_key(result.photo, result.weights, result.device)
        check(cancel)
        try:
            make_private_folder(self.folder)
            if self._path(key).exists():
                _touch(self._path(key))
            elif self._make_room(result_size(result, key)):
                self._write(result, key, cancel)
        except OSError as error:
            _log.warning("A result cannot be kept in %s: %s", self.folder, error)

    def forget(self, photo: Photo, weights: str, device: str) -> None:
        """Delete the cached result for a photo."""
        if not self._is_empty():
            self._remove(self._path(result_key(photo, weights, device)))

    def used(self) -> int:
        """The size of all results, bytes."""
        return sum(size for _, size, _ in self._entries())

    def files(self) -> tuple[Path, ...]:
        """The files of all results."""
        return tuple(path for _, _, path in self._entries())

    def trim(self) -> None:
        """Delete results above the limit."""
        self._drop_down_to(self.max_bytes)

    def clear(self) -> None:
        """Delete all results."""
        self._drop_down_to(0)

    def _is_empty(self) -> bool:
        return next(self._entries(), None) is None

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _make_room(self, size: int) -> bool:
        """Make space for a file. Returns whether there is enough."""
        if size > self.max_bytes:
            return False
        self._drop_down_to(self.max_bytes - size)
        if shutil.disk_usage(self.folder).free < size + _LEAST_FREE:
            _log.info("The disk of %s is nearly full; no results are kept", self.folder)
            return False
        return True

    def _write(self, result: "Enhancement", key: str, cancel: Event) -> None:
        temporary = self.folder / f".{secrets.token_hex(8)}.part"
        try:
            write_result(result, key, temporary, cancel)
            temporary.replace(self._path(key))
            _touch(self._path(key))
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()

    def _drop_down_to(self, most: int) -> None:
        """Delete the least recently used results and the incomplete files of killed programs."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        for used, size, path in entries:
            is_left_over = path.suffix != _SUFFIX and used < time.time_ns() - _HOUR * 1e9
            if (total > most or is_left_over) and self._remove(path):
                total -= size

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """For each file: time of last use in ns, size in bytes, path."""
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    # Another program may have removed it.
                    with contextlib.suppress(FileNotFoundError):
                        if _OURS.fullmatch(entry.name) and not entry.is_dir(follow_symlinks=False):
                            about = entry.stat(follow_symlinks=False)
                            yield about.st_mtime_ns, about.st_size, Path(entry.path)
        except FileNotFoundError:
            # Nothing has been stored yet.
            return
        except OSError as error:
            _log.warning("The results kept in %s cannot be listed: %s", self.folder, error)

    def _remove(self, path: Path) -> bool:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("The kept result %s cannot be removed: %s", path.name, error)
            return False
        return True


def _touch(path: Path) -> None:
    """Set a file's time of use to now, with a finer clock than the file system's own."""
    now = time.time_ns()
    with contextlib.suppress(OSError):
        os.utime(path, ns=(now, now))
