"""Messages on the desktop, with a real bus and a service on it that says what it was asked."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Thread

import pytest

from lowexp_gui.diagnostics.desktop_messages import DesktopMessage

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="needs a bus of Linux"
)
SERVICE = "org.freedesktop.Notifications"


class Desktop:
    """Who shows messages: numbers them from 7, and clicks on them when it is told to."""

    def __init__(self, capabilities: list[str]) -> None:
        self.heard: SimpleQueue[tuple[str, str, tuple[object, ...]]] = SimpleQueue()
        self.click = Event()
        self._capabilities = capabilities
        self._ready = Event()
        Thread(target=self._serve, daemon=True).start()
        assert self._ready.wait(30)

    def _serve(self) -> None:
        from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        emitter = DBusAddress("/org/freedesktop/Notifications", SERVICE, SERVICE)
        # The bus goes at the end of a test.
        with suppress(OSError), open_dbus_connection() as bus:
            bus.send_and_get_reply(message_bus.RequestName(SERVICE))
            self._ready.set()
            while True:
                asked = bus.receive()
                if asked.header.message_type is not MessageType.method_call:
                    continue
                fields = asked.header.fields
                name = fields[HeaderFields.member]
                answers = {"GetCapabilities": ("as", (self._capabilities,)), "Notify": ("u", (7,))}
                bus.send(new_method_return(asked, *answers.get(name, (None, ()))))
                self.heard.put((name, fields.get(HeaderFields.signature, ""), asked.body))
                if name == "Notify" and self.click.is_set():
                    bus.send(new_signal(emitter, "ActionInvoked", "us", (6, "default")))
                    bus.send(new_signal(emitter, "ActionInvoked", "us", (7, "default")))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", daemon.stdout.readline().strip())
        yield
        daemon.kill()


@pytest.mark.parametrize(
    ("capabilities", "shown"),
    [(["body-markup"], "Saved 3 photos in “&lt;b&gt;&amp;”."), ([], "Saved 3 photos in “<b>&”.")],
)
def test_a_message_is_shown_as_it_is_and_clicked(bus: None, capabilities: list[str], shown: str) -> None:
    desktop, clicked = Desktop(capabilities), Event()
    desktop.click.set()
    DesktopMessage("The queue is finished", "Saved 3 photos in “<b>&”.", clicked.set)
    assert clicked.wait(30)
    assert desktop.heard.get(timeout=30)[0] == "GetCapabilities"
    name, signature, body = desktop.heard.get(timeout=30)
    assert (name, signature) == ("Notify", "susssasa{sv}i")
    assert body[3:5] == ("The queue is finished", shown)


def test_a_message_that_was_seen_goes(bus: None) -> None:
    desktop, clicked = Desktop([]), Event()
    message = DesktopMessage("The queue is finished", "Saved 3 photos.", clicked.set)
    assert [desktop.heard.get(timeout=30)[0] for _ in range(2)] == ["GetCapabilities", "Notify"]
    message.forget()
    assert desktop.heard.get(timeout=30)[::2] == ("CloseNotification", (7,))
    assert not clicked.is_set()


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere", "nonsense", "tcp:host=127.0.0.1,port=1"])
def test_without_a_bus_nothing_happens(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", address)
    message = DesktopMessage("The queue is finished", "Saved 3 photos.", Event().set)
    message.thread.join(30)
    assert not message.thread.is_alive()
