"""A summary of a queue as a file: plain text, CSV or JSON."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from lowexp_gui.batch.queue_entry import EntryState, QueueEntry
from lowexp_gui.field_coding import to_json
from lowexp_gui.photo.errors import printable
from lowexp_gui.photo.saving import save_bytes

SUMMARY_VERSION = 1
TEXT = ".txt"
_COLUMNS = ("photo", "state", "result", "sentence", "seconds", "megapixels", "model")


def save_summary(entries: Sequence[QueueEntry], target: Path, *, replace: bool = True) -> None:
    """Write a summary in the form given by the suffix: .csv, .json, otherwise text.

    Raises:
        PhotoError: it cannot be written.
    """
    form = _FORMS.get(target.suffix.lower(), summary_text)
    save_bytes(form(entries).encode("utf-8", "backslashreplace"), target, replace=replace)


def summary_path(asked: Path, kind: str) -> Path:
    """The path of a summary with the suffix of its kind, so that it never equals a photo's path.

    Args:
        asked: the requested path; a known suffix decides, unless a kind other than text was chosen.
        kind: the suffix of the chosen kind.
    """
    if asked.suffix.lower() not in (TEXT, *_FORMS):
        return asked.with_name(asked.name + kind)
    return asked if kind in (TEXT, asked.suffix.lower()) else asked.with_suffix(kind)


def summary_text(entries: Sequence[QueueEntry]) -> str:
    """The number of photos in each state, then a line for each photo, failures first."""
    counts = ", ".join(
        f"{number} {state}"
        for state in EntryState
        if (number := sum(entry.state is state for entry in entries))
    )
    failed = [entry for entry in entries if entry.state is EntryState.FAILED]
    others = [entry for entry in entries if entry.state is not EntryState.FAILED]
    lines = [counts or "no photos", "", *map(_line, failed), *([""] if failed else []), *map(_line, others)]
    return "\n".join(lines).rstrip() + "\n"


def summary_csv(entries: Sequence[QueueEntry]) -> str:
    """A table with a header, one photo per row."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(_COLUMNS)
    rows.writerows([_harmless(value) for value in _values(entry)] for entry in entries)
    return text.getvalue()


def summary_json(entries: Sequence[QueueEntry]) -> str:
    """An object with a version and all photos with their settings."""
    photos = [
        dict(zip(_COLUMNS, _values(entry), strict=True)) | {"settings": json.loads(to_json(entry.settings))}
        for entry in entries
    ]
    return json.dumps({"version": SUMMARY_VERSION, "photos": photos}, indent=1) + "\n"


def _line(entry: QueueEntry) -> str:
    result = f" -> {entry.result}" if entry.result else ""
    sentence = f": {entry.sentence}" if entry.sentence else ""
    return printable(f"{entry.state:9} {entry.path}{result}{sentence}")


def _values(entry: QueueEntry) -> tuple[object, ...]:
    return (
        str(entry.path),
        str(entry.state),
        str(entry.result or ""),
        str(entry.sentence),
        round(entry.seconds, 3),
        round(entry.pixels / 1e6, 3),
        entry.settings.model,
    )


def _harmless(value: object) -> object:
    """A cell value that spreadsheets do not interpret as a formula, because file names may look like one."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value


_FORMS: dict[str, Callable[[Sequence[QueueEntry]], str]] = {".csv": summary_csv, ".json": summary_json}
