"""The program of a terminal: where it breaks, a report is left and a sentence said."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from typing import Any

import click

from lowexp_gui.cli.audience import UNHEARD, Audience
from lowexp_gui.jobs.crash_reports import reports_folder
from lowexp_gui.jobs.crash_watch import watch_for_crashes
from lowexp_gui.jobs.settings import log_folder
from lowexp_gui.jobs.writing_check import about_unwritable

_log = logging.getLogger(__name__)


class GuardedGroup(click.Group):
    """A group of commands that is watched while it is the program of its process.

    Called with arguments of its own it is part of another program, such as a test, and does nothing more than
    any group.
    """

    def main(self, *arguments: Any, **named: Any) -> Any:
        """Run a command and leave, as `click.Group.main` does."""
        if arguments or named.get("args") is not None:
            return super().main(*arguments, **named)
        logger, complaints = logging.getLogger("lowexp_gui"), _Complaints(logging.WARNING)
        audience = Audience()
        with watch_for_crashes("lowexp"), audience.listening():
            logger.addHandler(complaints)
            unwritable = about_unwritable((log_folder(),))
            if unwritable is not None:
                click.echo(unwritable, err=True)
            try:
                return super().main(**{**named, "obj": audience})
            except SystemExit:
                if audience.is_gone:
                    sys.exit(UNHEARD)
                raise
            except Exception:
                _log.critical("Uncaught", exc_info=True)
                sentence = f"Something went wrong that should not. There is a report in “{reports_folder()}”."
                click.echo(sentence, err=True)
                sys.exit(1)
            finally:
                logger.removeHandler(complaints)


class _Complaints(logging.Handler):
    """Says warnings on standard error as long as no file takes them, as Python does where nobody watches."""

    def emit(self, record: logging.LogRecord) -> None:
        handlers = logging.getLogger("lowexp_gui").handlers
        is_kept = record.exc_info or any(isinstance(each, RotatingFileHandler) for each in handlers)
        if logging.lastResort is not None and not is_kept:
            logging.lastResort.handle(record)
