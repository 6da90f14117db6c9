"""What went wrong with a photo, said to a photographer."""

from pathlib import Path


class PhotoError(Exception):
    """A photo could not be found, read or written.

    `str(error)` is one sentence for the person at the screen: what happened to which file and what to do.

    Attributes:
        path: the file or folder concerned, or None for a pasted picture.
    """

    def __init__(self, sentence: str, path: Path | None = None) -> None:
        """An error that says `sentence` of `path`."""
        super().__init__(sentence, path)
        self.path = path

    def __str__(self) -> str:
        """The sentence."""
        return str(self.args[0])


class TargetExistsError(PhotoError):
    """There is a file at the target already, and it was not to be replaced."""


class DeadlyPhotoError(PhotoError):
    """The process that read a photo died of it, each time."""

    def __init__(self, path: Path | None = None) -> None:
        """An error of the photo at `path`."""
        super().__init__(deadly_sentence(path), path)


def deadly_sentence(path: Path | None) -> str:
    """Why a photo is given up with which a process died."""
    return (
        f"{quoted(path)} makes the program break off each time it is tried; leave it out, or save it in "
        "another format and try that."
    )


def memory_sentence(path: Path | None) -> str:
    """Why a photo is given up for which there is not enough memory."""
    return f"{quoted(path)} needs more memory than there is; close other programs."


def quoted(path: Path | None) -> str:
    """The file's name in quotation marks, safe to show: unprintable characters are replaced."""
    if path is None:
        return "The picture"
    return f"“{printable(path.name or str(path))}”"


def printable(text: str) -> str:
    """The text, safe to show: what a terminal would obey or stumble over is replaced."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
