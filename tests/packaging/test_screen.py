"""Whether there is a screen."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from setting_up import screen
from setup_samples import on_posix


class TestScreen:
    @pytest.mark.parametrize("platform", ["win32", "darwin"])
    def test_desktops_of_one_kind_always_have_one(self, platform: str) -> None:
        assert screen.has_screen(platform, {})

    @on_posix
    @pytest.mark.parametrize(
        "environ",
        [
            {},
            {"DISPLAY": ""},
            {"DISPLAY": ":4711"},
            {"DISPLAY": "unix:4711.0"},
            {"DISPLAY": "127.0.0.1:4711"},
            {"DISPLAY": "nonsense"},
            {"DISPLAY": ":999999999"},
            {"DISPLAY": "localhost:999999"},
            {"WAYLAND_DISPLAY": "wayland-77"},
            {"WAYLAND_DISPLAY": "wayland-77", "XDG_RUNTIME_DIR": "/nowhere"},
        ],
    )
    def test_a_display_that_is_not_there_or_does_not_answer_is_none(self, environ: dict[str, str]) -> None:
        assert not screen.has_screen("linux", environ)

    @on_posix
    def test_a_compositor_that_answers_is_one(self, tmp_path: Path) -> None:
        with closing(socket.socket(socket.AF_UNIX)) as server:
            server.bind(str(tmp_path / "wayland-5"))
            server.listen()
            found = {"WAYLAND_DISPLAY": "wayland-5", "XDG_RUNTIME_DIR": str(tmp_path)}
            assert screen.has_screen("linux", found)

    @on_posix
    @pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb")
    def test_an_x_server_that_answers_is_one(self, x_server: str) -> None:
        assert screen.has_screen("linux", {"DISPLAY": x_server})

    @pytest.fixture
    def x_server(self) -> Iterator[str]:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x24", "-nolisten", "tcp"]
        with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
            os.close(writing)
            with open(reading) as answer:  # noqa: PTH123 - a file descriptor
                number = answer.readline().strip()
            yield f":{number}"
            server.send_signal(signal.SIGTERM)
