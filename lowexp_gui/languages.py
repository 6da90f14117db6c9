"""The languages of the window: their names, and the texts for desktop entries in each."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, eq=False)
class SpokenLanguage:
    """A language; its translations are `resources/translations/lowexp_CODE.ts` and `.qm`.

    Attributes:
        code: ISO 639-1 code, used on the command line and in stored files.
        name: the language's own name, so that users can find it.
        kind: the kind of program that Lowexp is.
        summary: what it does, in one line.
        model: description of a Lowexp model file.
    """

    code: str
    name: str
    kind: str
    summary: str
    model: str


class Language(StrEnum):
    """The window's language: the system's if there is a translation, or one of the translated ones.

    Attributes:
        about: the language's declaration; None for the system's.
    """

    about: SpokenLanguage | None

    def __new__(cls, about: SpokenLanguage | None) -> Self:
        """A member whose value is the declaration's code."""
        value = about.code if about else "system"
        member = str.__new__(cls, value)
        member._value_ = value
        member.about = about
        return member

    SYSTEM = None
    ENGLISH = SpokenLanguage(
        "en",
        "English",
        kind="Photo Enhancer",
        summary="Turns under-exposed photos into bright, clean ones",
        model="Model of Lowexp",
    )
    ARABIC = SpokenLanguage(
        "ar",
        "العربية",
        kind="محسن الصور",
        summary="يجعل الصور القليلة التعريض مضيئة ونقية",
        model="نموذج Lowexp",
    )


LANGUAGES = {each: each.about for each in Language if each.about is not None}
"""The languages that can be chosen."""
SOURCE = LANGUAGES[Language.ENGLISH]
"""The language of the source texts."""
TRANSLATED = tuple(about for about in LANGUAGES.values() if about is not SOURCE)
"""The languages that the texts are translated into."""
