"""Protection of the command line program: a crash leaves a report and prints a message."""

import contextlib
import logging
import sys
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from typing import Any

import click

from lowexp_gui.cli.output_readers import UNHEARD, OutputReaders
from lowexp_gui.cli.terminal import say
from lowexp_gui.diagnostics.crash_watch import watch_for_crashes
from lowexp_gui.diagnostics.writing_check import about_unwritable
from lowexp_gui.paths import log_folder, reports_folder
from lowexp_gui.photo.decoder_complaints import complaints_in_log, name_the_file, native_lines_in_log
from lowexp_gui.photo.errors import printable

# Exists since click 8.2.
_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())
_log = logging.getLogger(__name__)


class GuardedGroup(click.Group):
    """A group of commands that records crashes if it is the main program.

    If called with explicit arguments, for example by a test, it acts like a plain group.
    """

    def main(self, *arguments: Any, **named: Any) -> Any:
        """Run a command and exit, like `click.Group.main`."""
        if arguments or named.get("args") is not None:
            return super().main(*arguments, **named)
        logger, complaints = logging.getLogger("lowexp_gui"), _WarningPrinter(logging.WARNING)
        complaints.addFilter(name_the_file)
        audience = OutputReaders()
        with watch_for_crashes("lowexp"), native_lines_in_log(), audience.listening(), complaints_in_log():
            logger.addHandler(complaints)
            unwritable = about_unwritable((log_folder(),))
            if unwritable is not None:
                say(str(unwritable), error=True)
            try:
                return super().main(**{**named, "obj": audience})
            except SystemExit:
                if audience.is_gone:
                    sys.exit(UNHEARD)
                raise
            except Exception:
                _log.critical("Uncaught", exc_info=True)
                sentence = f"An unexpected error occurred. There is a report in “{reports_folder()}”."
                say(sentence, error=True)
                sys.exit(1)
            finally:
                logger.removeHandler(complaints)

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        """Like `click.Group.make_context`, with safe error messages."""
        with _safe_to_show():
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: click.Context) -> Any:
        """Like `click.Group.invoke`, with safe error messages."""
        with _safe_to_show():
            return super().invoke(ctx)


@contextlib.contextmanager
def _safe_to_show() -> Iterator[None]:
    """Remove control characters from click's messages, which may contain file names."""
    try:
        yield
    except click.UsageError as error:
        # Help texts contain line breaks.
        if error.message.isprintable() or isinstance(error, _HELP):
            raise
        raise click.UsageError(printable(error.format_message()), error.ctx) from error
    except click.ClickException as error:
        raise click.ClickException(printable(error.format_message())) from error


class _WarningPrinter(logging.Handler):
    """Prints warnings on standard error if there is no log file, like Python's default."""

    def emit(self, record: logging.LogRecord) -> None:
        handlers = logging.getLogger("lowexp_gui").handlers
        is_kept = record.exc_info or any(isinstance(each, RotatingFileHandler) for each in handlers)
        if not is_kept:
            say(record.getMessage(), error=True)
