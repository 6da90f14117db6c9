"""The colour profile that the system has for a screen.

Everything here fails safely: without an answer, the screen counts as sRGB. On Wayland the compositor converts
colours, so there is none.
"""

import ctypes
import ctypes.util
import logging
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from pathlib import Path

from lowexp_gui.app.viewing.screen_colours import MOST_PROFILE

_log = logging.getLogger(__name__)
_X11_PROPERTY = "_ICC_PROFILE"
_LONGEST_PATH = 32768


def system_profile(platform: str, number: int, name: str) -> bytes | None:
    """The ICC profile of a screen, or None.

    Args:
        platform: name of Qt's platform.
        number: of the screen, from 0, the main screen first.
        name: of the screen, as Qt knows it.
    """
    try:
        if platform == "xcb":
            return _of_x11(number)
        if platform == "windows":
            return _of_windows(name)
        if platform == "cocoa" and number == 0:
            return _of_mac()
    except (OSError, AttributeError, ValueError, ctypes.ArgumentError) as error:
        _log.info("The system does not tell the profile of the screen: %s", error)
    return None


class _Screens(Structure):
    """xcb_screen_iterator_t; each screen begins with its root window."""

    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


class _Cookie(Structure):
    """Any cookie of xcb."""

    _fields_ = (("sequence", c_uint32),)


class _AtomReply(Structure):
    """xcb_intern_atom_reply_t."""

    _fields_ = (
        ("response_type", c_uint8),
        ("pad0", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("atom", c_uint32),
    )


def _of_x11(number: int) -> bytes | None:
    """The root window's property (ICC Profiles in X Specification 0.3), by a connection of its own."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype, xcb.xcb_connect.argtypes = c_void_p, [c_char_p, POINTER(c_int)]
    xcb.xcb_disconnect.argtypes = [c_void_p]
    xcb.xcb_connection_has_error.argtypes = [c_void_p]
    screen = c_int(0)
    connection = xcb.xcb_connect(None, byref(screen))
    try:
        if xcb.xcb_connection_has_error(connection):
            return None
        root = _root_window(xcb, connection, screen.value)
        return None if root is None else _property(xcb, connection, root, number)
    finally:
        xcb.xcb_disconnect(connection)


def _root_window(xcb: ctypes.CDLL, connection: int, screen: int) -> int | None:
    xcb.xcb_get_setup.restype, xcb.xcb_get_setup.argtypes = c_void_p, [c_void_p]
    xcb.xcb_setup_roots_iterator.restype, xcb.xcb_setup_roots_iterator.argtypes = _Screens, [c_void_p]
    xcb.xcb_screen_next.argtypes = [POINTER(_Screens)]
    screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection))
    while screens.rem > 1 and screen > 0:
        xcb.xcb_screen_next(byref(screens))
        screen -= 1
    return int(screens.data[0]) if screens.rem > 0 and screens.data else None


def _property(xcb: ctypes.CDLL, connection: int, root: int, number: int) -> bytes | None:
    free = ctypes.CDLL(None).free
    free.argtypes = [c_void_p]
    xcb.xcb_intern_atom.restype = xcb.xcb_get_property.restype = _Cookie
    xcb.xcb_intern_atom.argtypes = [c_void_p, c_uint8, c_uint16, c_char_p]
    xcb.xcb_intern_atom_reply.restype = POINTER(_AtomReply)
    xcb.xcb_intern_atom_reply.argtypes = [c_void_p, _Cookie, c_void_p]
    xcb.xcb_get_property.argtypes = [c_void_p, c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32]
    xcb.xcb_get_property_reply.restype = c_void_p
    xcb.xcb_get_property_reply.argtypes = [c_void_p, _Cookie, c_void_p]
    xcb.xcb_get_property_value.restype, xcb.xcb_get_property_value.argtypes = c_void_p, [c_void_p]
    xcb.xcb_get_property_value_length.argtypes = [c_void_p]
    name = (_X11_PROPERTY if number == 0 else f"{_X11_PROPERTY}_{number}").encode()
    known = xcb.xcb_intern_atom_reply(connection, xcb.xcb_intern_atom(connection, 1, len(name), name), None)
    if not known:
        return None
    atom = int(known.contents.atom)
    free(known)
    if atom == 0:
        return None
    asked = xcb.xcb_get_property(connection, 0, root, atom, 0, 0, MOST_PROFILE // 4)
    reply = xcb.xcb_get_property_reply(connection, asked, None)
    if not reply:
        return None
    length = int(xcb.xcb_get_property_value_length(reply))
    found = ctypes.string_at(xcb.xcb_get_property_value(reply), length) if length > 0 else None
    free(reply)
    return found


def _of_windows(name: str) -> bytes | None:
    """The file that the colour management of Windows has for a screen."""
    gdi = ctypes.CDLL("gdi32")
    gdi.CreateDCW.restype = c_void_p
    gdi.CreateDCW.argtypes = [ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_wchar_p, c_void_p]
    gdi.GetICMProfileW.argtypes = [c_void_p, POINTER(c_uint32), ctypes.c_wchar_p]
    gdi.DeleteDC.argtypes = [c_void_p]
    context = gdi.CreateDCW("DISPLAY", name or None, None, None)
    if not context:
        return None
    try:
        path, size = ctypes.create_unicode_buffer(_LONGEST_PATH), c_uint32(_LONGEST_PATH)
        found = gdi.GetICMProfileW(context, byref(size), path)
    finally:
        gdi.DeleteDC(context)
    return read_profile(Path(path.value)) if found else None


def _of_mac() -> bytes | None:
    """The profile that ColorSync has for the main screen."""
    graphics = ctypes.CDLL(ctypes.util.find_library("CoreGraphics") or "")
    core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation") or "")
    graphics.CGMainDisplayID.restype = c_uint32
    graphics.CGDisplayCopyColorSpace.restype = c_void_p
    graphics.CGDisplayCopyColorSpace.argtypes = [c_uint32]
    graphics.CGColorSpaceCopyICCData.restype = c_void_p
    graphics.CGColorSpaceCopyICCData.argtypes = [c_void_p]
    core.CFDataGetBytePtr.restype, core.CFDataGetBytePtr.argtypes = c_void_p, [c_void_p]
    core.CFDataGetLength.restype, core.CFDataGetLength.argtypes = ctypes.c_long, [c_void_p]
    core.CFRelease.argtypes = [c_void_p]
    space = graphics.CGDisplayCopyColorSpace(graphics.CGMainDisplayID())
    if not space:
        return None
    data = graphics.CGColorSpaceCopyICCData(space)
    core.CFRelease(space)
    if not data:
        return None
    length = min(int(core.CFDataGetLength(data)), MOST_PROFILE)
    found = ctypes.string_at(core.CFDataGetBytePtr(data), length)
    core.CFRelease(data)
    return found


def read_profile(path: Path) -> bytes | None:
    """The ICC profile in a file; None if it is too large.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        found = file.read(MOST_PROFILE + 1)
    return found if len(found) <= MOST_PROFILE else None
