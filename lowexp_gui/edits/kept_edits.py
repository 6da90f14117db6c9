"""Saving and finding the user's edits, in the database and in sidecars."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from lowexp_gui.edits.edits_store import StoredEdits, edits_store
from lowexp_gui.edits.photo_edits import UNTOUCHED, EditsPlace, PhotoEdits
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS, Adjustments
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.model.card import ModelError
from lowexp_gui.model.model_library import list_models
from lowexp_gui.photo.content import content_of
from lowexp_gui.photo.errors import PhotoError, printable, quoted
from lowexp_gui.photo.rating import rating_in
from lowexp_gui.photo.sidecar import KeptEdits, catalogued_beside, read_sidecar, write_sidecar
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_LONGEST_MODEL = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PhotoFile:
    """A photo whose edits are stored.

    Attributes:
        key: the caller's identifier.
        path: the path of its file.
        content: digest of the file by `content_of`; empty if it could not be read.
        edits: the user's edits, or None.
        weights: SHA-256 of the model's weights when the edits were stored; empty if unknown.
    """

    key: int
    path: Path
    content: str = ""
    edits: PhotoEdits | None = None
    weights: str = ""


@dataclass(frozen=True)
class FoundEdits:
    """The photos with their edits, and the messages about them.

    Attributes:
        photos: the given photos, with the edits found.
        problems: errors of files that could not be read.
        replaced_models: names of models whose weights differ from those when the edits were stored.
    """

    photos: tuple[PhotoFile, ...]
    problems: tuple[PhotoError, ...] = ()
    replaced_models: tuple[str, ...] = ()


def gone_model_sentence(model: str, used: str) -> Sentence:
    """The message that a model used for edits is missing."""
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
    """The message that a model used for edits has been replaced by another of the same name."""
    return Sentence(
        QT_TRANSLATE_NOOP(
            "sentences",
            "The model {model} has changed since photos were adjusted with it; check the results.",
        ),
        model=in_quotes(printable(model)),
    )


def find_edits(photos: Sequence[PhotoFile], place: EditsPlace) -> FoundEdits:
    """The photos, completed with their content and the edits stored for it.

    Edits belong to the content, so a moved or renamed photo keeps them. A sidecar belongs to the file name.
    It has priority over the database if `place` is `SIDECARS`, and is used second otherwise. A rating that
    another program wrote beside the photo has priority over one that was stored before.
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
                kept = _beside(photo.path, own) or own
            except PhotoError as error:
                # If sidecars are not requested, a bad one is only logged.
                _log.info("%s", error)
                problems += [error] if place is EditsPlace.SIDECARS else []
        edits, weights = (None, "") if kept is None else (kept.edits, kept.weights)
        stated = _newly_stated(photo.path, own) if content else None
        if stated is not None:
            edits = _rated(edits or UNTOUCHED, stated)
        found.append(PhotoFile(photo.key, photo.path, content, edits, weights))
    return FoundEdits(tuple(found), tuple(problems), _replaced_models(found))


def keep_edits(photos: Sequence[PhotoFile], place: EditsPlace) -> tuple[PhotoError, ...]:
    """Store the edits of photos. Returns the problems.

    A rating that another program wrote beside the photo since the last time stays, unless the user has rated
    the photo since.

    Raises:
        PhotoError: nothing could be stored.
    """
    problems: list[PhotoError] = []
    kept: dict[str, StoredEdits] = {}
    weights_now = _weights_by_name()
    before: dict[str, StoredEdits] = {}
    try:
        before = edits_store().find([photo.content for photo in photos])
    except PhotoError as error:
        # A damaged database has now been moved aside.
        problems.append(error)
    for photo in photos:
        edits, waits, own = photo.edits or UNTOUCHED, False, before.get(photo.content)
        keeps_rating = _is_rated_elsewhere(photo.path, edits, own)
        weights = weights_now.get(edits.model, "")
        if place is EditsPlace.SIDECARS:
            try:
                _put_beside(photo, edits, weights, own, keeps_rating=keeps_rating)
            except PhotoError as error:
                waits = True
                problems.append(error)
        stated = own.stated if own is not None and keeps_rating else _rating_beside(photo.path)
        kept[photo.content] = StoredEdits(edits, waits, weights, stated)
    store = edits_store()
    try:
        store.keep(kept)
    except PhotoError as error:
        # A damaged database has now been moved aside, and a new one can be created.
        problems.append(error)
        store.keep(kept)
    return tuple(problems)


def kept_rating(path: Path) -> int | None:
    """The rating of a photo, one of RATINGS, as `find_edits` gives it; None if there is none.

    If the store cannot be read, only the sidecars count.
    """
    content = content_or_nothing(path)
    try:
        stored = edits_store().find([content]).get(content) if content else None
    except PhotoError as error:
        _log.warning("The stored rating of a photo is not known: %s", error)
        stored = None
    stated = _newly_stated(path, stored)
    edits = UNTOUCHED if stored is None else stored.edits
    return (edits if stated is None else _rated(edits, stated)).rating


def content_or_nothing(path: Path) -> str:
    """The content digest of a file; empty if it cannot be read."""
    try:
        return content_of(path)
    except (OSError, ValueError) as error:
        # Reading the photo gives a better message.
        _log.info("The content of a photo is not known: %s", error)
        return ""


def _weights_by_name() -> dict[str, str]:
    try:
        return {model.card.name: model.card.sha256 for model in list_models()}
    except ModelError as error:
        # Enhancing gives a better message.
        _log.info("The models are not known: %s", error)
        return {}


def _replaced_models(photos: Iterable[PhotoFile]) -> tuple[str, ...]:
    kept = {(photo.edits.model, photo.weights) for photo in photos if photo.edits and photo.weights}
    now = _weights_by_name() if kept else {}
    return tuple(sorted({name for name, weights in kept if now.get(name, weights) != weights}))


def _beside(path: Path, own: StoredEdits | None) -> StoredEdits | None:
    """The valid edits in a sidecar, with the stored rating; None if there are none.

    A rating in the sidecar is not read here, because it lacks the stars of a rejected photo.

    Args:
        own: what is stored for the photo.

    Raises:
        PhotoError: there is a sidecar that cannot be read.
    """
    sidecar = read_sidecar(path)
    if sidecar is None or sidecar.edits is None:
        return None
    values = {
        name: value
        for name, value in sidecar.edits.adjustments.items()
        if name in ADJUSTMENTS and ADJUSTMENTS[name].least <= value <= ADJUSTMENTS[name].most
    }
    model = sidecar.edits.model[:_LONGEST_MODEL]
    rated = UNTOUCHED if own is None else own.edits
    edits = replace(rated, adjustments=Adjustments(**values), model=model, geometry=sidecar.edits.geometry)
    return StoredEdits(edits, weights=sidecar.edits.model_hash)


def _rating_beside(path: Path) -> int | None:
    """The rating in the sidecars of a photo."""
    return rating_in(catalogued_beside(path)[0])


def _newly_stated(path: Path, own: StoredEdits | None) -> int | None:
    """The rating in the sidecars of a photo, if another program wrote it after `own` was stored."""
    stated = _rating_beside(path)
    return None if own is not None and stated == own.stated else stated


def _is_rated_elsewhere(path: Path, edits: PhotoEdits, own: StoredEdits | None) -> bool:
    """Whether another program has rated a photo since `own` was stored, and the user has not."""
    return own is not None and own.edits.rating == edits.rating and _newly_stated(path, own) is not None


def _rated(edits: PhotoEdits, rating: int) -> PhotoEdits:
    """Edits with a rating as XMP has it; a rejected photo keeps its stars."""
    if rating < 0:
        return replace(edits, rejected=True)
    return replace(edits, stars=rating, rejected=False)


def _put_beside(
    photo: PhotoFile, edits: PhotoEdits, weights: str, before: StoredEdits | None, *, keeps_rating: bool
) -> None:
    """Write edits into the sidecar of a photo.

    Args:
        before: what was stored for the photo.
        keeps_rating: whether the rating in the sidecar stays.
    """
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
    kept = None
    if edits.without_rating != UNTOUCHED:
        adjustments = asdict(edits.adjustments)
        kept = KeptEdits(adjustments, edits.model, weights, content=photo.content, geometry=edits.geometry)
    if keeps_rating:
        write_sidecar(photo.path, kept)
    else:
        replaced = None if before is None else before.edits.rating
        write_sidecar(photo.path, kept, edits.rating, replaced=replaced)
