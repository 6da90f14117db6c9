"""The models that can be chosen."""

from dataclasses import dataclass

from lowexp_gui.model.shelf import DEFAULT_MODEL, list_models


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
    return tuple(
        ModelChoice(card.name, card.title, f"{card.description}\n\n{card.terms}", card.commercial_use)
        for card in cards
    )
