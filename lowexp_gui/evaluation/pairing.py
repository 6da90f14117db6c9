"""Dark photos, and their references where there are some, matched by the names of their files."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lowexp_gui.photo.errors import quoted
from lowexp_gui.photo.finding import find_photos


@dataclass(frozen=True)
class PhotoPair:
    """A dark photo and its reference.

    Attributes:
        low: the dark photo's file.
        high: the reference's; None where there is none.
    """

    low: Path
    high: Path | None


@dataclass(frozen=True)
class Pairing:
    """What is to be measured.

    Attributes:
        pairs: in the natural order of their names.
        problems: a sentence for each file that is left out.
        with_references: whether the pairs have references.
    """

    pairs: tuple[PhotoPair, ...]
    problems: tuple[str, ...] = ()
    with_references: bool = True


def without_references(low: Path) -> Pairing:
    """A photo, or those of a folder and of the folders in it, to be measured without references."""
    found = find_photos([low])
    pairs = tuple(PhotoPair(path, None) for path in found.photos)
    return Pairing(pairs, tuple(map(str, found.problems)), with_references=False)


def pair_by_name(low: Path, high: Path) -> Pairing:
    """The pairs of two files, whatever their names, or of two folders.

    In folders, a photo's reference has the same name, or the same but for its ending and for capitals, if no
    other has.
    """
    if low.is_file() and high.is_file():
        return Pairing((PhotoPair(low, high),))
    dark, bright = (find_photos([path], recursive=False) for path in (low, high))
    problems = [str(problem) for found in (dark, bright) for problem in found.problems]
    by_name = {path.name: path for path in bright.photos}
    by_stem, dark_by_stem = _by_stem(bright.photos), _by_stem(dark.photos)
    pairs = []
    for path in dark.photos:
        alike = by_stem[path.stem.casefold()]
        if path.name in by_name:
            pairs.append(PhotoPair(path, by_name[path.name]))
        elif len(alike) == 1 and len(dark_by_stem[path.stem.casefold()]) == 1:
            pairs.append(PhotoPair(path, alike[0]))
        elif alike:
            problems.append(f"{quoted(path)} could have several references; give one the same name.")
        else:
            problems.append(f"{quoted(path)} has no reference of its name and is left out.")
    used = {pair.high for pair in pairs}
    problems += [
        f"The reference {quoted(path)} has no dark photo of its name and is left out."
        for path in bright.photos
        if path not in used
    ]
    return Pairing(tuple(pairs), tuple(problems))


def _by_stem(paths: Iterable[Path]) -> defaultdict[str, list[Path]]:
    found = defaultdict(list)
    for path in paths:
        found[path.stem.casefold()].append(path)
    return found
