"""The models that can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from lowexp_gui.app.messages.sentences import in_window_language
from lowexp_gui.errors import sentence_from
from lowexp_gui.model.card import ModelCard, is_sound_text
from lowexp_gui.model.model_library import StoredModel, list_models

# Names of photo sets in the cards of fine-tuned models.
_OWN_SETS = (QT_TRANSLATE_NOOP("models", "own pairs"), QT_TRANSLATE_NOOP("models", "open photos"))
_MOST_SENTENCES = 8
# The order in which the stages of a card are shown.
_STAGES = ("before", "after", "final")
_MEASURES = ("psnr", "ssim", "ciede2000")


@dataclass(frozen=True)
class ModelFigures:
    """The quality of a model on a photo set.

    Attributes:
        photos: name of the photo set.
        stage: "final" for the final picture; "before" and "after" for those of fine-tuning.
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
    """Photos that a model was trained on: the set with its author, and the terms, from the model's card."""

    name: str
    terms: str


@dataclass(frozen=True)
class ModelChoice:
    """A model that can be chosen.

    Attributes:
        name: its unique name.
        title: its name in the window.
        description: what it is.
        terms: what it may be used for.
        commercial_use: whether its terms allow it.
        shipped: whether it is part of the program, so that it cannot be changed.
        weights: SHA-256 of its weights, hexadecimal.
        start: name of the model that it was fine-tuned from; empty for none.
        pairs: number of the user's pairs that fine-tuned it, or None.
        date: date of its training, or empty.
        figures: its measured quality.
        verdict: the verdict on its fine-tuning in one sentence, or empty.
        sources: the photos that it was trained on.
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
        """Its description and terms."""
        return f"{self.description}\n\n{self.terms}".strip()


def model_choices() -> tuple[ModelChoice, ...]:
    """All models: the default first, the user's own last.

    Raises:
        ModelError: the installation is incomplete; the message is a sentence.
    """
    return tuple(_choice(model) for model in list_models())


def _choice(model: StoredModel) -> ModelChoice:
    """A model in the window's language; texts that the user wrote stay unchanged."""
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
    """The verdict in a card, if there is one; older cards have it in English only."""
    for fields in card.measured.values():
        verdict = fields.get("verdict") if isinstance(fields, dict) else None
        if isinstance(verdict, str) and is_sound_text(verdict):
            return _in_parts(fields.get("verdict in parts")) or verdict
    return ""


def _in_parts(parts: Any) -> str:
    """Sentences of a card in the window's language; empty if there are none or they are invalid."""
    if not isinstance(parts, list):
        return ""
    try:
        sentences = [sentence_from(each) for each in parts[:_MOST_SENTENCES]]
    except ValueError:
        return ""
    sound = is_sound_text(" ".join(map(str, sentences)))
    return " ".join(map(in_window_language, sentences)) if sound else ""


def _figures_of(photos: str, fields: object) -> Iterator[ModelFigures]:
    """The figures of a set in a card, which may contain other fields."""
    stages = fields if isinstance(fields, dict) else {}
    for stage in _STAGES:
        measured = stages.get(stage)
        values = [measured.get(name) for name in _MEASURES] if isinstance(measured, dict) else []
        numbers = [float(value) for value in values if isinstance(value, int | float)]
        if len(numbers) == len(_MEASURES):
            known = QCoreApplication.translate("models", photos) if photos in _OWN_SETS else photos
            yield ModelFigures(known, stage, *numbers)
