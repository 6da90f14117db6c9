"""The models at hand: weights, each beside its card; some ship with the program, others are a person's."""

import errno
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from lowexp_gui.bundled import InstallationError, bundled_folder
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.model.card import (
    LARGEST_WEIGHTS,
    ModelCard,
    ModelError,
    NewerModel,
    is_sound_name,
    read_card,
)
from lowexp_gui.paths import is_readable_now, own_models_folder
from lowexp_gui.regular_file import read_regular
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

DEFAULT_MODEL = "open"
MOST_OWN_MODELS = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StoredModel:
    """A model on disk.

    Attributes:
        card: what it is.
        weights: its safetensors file.
        shipped: whether it came with the program.
    """

    card: ModelCard
    weights: Path
    shipped: bool = False


def list_models(folder: Path | None = None) -> tuple[StoredModel, ...]:
    """The models of a folder (default: those that ship with the program, then a person's own).

    Those of unreadable cards are left out.

    Raises:
        ModelError: the program's own folder of weights is missing.
    """
    if folder is not None:
        return _models_in(folder)
    shipped = shipped_models()
    return (*shipped, *_own_models({model.card.name.casefold() for model in shipped}))


def shipped_models() -> tuple[StoredModel, ...]:
    """The models that come with the program.

    Raises:
        ModelError: their folder is missing.
    """
    return tuple(replace(model, shipped=True) for model in _models_in(_bundled_weights()))


def left_out_models() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of a person's own models that are not offered: those of newer versions, and damaged ones."""
    newer, damaged = [], []
    for path in _own_cards():
        if not is_sound_name(path.stem):
            continue
        try:
            _own_model(path)
        except NewerModel:
            newer.append(path.stem)
        except ModelError:
            damaged.append(path.stem)
    return tuple(newer), tuple(damaged)


def find_model(name: str, folder: Path | None = None) -> StoredModel:
    """The model of a name, or that of a card's path (`….json`), with its weights beside it.

    Args:
        folder: where to look; None for the program's and a person's own.

    Raises:
        ModelError: there is none, or its card cannot be read.
    """
    if name.endswith(".json"):
        return StoredModel(read_card(Path(name)), Path(name).with_suffix(".safetensors"))
    models = shipped_models() if folder is None else _models_in(folder)
    named = {model.card.name: model for model in models}
    if name in named:
        return named[name]
    path = (folder or _bundled_weights()) / f"{name}.json"
    if Path(name).name == name and path.is_file():
        # It is not among the models, and this says why.
        read_card(path)
    if folder is None and is_own_name(name):
        own = own_models_folder() / f"{name}.json"
        if own.is_file() and is_readable_now(own):
            return _own_model(own)
    known = ", ".join(model.card.name for model in list_models(folder)) or "none"
    raise ModelError(
        Sentence(
            QT_TRANSLATE_NOOP("sentences", "There is no model {model}. Choose one of: {known}."),
            model=in_quotes(name),
            known=known,
        )
    )


def weights_of(model: StoredModel) -> bytes:
    """The content of a model's weights file.

    Raises:
        ModelError: it cannot be read, or is larger than any model.
    """
    try:
        return read_regular(model.weights, LARGEST_WEIGHTS)
    except (OSError, ValueError) as error:
        name = model.card.name
        if getattr(error, "errno", None) == errno.EFBIG:
            raise ModelError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "The weights of the model {model} are too large; install it again.",
                    ),
                    model=in_quotes(name),
                )
            ) from error
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The weights of the model {model} cannot be read; install it again."
                ),
                model=in_quotes(name),
            )
        ) from error


def is_own_name(name: str) -> bool:
    """Whether a model of a person's own may be called so: it is sound, and no shipped one has it.

    Raises:
        ModelError: the program's own folder of weights is missing.
    """
    shipped = {model.card.name.casefold() for model in shipped_models()}
    return is_sound_name(name) and name.casefold() not in shipped


def _models_in(folder: Path) -> tuple[StoredModel, ...]:
    found = []
    for path in sorted(folder.glob("*.json"), key=lambda each: (each.stem != DEFAULT_MODEL, each.stem)):
        try:
            found.append(StoredModel(read_card(path), path.with_suffix(".safetensors")))
        except ModelError:
            continue
    return tuple(found)


def _own_models(taken: set[str]) -> list[StoredModel]:
    """A person's own models; what makes no sense among the files, or has a taken name, is left out."""
    found = []
    for path in _own_cards():
        if not is_sound_name(path.stem) or path.stem.casefold() in taken:
            _log.warning("%s is left out: its name is taken, or not a model's", path)
            continue
        try:
            found.append(_own_model(path))
        except ModelError as error:
            _log.warning("%s is left out: %s", path, error.__cause__ or error)
    return found


def _own_cards() -> Iterator[Path]:
    """The cards of a person's own models that may be read, by name; not too many of them."""
    paths = sorted(own_models_folder().glob("*.json"), key=lambda path: path.stem.casefold())
    return islice(filter(is_readable_now, paths), MOST_OWN_MODELS)


def _own_model(path: Path) -> StoredModel:
    """A model by its card's path, if card and weights look like a model's.

    Raises:
        ModelError: they do not.
    """
    card, weights = read_card(path), path.with_suffix(".safetensors")
    try:
        if card.name != path.stem:
            raise ValueError("its name is not that of its file")
        if not (weights.is_file() and 0 < weights.stat().st_size <= LARGEST_WEIGHTS):
            raise ValueError("its weights have no sensible size")
    except (OSError, ValueError) as error:
        sentence = Sentence(
            QT_TRANSLATE_NOOP(
                "sentences",
                "The weights of the model {model} are missing or damaged; import it or fine-tune it again.",
            ),
            model=in_quotes(path.stem),
        )
        raise ModelError(sentence) from error
    return StoredModel(card, weights)


def _bundled_weights() -> Path:
    try:
        return bundled_folder("weights")
    except InstallationError as error:
        raise ModelError(error.sentence) from error
