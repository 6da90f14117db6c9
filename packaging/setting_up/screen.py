"""Is there a screen that a window can open on?"""

import ctypes
import os
import re
import socket
import time
from collections.abc import Mapping
from pathlib import Path

_PATIENCE_S = 2.0
_PAUSES_S = (0.0, 0.2, 0.5, 1.0)
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - the place that X servers use
_FIRST_X_PORT = 6000


def has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a window can be shown; a display that is named but does not answer counts as none."""
    if platform in ("win32", "darwin"):
        return True
    return wayland_answers(environ) or x_answers(environ.get("DISPLAY", ""))


def wayland_answers(environ: Mapping[str, str]) -> bool:
    """Whether the Wayland compositor that the environment names takes connections."""
    name = environ.get("WAYLAND_DISPLAY", "")
    folder = environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or name.startswith("/")):
        return False
    return _connects(socket.AF_UNIX, str(Path(folder) / name))


def x_answers(display: str) -> bool:
    """Whether the X server of this display takes connections, and takes them from us.

    A server that its last client has just left starts anew and refuses for a moment: hence the tries, and
    the connection that worked stays open until this process ends.
    """
    if not any(_connects(family, address) for family, address in x_server_addresses(display)):
        return False
    for pause in _PAUSES_S:
        time.sleep(pause)
        if _x_server_lets_us_in(display):
            return True
    return False


def x_server_addresses(display: str) -> list[tuple[int, str | tuple[str, int]]]:
    """Where the server of a display such as ":0", "unix:1.0" or "localhost:10.0" may listen."""
    match = re.fullmatch(r"(?:[a-z]+/)?(.*):(\d+)(?:\.\d+)?", display)
    if not match:
        return [(socket.AF_UNIX, display)] if display.startswith("/") else []
    host, number = match[1].strip("[]"), int(match[2])
    if host not in ("", "unix"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return [(family, (host, _FIRST_X_PORT + number))]
    path = f"{_X_SOCKETS}{number}"
    return [(socket.AF_UNIX, path), (socket.AF_UNIX, f"\0{path}")]


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(_PATIENCE_S)
        try:
            probe.connect(address)
        except (OSError, ValueError, OverflowError):
            return False
    return True


def _x_server_lets_us_in(display: str) -> bool:
    """Ask libxcb, which also knows about X's passwords; without libxcb nothing speaks against it."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    if refused:
        xcb.xcb_disconnect(connection)
    return not refused
