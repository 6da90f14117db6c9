"""Names for the files that are written."""

import datetime
import os
import re
import string
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from itertools import count
from pathlib import Path

from lowexp_gui.errors import Sentence, UserError, in_quotes
from lowexp_gui.photo.formats.photo_format import PhotoFormat
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

FIELDS = ("stem", "name", "folder", "taken", "date", "model", "n")
DEFAULT_TEMPLATE = "{stem}_lowexp"
LISTED_FIELDS = ", ".join(f"{{{field}}}" for field in FIELDS)
"""The fields of templates, as text."""
PASTED_STEM = "pasted"
_EXAMPLE = Path("Harbour") / "IMG_1234.jpg"
_MAX_NAME_BYTES = 255
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
# A wider number would not fit a file name.
_DIGITS = re.compile(r"0?[1-9]d?")
_JOINER = "\N{ZERO WIDTH JOINER}"


class TemplateError(UserError):
    """A template gives no name for a file."""


class IfExists(StrEnum):
    """What to do if the output's name exists."""

    SKIP = "skip"
    RENAME = "rename"
    OVERWRITE = "overwrite"


IF_EXISTS_TITLES = {
    IfExists.RENAME: QT_TRANSLATE_NOOP("export", "Add a number to the name"),
    IfExists.SKIP: QT_TRANSLATE_NOOP("export", "Skip the photo"),
    IfExists.OVERWRITE: QT_TRANSLATE_NOOP("export", "Replace the file"),
}
"""Their titles in the window, the default first."""


def output_path(
    photo_path: Path | None,
    folder: Path,
    template: str,
    format: PhotoFormat,  # noqa: A002
    *,
    model: str = "",
    n: int = 1,
    taken: datetime.date | None = None,
    today: datetime.date | None = None,
) -> Path:
    """The path of a photo's result.

    Args:
        photo_path: the photo, or None for a pasted picture, whose stem is "pasted".
        folder: the folder of the result.
        template: the name without suffix, with {stem} (the photo's name without suffix), {name} (with it),
            {folder} (the name of its folder), {taken} (when it was taken, YYYY-MM-DD), {date} (today),
            {model} and {n} (a number; {n:03} fills up with zeros, to 9 digits at most).
        format: gives the suffix.
        model: the model's name.
        n: the photo's number in its job, starting at 1.
        taken: when the photo was taken; None if unknown, which gives today.
        today: the date; None asks the clock.

    In names of more than 255 bytes, the photo's part is shortened.

    Raises:
        TemplateError: the template is invalid.
    """
    check_template(template)
    source = Path(PASTED_STEM) if photo_path is None else photo_path
    date = (today or datetime.date.today()).isoformat()
    taken_date = date if taken is None else taken.isoformat()
    safe_folder = _FORBIDDEN.sub("_", source.parent.name)
    suffix = format.about.suffix
    safe_model = _FORBIDDEN.sub("_", model)

    def filled(stem: str, name: str, folder: str) -> str:
        return template.format(
            stem=stem, name=name, folder=folder, taken=taken_date, date=date, model=safe_model, n=n
        )

    stem, name = source.stem, source.name
    while len(os.fsencode(filled(stem, name, safe_folder) + suffix)) > _MAX_NAME_BYTES:
        if not stem and not name and not safe_folder:
            raise TemplateError(
                Sentence(QT_TRANSLATE_NOOP("sentences", "The file name is too long; shorten the template."))
            )
        # The folder's name is shortened first, because the photo's name is more useful.
        if safe_folder and "{folder}" in template:
            safe_folder = _shorter(safe_folder)
        else:
            stem, name, safe_folder = _shorter(stem), _shorter(name), ""
    result = filled(stem, name, safe_folder)
    if not result.strip(" ."):
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The template gives an empty file name; add {field}."),
                field="{stem}",
            )
        )
    return folder / (result + suffix)


def check_template(template: str) -> None:
    """Raise TemplateError for an invalid template."""
    if not template.strip():
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "The template is empty; try {example}."),
                example="{stem}_lowexp",
            )
        )
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError as error:
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "The braces of the template do not match; write fields as in {field}."
                ),
                field="{stem}",
            )
        ) from error
    for _, name, spec, conversion in parts:
        if name is not None:
            _check_field(name, spec or "", conversion)
    literal = "".join(text for text, _, _, _ in parts)
    if "/" in literal or "\\" in literal or ".." in literal:
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "A file name cannot contain folders; choose the folder separately."
                )
            )
        )
    if found := _FORBIDDEN.search(literal):
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{character} is not allowed in file names; leave it out."),
                character=in_quotes(found.group()),
            )
        )
    # Only the template's own words are checked for device names. A photo may have such a name if its system
    # allows it.
    if _DEVICES.fullmatch(template.format(**dict.fromkeys(FIELDS, "a") | {"n": 1})):
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "Windows does not allow files named {template}; change the template."
                ),
                template=in_quotes(template),
            )
        )


def is_template(template: str) -> bool:
    """Whether a template is valid."""
    try:
        check_template(template)
    except TemplateError:
        return False
    return True


def example_name(
    template: str,
    photo_path: Path | None = None,
    format: PhotoFormat = PhotoFormat.JPEG,  # noqa: A002
    *,
    model: str = "open",
    taken: datetime.date | None = None,
) -> str:
    """An example name from a template, for a photo or an invented one, shown while the user types.

    Raises:
        TemplateError: the template is invalid.
    """
    path = photo_path or _EXAMPLE
    return output_path(path, Path(), template, format, model=model, taken=taken).name


def _check_field(name: str, spec: str, conversion: str | None) -> None:
    if name not in FIELDS:
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "{field} is not a field for file names; use {known}."),
                field=in_quotes(f"{{{name}}}"),
                known=LISTED_FIELDS,
            )
        )
    if conversion or (spec and not (name == "n" and _DIGITS.fullmatch(spec))):
        raise TemplateError(
            Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences", "{field} cannot have this format; only {number} can, as in {example}."
                ),
                field=in_quotes(f"{{{name}}}"),
                number="{n}",
                example="{n:03}",
            )
        )


def free_path(path: Path, is_taken: Callable[[Path], bool] = os.path.lexists) -> Path:
    """The path, or the first of "name (2).jpg", "name (3).jpg" and so on that is not taken."""
    if not is_taken(path):
        return path
    for number in count(2):
        stem, end = path.stem, f" ({number}){path.suffix}"
        while len(os.fsencode(stem + end)) > _MAX_NAME_BYTES:
            stem = _shorter(stem)
        candidate = path.with_name(stem + end)
        if not is_taken(candidate):
            return candidate
    raise AssertionError("count() never ends")


def _shorter(text: str) -> str:
    """The text without its last character and the combining marks of that character."""
    cut = len(text) - 1
    while cut > 0 and (_joins(text[cut]) or text[cut - 1] == _JOINER):
        cut -= 1
    # A name that consists only of marks would become empty.
    return text[:cut] if cut > 0 else text[:-1]


def _joins(char: str) -> bool:
    return (
        char == _JOINER
        or unicodedata.category(char) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
