"""A language that shows which texts can be translated, and which have no room for longer words."""

import re

from PySide6.QtCore import QTranslator

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥíĵķļɱñóþʠŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻƜÑÓÞƢŔŠŢÚṼŴẊÝŽ",
)
_PLACE = re.compile(r"(%\d|\{[a-z_]+\})")
_LONGER_BY = 0.4
_PLAIN = re.compile(r"[A-Za-z]+")
# What keys are called comes from Qt, and the direction is no text.
_NO_TEXTS = ("QShortcut", "QGuiApplication")


def pseudo(text):
    """A text with other letters, in brackets, longer by two fifths."""
    # What is to be replaced stays as it is.
    parts = (part if _PLACE.fullmatch(part) else part.translate(_LETTERS) for part in _PLACE.split(text))
    return f"[{''.join(parts)}{'~' * round(_LONGER_BY * len(text))}]"


def plain_words(text, known=()):
    """Words of a text that are in nobody's language but ours; those that are known for names do not count."""
    for name in sorted(known, key=len, reverse=True):
        text = text.replace(name, "")
    return _PLAIN.findall(text)


class PseudoTranslator(QTranslator):
    def isEmpty(self):  # noqa: N802
        return False

    def translate(self, context, source, *_):
        return None if context in _NO_TEXTS else pseudo(source)
