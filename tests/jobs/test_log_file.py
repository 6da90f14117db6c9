"""The log: written, closed, and no trouble where it cannot be."""

import logging
from pathlib import Path

import pytest

from lowexp_gui.jobs.log_file import log_to_file


def test_details_go_to_the_file_while_it_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "new"))
    log = logging.getLogger("lowexp_gui.somewhere")
    with log_to_file() as path:
        log.info("something happened")
    log.info("too late")
    assert path is not None
    assert "something happened" in path.read_text("utf-8")
    assert "too late" not in path.read_text("utf-8")


def test_a_log_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("LOWEXP_CONFIG_DIR", str(tmp_path / "file"))
    with log_to_file() as path:
        assert path is None
