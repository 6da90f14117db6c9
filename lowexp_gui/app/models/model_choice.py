"""The models that can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.errors import sentence_from
from lowexp_gui.model.card import ModelCard, is_sound_text
from lowexp_gui.model.model_library import StoredModel, list_models

# Sets of photos in the cards of a person's own models.
_OWN_SETS = (QT_TRANSLATE_NOOP("models", "own pairs"), QT_TRANSLATE_NOOP("models", "open photos"))
_MOST_SENTENCES = 8
# In the order in which a card's stages are told.
_STAGES = ("before", "after", "final")
_MEASURES = ("psnr", "ssim", "ciede2000")


@dataclass(frozen=True)
class ModelFigures:
    """How well a model did on a set of photos.

    Attributes:
        photos: name of the set.
        stage: of what: "final" is the final photo, "before" and "after" those of a training.
        psnr: dB.
        ssim: 0..1.
        ciede2000: mean difference of colour; 0 is none.
    """

    photos: str
    stage: str
    psnr: float
    ssim: float
    ciede2000: float


@dataclass(frozen=True)
class ModelSource:
    """Photos that a model learnt from: their set with its author, and their terms, as its card has them."""

    name: str
    terms: str


@dataclass(frozen=True)
class ModelChoice:
    """A model as it is offered.

    Attributes:
        name: for the program.
        title: for people.
        description: what it is.
        terms: what it may be used for.
        commercial_use: whether its terms allow it.
        shipped: whether it came with the program, and so stays as it is.
        weights: sha256 of its weights, in hexadecimal.
        start: name of the model that it was fine-tuned from; empty for none.
        pairs: of a person's own photos that fine-tuned it, or None.
        date: of its training, or empty.
        figures: how well it did.
        verdict: what its training came to, in a sentence; empty where there is none.
        sources: the photos that it learnt from.
    """

    name: str
    title: str
    description: str
    terms: str
    commercial_use: bool
    shipped: bool = True
    weights: str = ""
    start: str = ""
    pairs: int | None = None
    date: str = ""
    figures: tuple[ModelFigures, ...] = ()
    verdict: str = ""
    sources: tuple[ModelSource, ...] = ()

    @property
    def about(self) -> str:
        """What it is and what it may be used for."""
        return f"{self.description}\n\n{self.terms}".strip()


def model_choices() -> tuple[ModelChoice, ...]:
    """All models at hand, the default first, a person's own last.

    Raises:
        ModelError: the installation is incomplete; the message is a sentence.
    """
    return tuple(_choice(model) for model in list_models())


def _choice(model: StoredModel) -> ModelChoice:
    """A model in the window's language; what a person wrote stays as it is."""
    card = model.card
    texts = (card.title, card.description, card.terms)
    title, description, terms = (
        QCoreApplication.translate("models", text) if model.shipped else text for text in texts
    )
    figures = tuple(
        figures for name, fields in card.measured.items() for figures in _figures_of(name, fields)
    )
    return ModelChoice(
        card.name,
        title,
        description,
        terms,
        card.commercial_use,
        model.shipped,
        card.sha256,
        card.start,
        card.pairs,
        card.date,
        figures,
        _verdict_of(card),
        tuple(ModelSource(each.name, each.terms) for each in card.data),
    )


def _verdict_of(card: ModelCard) -> str:
    """The sentences of a training, if a card tells them; those of older cards are English."""
    for fields in card.measured.values():
        verdict = fields.get("verdict") if isinstance(fields, dict) else None
        if isinstance(verdict, str) and is_sound_text(verdict):
            return _in_parts(fields.get("verdict in parts")) or verdict
    return ""


def _in_parts(parts: Any) -> str:
    """Sentences of a card in the window's language; empty where there are none, or none that can be shown."""
    if not isinstance(parts, list):
        return ""
    try:
        sentences = [sentence_from(each) for each in parts[:_MOST_SENTENCES]]
    except ValueError:
        return ""
    sound = is_sound_text(" ".join(map(str, sentences)))
    return " ".join(map(in_window_language, sentences)) if sound else ""


def _figures_of(photos: str, fields: object) -> Iterator[ModelFigures]:
    """What a card tells of a set; cards may tell anything else besides."""
    stages = fields if isinstance(fields, dict) else {}
    for stage in _STAGES:
        measured = stages.get(stage)
        values = [measured.get(name) for name in _MEASURES] if isinstance(measured, dict) else []
        numbers = [float(value) for value in values if isinstance(value, int | float)]
        if len(numbers) == len(_MEASURES):
            known = QCoreApplication.translate("models", photos) if photos in _OWN_SETS else photos
            yield ModelFigures(known, stage, *numbers)
