"""The user's own models: import, export, renaming, deleting and restoring.

Each model is a card with its weights beside it. The card is written last and deleted first, so that an
incomplete model is never visible.
"""

import contextlib
import logging
import re
import time
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from lowexp_gui.config.kept_file import KeptFile
from lowexp_gui.errors import Sentence, in_quotes, system_reason
from lowexp_gui.file_lock import locked_folder
from lowexp_gui.library.model_file import pack_model, read_model_file
from lowexp_gui.model.card import (
    CARD_LIMITS,
    CARD_SCHEMA,
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_TITLE,
    ModelCard,
    ModelError,
    is_sound_name,
    is_sound_text,
    is_sound_title,
    read_card,
)
from lowexp_gui.model.model_library import (
    StoredModel,
    find_model,
    is_own_name,
    weights_of,
)
from lowexp_gui.paths import is_readable_now, own_models_folder
from lowexp_gui.photo.errors import PhotoError, TargetExistsError
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

MOST_DELETED = 20
_KEPT_SECONDS = 30 * 24 * 3600
_DELETED = ".deleted"
# Folder name of a deleted model: time in nanoseconds, and name.
_DELETED_NAME = re.compile(r"(?P<time>[0-9]{20})-(?P<name>.+)")
_WEIGHTS = ".safetensors"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class DeletedModel:
    """A deleted model that can still be restored.

    Attributes:
        card: its card.
        folder: the folder with its files.
    """

    card: ModelCard
    folder: Path


@dataclass(frozen=True)
class ModelDetails:
    """The user's name, title and description of a model.

    Attributes:
        name: the name on the command line.
        title: the title in the window.
        description: what the model is for.
    """

    name: str
    title: str
    description: str


def keep_model(card: ModelCard, weights: bytes) -> ModelCard:
    """Add a model to the user's own. Returns its card, with another name if its name was taken.

    Args:
        weights: content of its safetensors file.

    Raises:
        PhotoError, ModelError: the file cannot be written.
    """
    folder = _made(own_models_folder())
    for number in count(1):
        numbered = card if number == 1 else _numbered(card, number)
        if is_own_name(numbered.name) and not _is_taken(numbered.name):
            try:
                _write(folder, numbered, weights)
            except TargetExistsError:
                # Another window has taken the name in the meantime.
                continue
            return numbered
    raise AssertionError("count() never ends")


def import_model(path: Path) -> ModelCard:
    """Import a model from a file. Returns its card.

    Raises:
        ModelError: the file is not a valid model.
        PhotoError: it cannot be stored.
    """
    return keep_model(*read_model_file(path))


def export_model(name: str, target: Path, *, overwrite: bool = False) -> Path:
    """Export a model, the user's or a shipped one, to one file.

    Raises:
        ModelError: the model does not exist or is damaged.
        PhotoError: the file cannot be written, or exists and may not be replaced.
    """
    model = find_model(name)
    save_bytes(pack_model(model.card, weights_of(model)), target, replace=overwrite)
    return target


def change_details(name: str, details: ModelDetails) -> ModelCard:
    """Change the name, title or description of one of the user's models. Returns the new card.

    Raises:
        ModelError: the model does not exist, or the details are invalid.
        PhotoError: the change cannot be written.
    """
    with locked_folder(own_models_folder()):
        return _changed(name, details)


def _changed(name: str, details: ModelDetails) -> ModelCard:
    model = _own(name)
    _check(details, name)
    card = replace(model.card, name=details.name, title=details.title, description=details.description)
    folder = own_models_folder()
    if details.name == name:
        KeptFile(f"{name}.json", CARD_SCHEMA, CARD_LIMITS).back_up(folder)
        save_bytes(card.to_json().encode(), folder / f"{name}.json", replace=True)
    else:
        _write(folder, card, weights_of(model))
        # If the old files cannot be removed, they remain as a copy that the user can delete.
        with contextlib.suppress(OSError):
            (folder / f"{name}.json").unlink()
            model.weights.unlink()
    return card


def delete_model(name: str) -> DeletedModel:
    """Move one of the user's models aside for `restore_model`. Models deleted long ago are removed for good.

    Raises:
        ModelError: the model does not exist or cannot be moved.
        PhotoError: the folder for deleted models cannot be created.
    """
    model = _own(name)
    aside = _made(_deleted_folder() / f"{time.time_ns():020d}-{name}")
    path = own_models_folder() / f"{name}.json"
    try:
        path.rename(aside / path.name)
        try:
            model.weights.rename(aside / model.weights.name)
        except OSError:
            (aside / path.name).rename(path)
            raise
    except OSError as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The model {model} cannot be deleted: {reason}."),
                model=in_quotes(name),
                reason=system_reason(error),
            )
        ) from error
    _empty()
    return DeletedModel(model.card, aside)


def restore_model(deleted: DeletedModel) -> ModelCard:
    """Restore a deleted model. Returns its card, with another name if its name was taken.

    Raises:
        ModelError: it has been removed for good.
        PhotoError: the file cannot be written.
    """
    path = deleted.folder / f"{deleted.card.name}.json"
    try:
        model = StoredModel(read_card(path), path.with_suffix(_WEIGHTS))
        card = keep_model(model.card, weights_of(model))
    except ModelError as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The model {model} was removed and cannot be restored."),
                model=in_quotes(deleted.card.name),
            )
        ) from error
    _remove(deleted.folder, deleted.card.name)
    return card


def deleted_models() -> tuple[DeletedModel, ...]:
    """The models that can be restored, the last deleted first."""
    found = []
    for named, folder in _deleted_folders():
        if not is_readable_now(folder):
            continue
        try:
            found.append(DeletedModel(read_card(folder / f"{named['name']}.json"), folder))
        except ModelError as error:
            _log.warning("%s cannot be restored: %s", folder, error)
    return tuple(found)


def _own(name: str) -> StoredModel:
    model = find_model(name)
    if model.shipped or name.endswith(".json"):
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The model {model} comes with Lowexp and cannot be changed."),
                model=in_quotes(name),
            )
        )
    return model


def _check(details: ModelDetails, name: str) -> None:
    """Raise ModelError for an invalid name, title or description."""
    if not is_sound_name(details.name):
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The name of a model may contain only letters, digits, - and _, and at "
                    "most {limit} of them.",
                ),
                limit=LONGEST_NAME,
            )
        )
    same = details.name.casefold() == name.casefold()
    if details.name != name and not (is_own_name(details.name) and (same or not _is_taken(details.name))):
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "A model named {model} exists; choose another name."),
                model=in_quotes(details.name),
            )
        )
    if not is_sound_title(details.title):
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The title of a model is one line of at most {limit} characters."
                ),
                limit=LONGEST_TITLE,
            )
        )
    if not is_sound_text(details.description):
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "A description has at most {limit} characters, and all of them must be printable.",
                ),
                limit=LONGEST_TEXT,
            )
        )


def _is_taken(name: str) -> bool:
    """Whether a file has the name, ignoring case, as some file systems do."""
    taken = {path.stem.casefold() for path in own_models_folder().glob(f"*{_WEIGHTS}")}
    taken |= {path.stem.casefold() for path in own_models_folder().glob("*.json")}
    return name.casefold() in taken


def _numbered(card: ModelCard, number: int) -> ModelCard:
    """A card with a number appended to name and title."""
    name = card.name if is_sound_name(card.name) else "model"
    name_end, title_end = f"-{number}", f" {number}"
    return replace(
        card,
        name=name[: LONGEST_NAME - len(name_end)] + name_end,
        title=card.title[: LONGEST_TITLE - len(title_end)].rstrip() + title_end,
    )


def _write(folder: Path, card: ModelCard, weights: bytes) -> None:
    """Write a new model: weights, then card. If either fails, neither remains."""
    path = folder / f"{card.name}{_WEIGHTS}"
    save_bytes(weights, path)
    try:
        save_bytes(card.to_json().encode(), folder / f"{card.name}.json")
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "Your models cannot be saved: their folder cannot be created.")
            ),
            folder,
        ) from error
    return folder


def _deleted_folder() -> Path:
    return own_models_folder() / _DELETED


def _deleted_folders() -> list[tuple[re.Match[str], Path]]:
    """Folders of deleted models with their parsed names, the latest first."""
    found = ((_DELETED_NAME.fullmatch(each.name), each) for each in _deleted_folder().glob("*"))
    folders = [(named, each) for named, each in found if named and each.is_dir() and not each.is_symlink()]
    return sorted(folders, key=lambda each: each[1].name, reverse=True)


def _empty() -> None:
    """Remove models that were deleted long ago or exceed the limit."""
    oldest = time.time_ns() - _KEPT_SECONDS * 10**9
    for number, (named, folder) in enumerate(_deleted_folders()):
        if number >= MOST_DELETED or int(named["time"]) < oldest:
            _remove(folder, named["name"])


def _remove(folder: Path, name: str) -> None:
    """Remove a deleted model for good, and its folder if it is then empty."""
    with contextlib.suppress(OSError):
        for end in (".json", _WEIGHTS):
            (folder / f"{name}{end}").unlink(missing_ok=True)
        folder.rmdir()
