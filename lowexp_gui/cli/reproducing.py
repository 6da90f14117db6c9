"""`lowexp lab reproduce`: the article's experiments in the terminal, and as a page."""

import json
import os
from pathlib import Path

import torch

from lowexp_gui.cli.earlier_files import is_page, is_reproduction
from lowexp_gui.cli.expected_failures import expected_failures
from lowexp_gui.cli.interrupting import cancelled_by_interrupt
from lowexp_gui.cli.terminal import say
from lowexp_gui.diagnostics.log_file import log_to_file
from lowexp_gui.enhancing.devices import find_device
from lowexp_gui.errors import Sentence, in_quotes
from lowexp_gui.evaluation.reports.reproduction_report import report_data, reproduction_page
from lowexp_gui.evaluation.reproduction.claims import claims_of
from lowexp_gui.evaluation.reproduction.program import Order, reproduce
from lowexp_gui.photo.errors import printable, quoted
from lowexp_gui.photo.saving import save_bytes
from lowexp_gui.training.data.pairs import DataError
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

PAGE = "report.html"
DATA = "report.json"


def reproduce_and_exit(data: Path, output: Path, minutes: float, device: str, threads: int | None) -> None:
    """Train, measure, write the report, and print which claims held."""
    with log_to_file(), expected_failures(), cancelled_by_interrupt() as cancel:
        if threads:
            torch.set_num_threads(threads)
        _check_place(output)
        found = reproduce(Order(data, output, minutes, find_device(device)), _tell, cancel)
        text = json.dumps(report_data(found), indent=1, allow_nan=False) + "\n"
        save_bytes(text.encode(), output / DATA, replace=True)
        save_bytes(reproduction_page(found), output / PAGE, replace=True)
    for claim in claims_of(found):
        say(f"{claim.source}: {claim.text} {claim.verdict.value.capitalize()}.")
        for each in claim.differences:
            say(f"    {each.label}: {each.mean:+.3f} [{each.least:+.3f}, {each.most:+.3f}]")
    say(f"Report: {printable(str(output / PAGE))}", error=True)


def _check_place(output: Path) -> None:
    """Refuse a folder with a report of something else."""
    for name, is_own in ((PAGE, is_page), (DATA, is_reproduction)):
        if os.path.lexists(output / name) and not is_own(output / name):
            raise DataError(
                Sentence(
                    QT_TRANSLATE_NOOP(
                        "sentences",
                        "{folder} already contains another {name}; choose another output folder.",
                    ),
                    name=in_quotes(name),
                    folder=quoted(output),
                )
            )


def _tell(line: str) -> None:
    say(printable(line), error=True)
