"""`lowexp lab degrade`: a contact sheet of synthetic dark photos."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.terminal import say
from lowexp_gui.enhancing.cancelling import Cancelled, check
from lowexp_gui.enhancing.illumination import working_copy
from lowexp_gui.errors import Sentence, UserError
from lowexp_gui.photo.errors import PhotoError, printable, quoted
from lowexp_gui.photo.naming import IfExists, free_path
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.data.contact_sheet import TILE, SheetPhoto, contact_sheet, png_bytes
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

# Larger sheets need gigabytes of memory, and few programs can open them.
_MOST_PHOTOS = 100


@dataclass(frozen=True)
class SheetChoices:
    """The options of `lowexp lab degrade`."""

    photos: tuple[Path, ...]
    output: Path
    seed: int
    count: int
    if_exists: IfExists


def degrade_and_exit(choices: SheetChoices) -> None:
    """Write the sheet. Exits with 0, with 1 and an error message, or with 130 if interrupted."""
    try:
        with cancelled_by_interrupt() as cancel:
            _check(choices.photos, choices.output)
            photos = _read(choices.photos, cancel)
            data = png_bytes(contact_sheet(photos, choices.count, choices.seed))
            renamed = choices.if_exists is IfExists.RENAME
            target = free_path(choices.output) if renamed else choices.output
            save_bytes(data, target, replace=choices.if_exists is IfExists.OVERWRITE)
    except Cancelled:
        say("Stopped. Nothing was written.", error=True)
        sys.exit(INTERRUPTED)
    except UserError as error:
        say(str(error), error=True)
        sys.exit(1)
    say(f"Written: {printable(str(target))}")


def _check(photos: Sequence[Path], target: Path) -> None:
    """Refuse too many photos, and a target that is one of the photos, also by another path."""
    if len(photos) > _MOST_PHOTOS:
        raise PhotoError(
            Sentence(
                QT_TRANSLATE_NOOP("sentences", "A contact sheet shows at most {limit} photos; choose fewer."),
                limit=_MOST_PHOTOS,
            )
        )
    for photo in photos:
        try:
            same = photo.samefile(target)
        except (OSError, ValueError):
            same = False
        if same:
            raise PhotoError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences", "{file} is one of the photos; choose another name for the contact sheet."
                    ),
                    file=quoted(target),
                ),
                target,
            )


def _read(paths: Sequence[Path], cancel: Event) -> list[SheetPhoto]:
    photos = []
    for path in paths:
        check(cancel)
        photos.append(SheetPhoto(path.name, working_copy(read_photo(path), TILE)))
    return photos
