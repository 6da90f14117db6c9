"""Keeping what a person chose for photos, and finding it again: in the program's store, and beside photos."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from lowexp_gui.edits.edits_store import StoredEdits, edits_store
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.shelf import list_models
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.errors import PhotoError, printable, quoted
from lowexp_gui.photo.sidecar import KeptEdits, read_sidecar, remove_edits, write_sidecar
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

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
        weights: SHA-256 of the weights that the model had when they were kept; empty where that is not known.
    """

    key: int
    path: Path
    content: str = ""
    edits: PhotoEdits | None = None
    weights: str = ""


@dataclass(frozen=True)
class FoundEdits:
    """What was found of photos, and what is to be said about it.

    Attributes:
        photos: as they were given, with what was found.
        problems: with files that could not be read.
        replaced_models: names under which there is another model than when the edits were kept.
    """

    photos: tuple[PhotoFile, ...]
    problems: tuple[PhotoError, ...] = ()
    replaced_models: tuple[str, ...] = ()


def gone_model_sentence(model: str, used: str) -> Sentence:
    """A model with which photos were adjusted is not on the shelf."""
    return Sentence(
        QT_TRANSLATE_NOOP(
            "sentences",
            "Photos were adjusted with the model {model}, which is not in the "
            "model library; {used} is used instead.",
        ),
        model=in_quotes(printable(model)),
        used=in_quotes(printable(used)),
    )


def replaced_model_sentence(model: str) -> Sentence:
    """There is another model under the name of that with which photos were adjusted."""
    return Sentence(
        QT_TRANSLATE_NOOP(
            "sentences",
            "The model {model} has changed since photos were adjusted with it; check the results.",
        ),
        model=in_quotes(printable(model)),
    )


def find_edits(photos: Sequence[PhotoFile], place: EditsPlace) -> FoundEdits:
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
        own = kept = stored.get(content)
        if content and (own is None or (place is EditsPlace.SIDECARS and not own.waits_for_sidecar)):
            try:
                kept = _beside(photo.path) or kept
            except PhotoError as error:
                # Where sidecars are not asked for, one of another program may be as it likes.
                _log.info("%s", error)
                problems += [error] if place is EditsPlace.SIDECARS else []
        edits, weights = (None, "") if kept is None else (kept.edits, kept.weights)
        found.append(PhotoFile(photo.key, photo.path, content, edits, weights))
    return FoundEdits(tuple(found), tuple(problems), _replaced_models(found))


def keep_edits(photos: Sequence[PhotoFile], place: EditsPlace) -> tuple[PhotoError, ...]:
    """Keep the choices for photos; what is to be said about it.

    Raises:
        PhotoError: nothing could be kept.
    """
    problems: list[PhotoError] = []
    kept: dict[str, StoredEdits] = {}
    weights_now = _weights_by_name()
    for photo in photos:
        edits, waits = photo.edits or UNTOUCHED, False
        weights = weights_now.get(edits.model, "")
        if place is EditsPlace.SIDECARS:
            try:
                _put_beside(photo, edits, weights)
            except PhotoError as error:
                waits = True
                problems.append(error)
        kept[photo.content] = StoredEdits(edits, waits, weights)
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


def _weights_by_name() -> dict[str, str]:
    try:
        return {model.card.name: model.card.sha256 for model in list_models()}
    except ModelError as error:
        # Whoever works on photos says it better.
        _log.info("The models are not known: %s", error)
        return {}


def _replaced_models(photos: Iterable[PhotoFile]) -> tuple[str, ...]:
    kept = {(photo.edits.model, photo.weights) for photo in photos if photo.edits and photo.weights}
    now = _weights_by_name() if kept else {}
    return tuple(sorted({name for name, weights in kept if now.get(name, weights) != weights}))


def _beside(path: Path) -> StoredEdits | None:
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
    edits = PhotoEdits(Adjustments(**values), sidecar.edits.model[:_LONGEST_MODEL])
    return StoredEdits(edits, weights=sidecar.edits.model_hash)


def _put_beside(photo: PhotoFile, edits: PhotoEdits, weights: str) -> None:
    if not photo.path.is_file():
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{file} does not exist; it may have been moved, renamed or deleted."
                ),
                file=quoted(photo.path),
            ),
            photo.path,
        )
    if edits == UNTOUCHED:
        remove_edits(photo.path)
    else:
        kept = KeptEdits(asdict(edits.adjustments), edits.model, weights, content=photo.content)
        write_sidecar(photo.path, kept)
