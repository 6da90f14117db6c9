"""Texts that are declared to be translated: what they are, and that the translations have them."""

import copy
import pickle
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lowexp_gui.app.viewing.arrangement import Arrangement
from lowexp_gui.config.presets import SHIPPED
from lowexp_gui.enhancing.adjustments import ADJUSTMENTS
from lowexp_gui.evaluation.methods import METHODS
from lowexp_gui.measuring.registry import MEASURES
from lowexp_gui.translatable import QT_TRANSLATE_NOOP, Translatable

TEXTS = Path(__file__).resolve().parents[1] / "resources" / "translations" / "lowexp_ar.ts"
DECLARED = [
    text
    for text in (
        *(each.title for each in ADJUSTMENTS.values()),
        *(each.hint for each in ADJUSTMENTS.values()),
        *(each.title for each in MEASURES.values()),
        *(each.title for each in METHODS.values()),
        *(each.label for each in Arrangement),
        *(each.hint for each in Arrangement),
        *(each.name for each in SHIPPED),
    )
    if isinstance(text, Translatable)
]


@pytest.fixture(scope="module")
def translated() -> set[tuple[str, str]]:
    """Contexts and texts that have a translation."""
    root = ElementTree.parse(TEXTS).getroot()  # noqa: S314
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in root.iter("context")
        for message in context.iter("message")
        if message.findtext("translation")
    }


def test_a_marked_text_is_the_text_with_its_context() -> None:
    text = QT_TRANSLATE_NOOP("adjustments", "Tint")
    assert text == "Tint"
    assert text.context == "adjustments"


@pytest.mark.parametrize("of", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])  # noqa: S301
def test_a_copy_keeps_its_context(of) -> None:
    text = of(QT_TRANSLATE_NOOP("adjustments", "Tint"))
    assert (text, text.context) == ("Tint", "adjustments")


@pytest.mark.parametrize("text", DECLARED, ids=str)
def test_every_declared_text_is_translated(text: Translatable, translated: set[tuple[str, str]]) -> None:
    assert (text.context, str(text)) in translated


def test_each_kind_has_declared_texts() -> None:
    assert {text.context for text in DECLARED} == {
        "adjustments",
        "figures",
        "sources",
        "arrangements",
        "presets",
    }
