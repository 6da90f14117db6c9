"""The models that can be chosen."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lowexp_gui.model.card import ModelCard
from lowexp_gui.model.shelf import DEFAULT_MODEL, list_models

# What stands in the cards of the models that ship with the program.
_SHIPPED = (
    QT_TRANSLATE_NOOP("models", "Studio"),
    QT_TRANSLATE_NOOP("models", "Open"),
    QT_TRANSLATE_NOOP("models", "Article"),
    QT_TRANSLATE_NOOP(
        "models", "The whole-scene dual network, taught by real dark photos and by synthetic ones."
    ),
    QT_TRANSLATE_NOOP(
        "models", "The whole-scene dual network, taught by well-exposed photos made dark by calculation."
    ),
    QT_TRANSLATE_NOOP(
        "models", "The article's progressive dual network (93,705 parameters), trained by Algorithm 1."
    ),
    QT_TRANSLATE_NOOP(
        "models", "Research and private, non-commercial use, as photos that it learnt from ask for."
    ),
    QT_TRANSLATE_NOOP(
        "models",
        "Any use, commercial too: the photos it learnt from are CC BY-SA 4.0 (CID22) "
        "and under the Unsplash licence (CLIC 2025).",
    ),
)


@dataclass(frozen=True)
class ModelChoice:
    """A model as it is offered.

    Attributes:
        name: for the program.
        title: for people.
        about: what it is and what it may be used for.
        commercial_use: whether its terms allow it.
    """

    name: str
    title: str
    about: str
    commercial_use: bool


def model_choices() -> tuple[ModelChoice, ...]:
    """All models at hand, the usual one first.

    Raises:
        FileNotFoundError: the installation is incomplete; the message is a sentence.
    """
    cards = [model.card for model in list_models()]
    cards.sort(key=lambda card: card.name != DEFAULT_MODEL)
    return tuple(_choice(card) for card in cards)


def _choice(card: ModelCard) -> ModelChoice:
    """A card in the window's language; a text that nobody translated stays as it is."""
    title, description, terms = (
        QCoreApplication.translate("models", text) for text in (card.title, card.description, card.terms)
    )
    return ModelChoice(card.name, title, f"{description}\n\n{terms}", card.commercial_use)
