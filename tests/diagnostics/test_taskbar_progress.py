"""Progress in the taskbar, with a real bus and a desktop that listens on it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from lowexp_gui.diagnostics.taskbar_progress import TaskbarProgress

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a bus of Linux"
)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
        daemon.kill()


def test_each_percentage_is_sent_once_and_progress_goes_at_the_end(bus: None) -> None:
    from jeepney import MatchRule
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import open_dbus_connection

    rule = MatchRule(type="signal", interface="com.canonical.Unity.LauncherEntry", member="Update")
    with open_dbus_connection() as desktop, desktop.filter(rule) as signals:
        desktop.send_and_get_reply(message_bus.AddMatch(rule), timeout=30)
        taskbar = TaskbarProgress()
        for fraction in (0.0, 0.25, 0.2501, 7.0, None, None, 0.5, None):
            taskbar.show(fraction)
        runs: dict[str, list[tuple[float, bool]]] = {}
        for _ in range(6):
            said = desktop.recv_until_filtered(signals, timeout=30)
            entry, values = said.body
            assert entry == "application://lowexp.desktop"
            shown = (values["progress"][1], values["progress-visible"][1])
            runs.setdefault(said.header.fields[7], []).append(shown)
    first = [(0.0, True), (0.25, True), (1.0, True), (0.0, False)]
    assert sorted(runs.values(), key=len) == [[(0.5, True), (0.0, False)], first]


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense"])
def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    taskbar = TaskbarProgress()
    taskbar.show(0.5)
    assert taskbar.thread is not None
    taskbar.thread.join(30)
    assert not taskbar.thread.is_alive()
    taskbar.show(0.6)
    taskbar.show(None)
