"""Keeping what a person chose for photos, and finding it again: in the program's store, and beside photos."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.jobs.edits_store import StoredEdits, edits_store
from lowexp_gui.jobs.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.errors import PhotoError, quoted
from lowexp_gui.photo.sidecar import KeptEdits, read_sidecar, remove_edits, write_sidecar

_LONGEST_MODEL = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PhotoFile:
    """A photo of which choices are kept.

    Attributes:
        key: what the caller knows it by.
        path: of its file.
        content: of the file, as `content_of` says it; empty where it could not be read.
        edits: a person's choices; None for none.
    """

    key: int
    path: Path
    content: str = ""
    edits: PhotoEdits | None = None


@dataclass(frozen=True)
class Looked:
    """What was found of photos, and what is to be said about it."""

    photos: tuple[PhotoFile, ...]
    problems: tuple[PhotoError, ...] = ()


def find_edits(photos: Sequence[PhotoFile], place: EditsPlace) -> Looked:
    """Photos with their content, and with the choices that were kept for it.

    A photo is known by its content: moved or renamed, it has its choices still. A sidecar that lies beside it
    tells of it by its name; it comes before the store if `place` is `SIDECARS`, and after it otherwise.
    """
    problems: list[PhotoError] = []
    contents = {photo.key: content_or_nothing(photo.path) for photo in photos}
    stored: dict[str, StoredEdits] = {}
    try:
        stored = edits_store().find([content for content in contents.values() if content])
    except PhotoError as error:
        problems.append(error)
    found = []
    for photo in photos:
        content = contents[photo.key]
        own = stored.get(content)
        edits = None if own is None else own.edits
        if content and (own is None or (place is EditsPlace.SIDECARS and not own.waits_for_sidecar)):
            try:
                edits = _beside(photo.path) or edits
            except PhotoError as error:
                # Where sidecars are not asked for, one of another program may be as it likes.
                _log.info("%s", error)
                problems += [error] if place is EditsPlace.SIDECARS else []
        found.append(PhotoFile(photo.key, photo.path, content, edits))
    return Looked(tuple(found), tuple(problems))


def keep_edits(photos: Sequence[PhotoFile], place: EditsPlace) -> tuple[PhotoError, ...]:
    """Keep the choices for photos; what is to be said about it.

    Raises:
        PhotoError: nothing could be kept.
    """
    problems: list[PhotoError] = []
    kept: dict[str, StoredEdits] = {}
    for photo in photos:
        edits, waits = photo.edits or UNTOUCHED, False
        if place is EditsPlace.SIDECARS:
            try:
                _put_beside(photo, edits)
            except PhotoError as error:
                waits = True
                problems.append(error)
        kept[photo.content] = StoredEdits(edits, waits)
    store = edits_store()
    try:
        store.keep(kept)
    except PhotoError as error:
        # If it was damaged, it is set aside now, and a new one can be begun.
        problems.append(error)
        store.keep(kept)
    return tuple(problems)


def content_or_nothing(path: Path) -> str:
    """What a file is known by; empty where it cannot be read."""
    try:
        return content_of(path)
    except (OSError, ValueError) as error:
        # Whoever reads the photo says it better.
        _log.info("The content of a photo is not known: %s", error)
        return ""


def _beside(path: Path) -> PhotoEdits | None:
    """What a sidecar says, as far as it makes sense.

    Raises:
        PhotoError: there is one that cannot be read.
    """
    sidecar = read_sidecar(path)
    if sidecar is None or sidecar.edits is None:
        return None
    values = {
        name: value
        for name, value in sidecar.edits.adjustments.items()
        if name in ADJUSTMENTS and ADJUSTMENTS[name].least <= value <= ADJUSTMENTS[name].most
    }
    return PhotoEdits(Adjustments(**values), sidecar.edits.model[:_LONGEST_MODEL])


def _put_beside(photo: PhotoFile, edits: PhotoEdits) -> None:
    if not photo.path.is_file():
        raise PhotoError(f"{quoted(photo.path)} is not there any more; look where it went.", photo.path)
    if edits == UNTOUCHED:
        remove_edits(photo.path)
    else:
        write_sidecar(photo.path, KeptEdits(asdict(edits.adjustments), edits.model, content=photo.content))
