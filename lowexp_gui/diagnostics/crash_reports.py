"""Crash reports: text files on this computer that are never sent anywhere."""

import contextlib
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lowexp_gui.paths import reports_folder
from lowexp_gui.photo.errors import PhotoError
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.regular_file import open_regular, read_regular

MOST_REPORTS = 20
LARGEST_REPORT = 1_000_000
_SUFFIX = ".report.txt"
# Matches only names of reports that are written here.
_OURS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{6}_[0-9]{6}\.report\.txt")
_SEEN = "seen"
_LARGEST_SEEN = 1000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CrashReport:
    """A report on disk.

    Attributes:
        path: the path of its file.
    """

    path: Path

    @property
    def text(self) -> str:
        """Its content, or empty if it cannot be read."""
        try:
            with open_regular(self.path) as stream:
                return stream.read(LARGEST_REPORT).decode("utf-8", "replace")
        except OSError as error:
            _log.warning("A report cannot be read: %s", error)
            return ""


def crash_reports() -> tuple[CrashReport, ...]:
    """All reports, the latest first."""
    found = (path for path in reports_folder().glob(f"*{_SUFFIX}") if _OURS.fullmatch(path.name))
    return tuple(CrashReport(path) for path in sorted(found, reverse=True))


def unseen_reports() -> tuple[CrashReport, ...]:
    """Reports that have not been opened, the latest first."""
    try:
        seen = read_regular(reports_folder() / _SEEN, _LARGEST_SEEN).decode().strip()
    except (OSError, ValueError):
        seen = ""
    return tuple(report for report in crash_reports() if report.path.name > seen)


def mark_seen() -> None:
    """Mark all reports as seen."""
    reports = crash_reports()
    if reports:
        with contextlib.suppress(PhotoError):
            save_bytes(reports[0].path.name.encode(), reports_folder() / _SEEN, replace=True, private=True)


def keep_report(text: str, when: datetime) -> CrashReport | None:
    """Write a report and delete the oldest ones above the limit; None if the file cannot be written.

    Args:
        when: the time of the crash.
    """
    path = reports_folder() / f"{when:%Y-%m-%d_%H%M%S_%f}{_SUFFIX}"
    try:
        save_bytes(text.encode("utf-8", "replace")[:LARGEST_REPORT], path, private=True)
    except PhotoError:
        return None
    for old in crash_reports()[MOST_REPORTS:]:
        with contextlib.suppress(OSError):
            old.path.unlink()
    return CrashReport(path)
