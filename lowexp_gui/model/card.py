"""Model cards: what a set of weights is, where it comes from, and what it may be used for."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LARGEST_CARD = 1_000_000


class ModelError(Exception):
    """A model cannot be used; the message is a sentence for the user."""


@dataclass(frozen=True)
class DataSource:
    """Photos that a model was trained on.

    Attributes:
        name: of the set, with author and year.
        terms: its licence or conditions, in words.
        use: what it taught.
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

    def to_json(self) -> str:
        """The card as a JSON document."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def read_card(path: Path) -> ModelCard:
    """The card of a JSON file.

    Raises:
        ModelError: it is missing, damaged, or unreasonably large.
    """
    try:
        if path.stat().st_size > LARGEST_CARD:
            raise ModelError(f"The model card “{path.name}” is too large to be one; install the model again.")
        fields = json.loads(path.read_text("utf-8"))
        sources = tuple(DataSource(**source) for source in fields.pop("data"))
        card = ModelCard(data=sources, **fields)
        texts = (card.name, card.title, card.description, card.architecture, card.terms, card.sha256)
        if not all(isinstance(text, str) for text in texts):
            raise TypeError("a text is missing")
        if type(card.commercial_use) is not bool:
            raise TypeError("whether commercial use is allowed must be yes or no")
        if type(card.working_size) is not int or not 16 <= card.working_size <= 4096:
            raise ValueError("the working size makes no sense")
        return card
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ModelError(f"The model card “{path.name}” cannot be read; install the model again.") from error
