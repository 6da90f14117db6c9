"""Desktop notifications by the service of Linux desktops (freedesktop.org's notifications).

The service is reached over the session bus, a local socket. Without one, nothing happens.
"""

import html
import logging
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress

_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_CALL_SECONDS = 5.0
_LOOK_SECONDS = 0.5
_MOST_SECONDS = 3600.0
_DESKTOP_ENTRY = "lowexp"
_log = logging.getLogger(__name__)


class DesktopMessage:
    """A notification with its own thread, until it is clicked, closed or forgotten.

    Attributes:
        thread: the thread that shows it.
    """

    def __init__(self, title: str, sentence: str, on_click: Callable[[], None]) -> None:
        """Show the notification as plain text.

        Args:
            on_click: called on the notification's thread.
        """
        self._title, self._sentence, self._on_click = title, sentence, on_click
        self._forgotten = threading.Event()
        self.thread = threading.Thread(target=self._tell, name="message", daemon=True)
        if sys.platform == "linux":
            self.thread.start()

    def forget(self) -> None:
        """Remove the notification."""
        self._forgotten.set()

    def _tell(self) -> None:
        try:
            self._talk()
        except Exception as error:
            # There is no bus or no service. The window shows the message too.
            _log.info("No message on the desktop", exc_info=error)

    def _talk(self) -> None:
        from jeepney import DBusAddress, MatchRule, new_method_call
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        service = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
        rule = MatchRule(type="signal", interface=_SERVICE, path=_PATH)
        with open_dbus_connection() as bus, bus.filter(rule) as signals:

            def ask(name: str, signature: str | None = None, values: tuple[object, ...] = ()) -> object:
                call = new_method_call(service, name, signature, values)
                answer = bus.send_and_get_reply(call, timeout=_CALL_SECONDS)
                return answer.body[0] if answer.body else None

            bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=_CALL_SECONDS)
            capabilities = ask("GetCapabilities")
            has_markup = isinstance(capabilities, list) and "body-markup" in capabilities
            # File names may look like markup.
            body = html.escape(self._sentence, quote=False) if has_markup else self._sentence
            hints = {"desktop-entry": ("s", _DESKTOP_ENTRY)}
            number = ask(
                "Notify",
                "susssasa{sv}i",
                ("Lowexp", 0, _DESKTOP_ENTRY, self._title, body, ["default", self._title], hints, -1),
            )
            end = time.monotonic() + _MOST_SECONDS
            while not self._forgotten.is_set() and time.monotonic() < end:
                with suppress(TimeoutError):
                    said = bus.recv_until_filtered(signals, timeout=_LOOK_SECONDS)
                    member = said.header.fields.get(3)
                    if said.body and said.body[0] == number:
                        if member == "ActionInvoked":
                            self._on_click()
                        if member in ("ActionInvoked", "NotificationClosed"):
                            return
            ask("CloseNotification", "u", (number,))
