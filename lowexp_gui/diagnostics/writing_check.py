"""A check at start whether the program's folders are writable."""

import errno
import tempfile
from collections.abc import Iterable
from pathlib import Path

from lowexp_gui.errors import Sentence, in_quotes, system_reason
from lowexp_gui.photo.errors import printable
from lowexp_gui.private_folder import make_private_folder
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_SOME = b"\n" * 4096


def about_unwritable(folders: Iterable[Path]) -> Sentence | None:
    """A message if one of the folders is not writable; the program works anyway."""
    for folder in folders:
        try:
            make_private_folder(folder)
            with tempfile.TemporaryFile(dir=folder) as stream:
                stream.write(_SOME)
        except (OSError, ValueError) as error:
            return Sentence(
                QT_TRANSLATE_NOOP(
                    "sentences",
                    "Lowexp cannot write in {folder}: {reason}. Until this is fixed, "
                    "settings and the log are not saved.",
                ),
                folder=in_quotes(printable(str(folder))),
                reason=_cause(error),
            )
    return None


def _cause(error: OSError | ValueError) -> Sentence:
    code = getattr(error, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Sentence(QT_TRANSLATE_NOOP("sentences", "the disk is full"))
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Sentence(QT_TRANSLATE_NOOP("sentences", "it is read-only"))
    return system_reason(error)
