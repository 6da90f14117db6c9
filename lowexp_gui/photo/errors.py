"""Errors about photos, worded for photographers."""

from pathlib import Path

from lowexp_gui.errors import Sentence, UserError, Value, in_quotes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP


class PhotoError(UserError):
    """A photo could not be found, read or written.

    Attributes:
        path: the file or folder concerned, or None for a pasted picture.
    """

    def __init__(self, sentence: Sentence, path: Path | None = None) -> None:
        """An error with `sentence` about `path`."""
        super().__init__(sentence)
        # An error that comes from another process is rebuilt from these arguments.
        self.args = (sentence, path)
        self.path = path


class TargetExistsError(PhotoError):
    """The target exists and may not be replaced."""


class DeadlyPhotoError(PhotoError):
    """The process that read a photo crashed at each attempt."""

    def __init__(self, path: Path | None = None) -> None:
        """An error of the photo at `path`."""
        super().__init__(deadly_sentence(path), path)
        self.args = (path,)


def deadly_sentence(path: Path | None) -> Sentence:
    """The error for a photo that crashed the process reading it."""
    return Sentence(
        QT_TRANSLATE_NOOP(
            "sentences",
            "{photo} crashes the program each time; leave it out, or convert it to another format.",
        ),
        photo=photo_name(path),
    )


def memory_sentence(path: Path | None) -> Sentence:
    """The error for a photo that needs more memory than there is."""
    return Sentence(
        QT_TRANSLATE_NOOP("sentences", "{photo} needs more memory than is free; close other programs."),
        photo=photo_name(path),
    )


def photo_name(path: Path | None) -> Value:
    """The photo's name in a sentence: as `quoted`, or "The picture" for a pasted one."""
    return Sentence(QT_TRANSLATE_NOOP("sentences", "The picture")) if path is None else quoted(path)


def quoted(path: Path | None) -> str:
    """The file's name in quotation marks; unprintable characters are replaced."""
    if path is None:
        return "The picture"
    return in_quotes(printable(path.name or str(path)))


def printable(text: str) -> str:
    """The text with unprintable characters replaced, so that it is safe to show on a terminal."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
