"""Validation of the desktop files with the desktops' own tools."""

import shutil
import subprocess
from collections.abc import Callable

from .project import APP_ID, BUILT, MADE, version

_SHARE = BUILT / "debian" / "usr" / "share"


def check_with_tools(say: Callable[[str], None]) -> None:
    """Run each available tool and report its findings.

    Raises:
        ValueError: a tool finds an error.
    """
    entry = str(_SHARE / "applications" / "lowexp.desktop")
    metainfo = str(_SHARE / "metainfo" / f"{APP_ID}.metainfo.xml")
    packages = [str(path) for path in MADE.glob(f"lowexp_{version()}_*.deb")]
    commands = (
        ["desktop-file-validate", entry],
        ["appstreamcli", "validate", "--no-net", metainfo],
        ["lintian", "--fail-on", "error", "--allow-root", "--tag-display-limit", "5", *packages],
    )
    for command in commands:
        if shutil.which(command[0]) is None:
            say(f"{command[0]} is not here: not run.")
            continue
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
        for line in (ended.stdout + ended.stderr).splitlines():
            say(f"    {line}")
        say(f"{command[0]}: {'in order' if ended.returncode == 0 else 'errors'}")
        if ended.returncode != 0:
            raise ValueError(f"{command[0]} finds errors")
