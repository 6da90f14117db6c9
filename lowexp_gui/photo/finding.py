"""Finding photos among files and folders."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.formats.photo_format import WRITABLE, PhotoFormat
from lowexp_gui.photo.processing import bears_mark
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

SUFFIXES = frozenset(suffix for each in PhotoFormat for suffix in each.about.suffixes)
"""Suffixes of files that count as photos, in lower case, with the dot."""
_DIGITS = re.compile(r"(\d+)")
# Parts of this program's default names for results.
_RESULT_NAMES = ("lowexp", "_enhanced", "_illumination")
_RESULT_FOLDER = "lowexp"
_RESULT_SUFFIXES = frozenset(each.about.suffix for each in WRITABLE)


@dataclass(frozen=True)
class Found:
    """The photos in display order, and the errors of the requested paths.

    Attributes:
        left_out: how many results of this program were skipped, so that they are not enhanced again.
    """

    photos: tuple[Path, ...]
    problems: tuple[PhotoError, ...] = ()
    left_out: int = 0


def find_photos(
    paths: Iterable[Path],
    recursive: bool = True,
    limit: int = 100_000,
    *,
    outputs: Iterable[Path] | None = None,
) -> Found:
    """The photos among files and folders.

    Args:
        paths: files, which are taken whatever their suffix, and folders, from which files with a photo's
            suffix are taken in natural order, except hidden ones.
        recursive: whether subfolders are searched.
        limit: the most photos that are taken.
        outputs: folders that results go to. If given, even if empty, results of this program found in folders
            are left out.

    No photo is listed twice, and circular links are followed once.
    """
    search = _Search(recursive, limit, None if outputs is None else frozenset(map(os.path.realpath, outputs)))
    for path in paths:
        search.take(path)
    return Found(tuple(search.photos), tuple(search.problems), search.left_out)


def left_out_sentence(count: int) -> Sentence:
    """The message that results were left out."""
    if count == 1:
        return Sentence(QT_TRANSLATE_NOOP("sentences", "1 result of Lowexp was skipped."))
    return Sentence(QT_TRANSLATE_NOOP("sentences", "{count} results of Lowexp were skipped."), count=count)


def is_result(path: Path) -> bool:
    """Whether a file carries this program's mark; see `processing.bears_mark`."""
    if path.suffix.lower() not in _RESULT_SUFFIXES:
        return False
    try:
        return bears_mark(path)
    except (OSError, ValueError):
        return False


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts "IMG_2" before "IMG_10" and ignores case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part)


@dataclass
class _Search:
    recursive: bool
    limit: int
    outputs: frozenset[str] | None = None
    left_out: int = 0
    photos: list[Path] = field(default_factory=list)
    problems: list[PhotoError] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    full: bool = False

    def take(self, path: Path) -> None:
        """Take one of the paths asked for."""
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError):
            self.problems.append(
                PhotoError(
                    Sentence(
                        QT_TRANSLATE_NOOP("sentences", "{file} does not exist; check its name and folder."),
                        file=quoted(path),
                    ),
                    path,
                )
            )
            return
        if stat.S_ISREG(mode):
            self._add(path)
        elif stat.S_ISDIR(mode):
            before = len(self.photos) + len(self.problems) + self.left_out
            known = False
            for photo in self._in_folder(path, set()):
                known = True
                self._add(photo)
                if self.full:
                    break
            if not known and len(self.photos) + len(self.problems) + self.left_out == before:
                self.problems.append(
                    PhotoError(
                        Sentence(
                            QT_TRANSLATE_NOOP("sentences", "There are no photos in the folder {folder}."),
                            folder=quoted(path),
                        ),
                        path,
                    )
                )
        else:
            self.problems.append(
                PhotoError(
                    Sentence(
                        QT_TRANSLATE_NOOP("sentences", "{file} is neither a file nor a folder."),
                        file=quoted(path),
                    ),
                    path,
                )
            )

    def _add(self, path: Path) -> None:
        identity = os.path.realpath(path)
        if identity in self.seen or self.full:
            return
        if len(self.photos) >= self.limit:
            self.full = True
            sentence = Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "There are more than {limit} photos; only the first {limit} are used."
                ),
                limit=self.limit,
            )
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
                self.problems.append(
                    PhotoError(
                        Sentence(
                            QT_TRANSLATE_NOOP(
                                "sentences", "The folder {folder} cannot be read; change its permissions."
                            ),
                            folder=quoted(current),
                        ),
                        current,
                    )
                )
                continue
            yield from self._without_results(current, [Path(each.path) for each in inside if _is_photo(each)])
            if self.recursive:
                waiting += [Path(entry.path) for entry in reversed(inside) if _is_folder(entry)]

    def _without_results(self, folder: Path, photos: list[Path]) -> Iterator[Path]:
        """The photos of a folder without results, if these are to be left out.

        Not every file is opened. If neither the names, nor the folder, nor its last photo suggest results,
        there are none.
        """
        if self.outputs is None:
            yield from photos
            return
        closely = (
            folder.name.casefold() == _RESULT_FOLDER
            or os.path.realpath(folder) in self.outputs
            or any(map(is_result, photos[-1:]))
        )
        for path in photos:
            name = path.stem.casefold()
            is_suspect = closely or any(word in name for word in _RESULT_NAMES)
            if is_suspect and is_result(path):
                self.left_out += 1
            else:
                yield path


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
