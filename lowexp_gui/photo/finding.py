"""Finding photos among files and folders."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lowexp_gui.photo.errors import PhotoError, quoted

_PICTURES = (
    *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff"),
    *(".heic", ".heif", ".hif", ".avif", ".jxl"),
)
# Canon, Nikon, Sony, Fujifilm, Panasonic, Olympus, Pentax, Adobe and others, Hasselblad, Leica, Samsung,
# Sigma, Minolta, Kodak, Epson, Mamiya, Phase One.
_RAW_FILES = (
    *(".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".sr2", ".srf", ".raf", ".rw2", ".raw", ".orf", ".ori"),
    *(".pef", ".dng", ".3fr", ".fff", ".rwl", ".srw", ".x3f", ".mrw", ".dcr", ".kdc", ".erf", ".mef", ".iiq"),
)
SUFFIXES = frozenset((*_PICTURES, *_RAW_FILES))
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Found:
    """Photos in the order to show them, and what was wrong with the paths asked for."""

    photos: tuple[Path, ...]
    problems: tuple[PhotoError, ...] = ()


def find_photos(paths: Iterable[Path], recursive: bool = True, limit: int = 100_000) -> Found:
    """The photos among files and folders.

    Args:
        paths: files, which are taken whatever their suffix, and folders, of which files with a photo's
            suffix are taken in natural order, hidden ones left out.
        recursive: whether folders in folders are searched.
        limit: how many photos are taken at most.

    No photo comes twice, and links that lead round in a circle are followed once.
    """
    search = _Search(recursive, limit)
    for path in paths:
        search.take(path)
    return Found(tuple(search.photos), tuple(search.problems))


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts "IMG_2" before "IMG_10" and ignores case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)


@dataclass
class _Search:
    recursive: bool
    limit: int
    photos: list[Path] = field(default_factory=list)
    problems: list[PhotoError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    full: bool = False

    def take(self, path: Path) -> None:
        """Take one of the paths asked for."""
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError):
            self.problems.append(PhotoError(f"{quoted(path)} is not there; look where it went.", path))
            return
        if stat.S_ISREG(mode):
            self._add(path)
        elif stat.S_ISDIR(mode):
            before = len(self.photos) + len(self.problems)
            known = False
            for photo in self._in_folder(path, set()):
                known = True
                self._add(photo)
                if self.full:
                    break
            if not known and len(self.photos) + len(self.problems) == before:
                self.problems.append(PhotoError(f"There are no photos in the folder {quoted(path)}.", path))
        else:
            self.problems.append(PhotoError(f"{quoted(path)} is neither a file nor a folder.", path))

    def _add(self, path: Path) -> None:
        identity = os.path.realpath(path)
        if identity in self.seen or self.full:
            return
        if len(self.photos) >= self.limit:
            self.full = True
            sentence = f"There are more than {self.limit} photos; only the first {self.limit} are taken."
            self.problems.append(PhotoError(sentence, path))
            return
        self.seen.add(identity)
        self.photos.append(path)

    def _in_folder(self, folder: Path, visited: set[tuple[int, int]]) -> Iterator[Path]:
        """The photos in a folder, its own first, then those of its folders."""
        waiting = [folder]
        while waiting:
            current = waiting.pop()
            try:
                status = current.stat()
                if (status.st_dev, status.st_ino) in visited:
                    continue
                visited.add((status.st_dev, status.st_ino))
                with os.scandir(current) as entries:
                    inside = sorted(
                        (entry for entry in entries if not entry.name.startswith(".")),
                        key=lambda entry: natural_key(entry.name),
                    )
            except OSError:
                self.problems.append(PhotoError(f"The folder {quoted(current)} may not be read.", current))
                continue
            yield from (Path(entry.path) for entry in inside if _is_photo(entry))
            if self.recursive:
                waiting += [Path(entry.path) for entry in reversed(inside) if _is_folder(entry)]


def _is_photo(entry: os.DirEntry[str]) -> bool:
    try:
        return Path(entry.name).suffix.lower() in SUFFIXES and entry.is_file()
    except OSError:
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
