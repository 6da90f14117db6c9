"""`lowexp finetune-child`: the process in which the window fine-tunes a model.

It reports events as lines of JSON on standard output and reads commands, one word per line, from standard
input. When the input ends, the window has ended; the process then stops so that it can be resumed.
"""

import contextlib
import logging
import os
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path

from lowexp_gui.cli.finetune_pictures import PreviewImages
from lowexp_gui.cli.interrupting import INTERRUPTED, cancelled_by_interrupt
from lowexp_gui.cli.terminal import say
from lowexp_gui.diagnostics.log_file import log_to_file
from lowexp_gui.enhancing.cancelling import Cancelled
from lowexp_gui.errors import UserError
from lowexp_gui.library.finetune_events import (
    Compared,
    Estimated,
    Failed,
    Figures,
    FinetuneEvent,
    Judged,
    Noticed,
    Stopped,
    to_line,
)
from lowexp_gui.library.finetune_run import FinetuneRun
from lowexp_gui.training.finetuning.finetune import (
    FinetunedModel,
    estimate_seconds,
    fine_tune,
    publish_finetuned,
)
from lowexp_gui.training.finetuning.finetune_order import FinetuneControl, RunRequest
from lowexp_gui.training.finetuning.finetune_progress import FinetuneProgress
from lowexp_gui.training.finetuning.finetune_verdict import Change, Comparison

_SECONDS_BETWEEN_LINES = 0.2
_WISHES = {
    "pause": RunRequest.PAUSE,
    "resume": RunRequest.GO_ON,
    "keep": RunRequest.KEEP,
    "discard": RunRequest.DISCARD,
    "leave": RunRequest.LEAVE,
}
_log = logging.getLogger(__name__)


def finetune_child_and_exit(folder: Path, estimate: bool) -> None:
    """Carry out the order in a folder, or only estimate its time. Exits with 0 on success."""
    control, run = FinetuneControl(), FinetuneRun(folder)
    with log_to_file(), cancelled_by_interrupt() as control.cancel:
        threading.Thread(target=_listen, args=(control,), name="wishes", daemon=True).start()
        try:
            event = _estimated(run, control) if estimate else _finetuned(run, control)
        except Cancelled:
            _say(Stopped())
            sys.exit(INTERRUPTED)
        except UserError as error:
            _log.info("Nothing was fine-tuned: %s", error, exc_info=error)
            _say(Failed(error.sentence))
            sys.exit(1)
    _say(event)


def _estimated(run: FinetuneRun, control: FinetuneControl) -> Estimated:
    return Estimated(estimate_seconds(run.order(), control.cancel))


def _finetuned(run: FinetuneRun, control: FinetuneControl) -> Judged:
    order = run.order()
    preview = PreviewImages.of(order, run, control.cancel)
    reporter = _Reporter(preview)
    finetuned = fine_tune(order, reporter.report, lambda sentence: _say(Noticed(sentence)), control)
    judged = _judged(finetuned, publish_finetuned(finetuned, run.result, replace_files=True))
    run.finish(judged)
    return judged


class _Reporter:
    """Reports progress at limited intervals, and draws the preview after each measurement."""

    def __init__(self, preview: PreviewImages | None) -> None:
        self._album = preview
        self._said = 0.0
        self._measured: tuple[object, ...] = ()

    def report(self, progress: FinetuneProgress) -> None:
        now, measured = time.monotonic(), (progress.module, len(progress.measured))
        if measured == self._measured and now < self._said + _SECONDS_BETWEEN_LINES:
            return
        self._said = now
        _say(progress)
        if measured != self._measured and progress.card is not None and self._album is not None:
            drawn = self._album.draw(progress.card)
            if drawn is not None:
                _say(drawn)
        self._measured = measured


def _judged(finetuned: FinetunedModel, card: Path) -> Judged:
    found = finetuned.verdict
    psnr = found.own.psnr
    chance = psnr.rise_by_chance if psnr.mean >= 0 else psnr.fall_by_chance
    return Judged(
        str(card),
        _compared(found.own),
        _compared(found.open),
        found.better,
        found.keep,
        finetuned.notes,
        chance,
    )


def _compared(found: Comparison) -> Compared:
    return Compared(found.scenes, *(_figures(each) for each in (found.psnr, found.ssim, found.ciede2000)))


def _figures(change: Change) -> Figures:
    before, after = asdict(change.before), asdict(change.after)
    return Figures(
        before["mean"], before["deviation"], after["mean"], after["deviation"], change.least, change.most
    )


def _say(event: FinetuneEvent) -> None:
    # If the window is gone, reports are dropped; the progress is still saved.
    with contextlib.suppress(BrokenPipeError):
        say(to_line(event))


def _listen(control: FinetuneControl) -> None:
    """Pass on commands until the input ends."""
    # Not through sys.stdin, because Python cannot exit while a thread reads from it.
    rest = b""
    while chunk := os.read(0, 4096):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            request = _WISHES.get(line.decode("ascii", "replace").strip())
            if request is not None:
                control.send(request)
    control.send(RunRequest.LEAVE)
