"""Model cards: what a set of weights is, where it comes from, and what it may be used for."""

import json
import re
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.schema import NewerSchema, Schema, unchanged
from lowexp_gui.strict_json import Json, JsonLimits, parse_json_fields, read_json_fields
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

LARGEST_CARD = 1_000_000
LARGEST_WEIGHTS = 64 * 1024 * 1024
LONGEST_NAME = 40
LONGEST_TITLE = 60
LONGEST_TEXT = 4000
CARD_SCHEMA = Schema((unchanged,))
CARD_LIMITS = JsonLimits(size=LARGEST_CARD, depth=8, values=20_000, text=LONGEST_TEXT)
_MOST_SOURCES = 200
_MOST_PAIRS = 10_000_000
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
# Controls, halves of characters, and ends of lines that only some programs know.
_UNSEEN = frozenset(("Cc", "Cs", "Cn", "Zl", "Zp"))
# They would turn the words around them.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Windows opens devices under these names, whatever the folder.
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.IGNORECASE)


class ModelError(UserError):
    """A model cannot be used."""


class NewerModel(ModelError):
    """A model was made by a newer version of the program, and is sound for all that is known."""


@dataclass(frozen=True)
class DataSource:
    """Photos that a model was trained on.

    Attributes:
        name: of the set, with author and year.
        terms: its licence or conditions, in words.
        use: what the photos were used for.
    """

    name: str
    terms: str
    use: str


@dataclass(frozen=True)
class ModelCard:
    """What a set of weights is.

    Attributes:
        name: short, as typed on the command line.
        title: as shown in the window.
        description: a sentence or two.
        architecture: which networks the weights fit.
        working_size: long side of the photo that the enhancement network sees, pixels.
        terms: what the model may be used for, in words.
        data: the photos that it saw.
        recipe: settings of the training, by module.
        measured: figures by validation set.
        sha256: of the weights file, in hexadecimal.
        commercial_use: whether the terms allow it.
        start: name of the model that the training started from; empty for none.
        pairs: how many pairs of a user's own photos it was fine-tuned with; None where that is not known.
        date: of the training, as in 2026-01-31; empty where it is not known.
        bounded: whether the photo sets bounds to the light, as in training: places of one brightness get the
            same light, highlights roll off below white, and black stays black (`bilateral_grid.smooth_light`,
            `formation.roll_off_highlights`, `above_black`). Such light is also the mean of two views.
    """

    name: str
    title: str
    description: str
    architecture: str
    working_size: int
    terms: str
    data: tuple[DataSource, ...]
    recipe: dict[str, Any]
    measured: dict[str, Any]
    sha256: str
    commercial_use: bool = False
    start: str = ""
    pairs: int | None = None
    date: str = ""
    bounded: bool = False

    def to_json(self) -> str:
        """The card as a JSON document."""
        return json.dumps(CARD_SCHEMA.stamped(asdict(self)), indent=2, ensure_ascii=False) + "\n"


def read_card(path: Path) -> ModelCard:
    """The card of a JSON file.

    Raises:
        NewerModel: it was written by a newer version of the program.
        ModelError: it is missing, damaged, or unreasonably large.
    """
    try:
        return _card(read_json_fields(path, CARD_LIMITS))
    except NewerSchema as error:
        raise NewerModel(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "The model card {card} was written by a newer version of Lowexp; "
                    "update Lowexp to use the model.",
                ),
                card=in_quotes(path.name),
            )
        ) from error
    except (OSError, ValueError) as error:
        raise ModelError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The model card {card} cannot be read; install the model again."
                ),
                card=in_quotes(path.name),
            )
        ) from error


def card_from_json(text: str) -> ModelCard:
    """The card of a JSON document, of whose fields every one is checked.

    Raises:
        NewerSchema: it was written by a newer version of the program.
        ValueError: it is no card; the message is for the log.
    """
    return _card(parse_json_fields(text, CARD_LIMITS))


def _card(found: dict[str, Json]) -> ModelCard:
    fields = CARD_SCHEMA.migrated(found)
    try:
        sources = tuple(DataSource(**source) for source in fields.pop("data"))
        card = ModelCard(data=sources, **fields)
        _check(card)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no model card: {error}") from error
    return card


def is_sound_name(name: str) -> bool:
    """Whether a model of a person's own may be called so: on any system it names a file, and nothing else."""
    return (
        len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None and _DEVICES.fullmatch(name) is None
    )


def is_sound_title(title: str) -> bool:
    """Whether a model may have this title: one line that can be shown, and is not blank."""
    return 0 < len(title) <= LONGEST_TITLE and title == title.strip() and _can_be_shown(title)


def is_sound_text(text: str) -> bool:
    """Whether a description or terms can be shown: not endless, and without control characters."""
    return len(text) <= LONGEST_TEXT and _can_be_shown(text.replace("\n", "").replace("\t", ""))


def _can_be_shown(text: str) -> bool:
    return all(unicodedata.category(char) not in _UNSEEN and char not in _TURNING for char in text)


def _check(card: ModelCard) -> None:
    """Raise TypeError or ValueError for values that make no sense, whatever the file says."""
    sources = [text for each in card.data for text in (each.name, each.terms, each.use)]
    texts = (card.name, card.title, card.description, card.architecture, card.terms, card.sha256)
    if not all(isinstance(text, str) for text in (*texts, *sources, card.start, card.date)):
        raise TypeError("a text is missing")
    if not all(map(is_sound_title, (card.title, card.name, card.architecture))):
        raise ValueError("its name, title or architecture cannot be shown")
    if not all(text == "" or is_sound_title(text) for text in (card.start, card.date)):
        raise ValueError("where it comes from cannot be shown")
    if not all(map(is_sound_text, (*texts, *sources))):
        raise ValueError("a text is too long or cannot be shown")
    if len(card.data) > _MOST_SOURCES:
        raise ValueError("it names too many sources")
    if not all(type(answer) is bool for answer in (card.commercial_use, card.bounded)):
        raise TypeError("whether commercial use is allowed and the light is bounded must be yes or no")
    if type(card.working_size) is not int or not 16 <= card.working_size <= 4096:
        raise ValueError("the working size makes no sense")
    if card.pairs is not None and (type(card.pairs) is not int or not 0 <= card.pairs <= _MOST_PAIRS):
        raise ValueError("the number of pairs makes no sense")
    if not (isinstance(card.recipe, dict) and isinstance(card.measured, dict)):
        raise TypeError("recipe or figures are missing")
    # Sets of photos are shown by the names that they have there.
    if not all(map(is_sound_text, card.measured)):
        raise ValueError("the name of a set of photos cannot be shown")
