"""How many cores this process may use: those of its affinity, and no more than its container's share."""

import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_CONTROL_GROUPS = Path("/sys/fs/cgroup")
_OWN_GROUPS = Path("/proc/self/cgroup")


def usable_cores() -> int:
    """The cores that this process may use, at least 1.

    A container's share of processor time is rounded down to whole cores: with more threads than that, all of
    them stand still for a part of each period.
    """
    return max(1, math.floor(min(cores_of_affinity(), container_share())))


def cores_of_affinity() -> int:
    """The cores that the system may run this process on, at least 1."""
    cores = _cores_of_python()
    return min(cores, _cores_of_windows() or cores) if sys.platform == "win32" else cores


def _cores_of_python() -> int:
    if sys.version_info >= (3, 13):
        # It knows the number too that a person gives by PYTHON_CPU_COUNT.
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def container_share(groups: Path = _CONTROL_GROUPS, own: Path = _OWN_GROUPS) -> float:
    """How many cores' time Linux's control groups leave to this process; infinite without a limit.

    Args:
        groups: the folder of all control groups.
        own: the file that says which ones this process is in.
    """
    try:
        lines = own.read_text("utf-8", "replace").splitlines()
    except OSError:
        return math.inf
    shares = [math.inf]
    for line in lines:
        _, controllers, group = (*line.split(":", 2), "", "")[:3]
        if not controllers:
            shares += [_share_in_version_2(folder) for folder in _with_parents(groups, group)]
        elif "cpu" in controllers.split(","):
            for place in ("cpu", controllers):
                shares += [_share_in_version_1(folder) for folder in _with_parents(groups / place, group)]
    return min(shares)


def _with_parents(root: Path, group: str) -> Iterator[Path]:
    """A group's folder and those above it, whose limits hold for it too.

    In a container the group may be named as the machine outside names it; then the root is the container's.
    """
    names = [name for name in group.split("/") if name not in ("", ".", "..")]
    for length in range(len(names), -1, -1):
        yield root.joinpath(*names[:length])


def _share_in_version_2(folder: Path) -> float:
    """Of `cpu.max`: "QUOTA PERIOD" in microseconds, or "max PERIOD"."""
    quota, period = (*_words(folder / "cpu.max"), "", "")[:2]
    return _share(quota, period)


def _share_in_version_1(folder: Path) -> float:
    quota, period = (_words(folder / f"cpu.cfs_{name}_us")[:1] for name in ("quota", "period"))
    return _share("".join(quota), "".join(period))


def _words(path: Path) -> list[str]:
    try:
        return path.read_text("ascii", "replace").split()
    except OSError:
        return []


def _share(quota: str, period: str) -> float:
    # Without a limit, the quota is "max" or -1.
    return int(quota) / int(period) if quota.isdecimal() and period.isdecimal() and int(period) else math.inf


def _cores_of_windows() -> int:
    """The cores of this process's affinity mask; 0 if it is on several groups of cores."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.GetProcessAffinityMask.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    own, whole = ctypes.c_size_t(), ctypes.c_size_t()
    got = kernel.GetProcessAffinityMask(kernel.GetCurrentProcess(), ctypes.byref(own), ctypes.byref(whole))
    return own.value.bit_count() if got else 0
