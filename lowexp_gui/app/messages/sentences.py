"""Inserting values into translated sentences: localised digits, and names with their own direction."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication

from lowexp_gui.errors import CONTEXT, Counted, Sentence, Value
from lowexp_gui.translatable import Translatable

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT_MARK = "\u200f"
_MOST_VALUES = 9


def filled(sentence: str, *values: str | int) -> str:
    """A sentence with %1, %2 and so on replaced by values.

    A text keeps its own direction, so that an English file name does not disturb an Arabic sentence.
    """
    # Placeholders that no value can contain, so that a file called “%2” is not replaced.
    for number in range(1, _MOST_VALUES + 1):
        sentence = sentence.replace(f"%{number}", f"\0{number}")
    for number, value in enumerate(values, start=1):
        sentence = sentence.replace(
            f"\0{number}", isolated(value) if isinstance(value, str) else digits(value)
        )
    return sentence.replace("\0", "%")


def translated(text: str) -> str:
    """A declared text in the window's language; a text that is none to be translated stays as it is."""
    return QCoreApplication.translate(text.context, text) if isinstance(text, Translatable) else text


def in_window_language(value: Value) -> str:
    """A sentence of the parts that know no Qt, or a value of one, in the window's language."""
    if isinstance(value, Sentence):
        template = QCoreApplication.translate(CONTEXT, value.template) if value else ""
        return value.shown(template, in_window_language)
    if isinstance(value, Counted):
        return CountedNouns().translated(value) or str(value)
    return digits(value) if isinstance(value, int) else isolated(value)


class CountedNouns(QObject):
    """Translations of `Counted` values with the plurals of the window's language."""

    def translated(self, counted: Counted) -> str:
        """A text such as “3 scenes”; empty for unknown nouns."""
        number = counted.number
        text = {
            "pixels": self.tr("%1 pixels", "", number),
            "scenes": self.tr("%1 scenes", "", number),
            "held-back scenes": self.tr("%1 held-back scenes", "", number),
            "good pairs": self.tr("%1 good pairs", "", number),
            "pairs": self.tr("%1 pairs", "", number),
            "pictures": self.tr("%1 pictures", "", number),
            "photos": self.tr("%1 photos", "", number),
            "cores": self.tr("%1 cores", "", number),
        }.get(counted.many, "")
        return "" if text == f"%1 {counted.many}" else filled(text, number)


def isolated(text: str) -> str:
    """A text that has its own direction within a sentence from right to left."""
    if not is_right_to_left() or text.startswith(_FIRST_STRONG_ISOLATE):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def paragraph(text: str) -> str:
    """A text in the window's direction, whatever the direction of its first letter."""
    return f"{_RIGHT_TO_LEFT_MARK}{text}" if is_right_to_left() else text


def digits(value: int, least: int = 1) -> str:
    """A whole number in the language's digits, at `least` so many of them, without separators."""
    locale = _locale()
    return locale.toString(value).rjust(least, locale.zeroDigit())


def decimal(value: float, places: int, *, signed: bool = False) -> str:
    """A number with decimal places in the language's digits, on request with a plus sign too."""
    # Adding 0 turns -0 into 0.
    value = round(value, places) + 0.0
    text = _locale().toString(value, "f", places)
    return f"{_locale().positiveSign()}{text}" if signed and value >= 0 else text


def is_right_to_left() -> bool:
    """Whether the window is read from right to left."""
    return QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


def _locale() -> QLocale:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale
