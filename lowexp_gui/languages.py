"""The languages of the window: what each is called, and what desktops show of the program in it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


@dataclass(frozen=True, eq=False)
class SpokenLanguage:
    """A language; its translations are `resources/translations/lowexp_CODE.ts` and `.qm`.

    Attributes:
        code: of ISO 639-1, on the command line, and in kept files.
        name: what the language calls itself, so that a person finds the way back.
        kind: what kind of program Lowexp is.
        summary: what it does, in a line.
        model: what a file with a model of it is.
    """

    code: str
    name: str
    kind: str
    summary: str
    model: str


class Language(StrEnum):
    """Of the window: the system's where there is a translation, or one of those that there are.

    Attributes:
        about: the language's declaration; None for the system's.
    """

    about: SpokenLanguage | None

    def __new__(cls, about: SpokenLanguage | None) -> Self:
        """A member that has the declaration's code as its value."""
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
"""Those that can be chosen."""
SOURCE = LANGUAGES[Language.ENGLISH]
"""The language of the texts in the sources."""
TRANSLATED = tuple(about for about in LANGUAGES.values() if about is not SOURCE)
"""The languages that these texts are translated into."""
