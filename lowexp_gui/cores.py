"""The number of cores that this process may use, by its affinity and its container's limit."""

import math
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_CONTROL_GROUPS = Path("/sys/fs/cgroup")
_OWN_GROUPS = Path("/proc/self/cgroup")


def usable_cores() -> int:
    """The number of cores that this process may use, at least 1.

    A container's CPU limit is rounded down to whole cores. With more threads, the system would pause all of
    them for a part of each period.
    """
    return max(1, math.floor(min(cores_of_affinity(), container_share())))


def cores_of_affinity() -> int:
    """The number of cores in the process's affinity, at least 1."""
    cores = _cores_of_python()
    return min(cores, _cores_of_windows() or cores) if sys.platform == "win32" else cores


def _cores_of_python() -> int:
    if sys.version_info >= (3, 13):
        # This respects PYTHON_CPU_COUNT too.
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def container_share(groups: Path = _CONTROL_GROUPS, own: Path = _OWN_GROUPS) -> float:
    """The CPU limit of this process by Linux control groups, in cores; infinite without a limit.

    Args:
        groups: the folder of all control groups.
        own: the file that lists the groups of this process.
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
    """A group's folder and its parents, whose limits also apply.

    Inside a container, the group may have its name on the host; then the root is the container's group.
    """
    names = [name for name in group.split("/") if name not in ("", ".", "..")]
    for length in range(len(names), -1, -1):
        yield root.joinpath(*names[:length])


def _share_in_version_2(folder: Path) -> float:
    """The limit in `cpu.max`: "QUOTA PERIOD" in microseconds, or "max PERIOD"."""
    quota, period = (*_fields(folder / "cpu.max"), "", "")[:2]
    return _share(quota, period)


def _share_in_version_1(folder: Path) -> float:
    quota, period = (_fields(folder / f"cpu.cfs_{name}_us")[:1] for name in ("quota", "period"))
    return _share("".join(quota), "".join(period))


def _fields(path: Path) -> list[str]:
    try:
        return path.read_text("ascii", "replace").split()
    except OSError:
        return []


def _share(quota: str, period: str) -> float:
    # Without a limit, the quota is "max" or -1.
    return int(quota) / int(period) if quota.isdecimal() and period.isdecimal() and int(period) else math.inf


def _cores_of_windows() -> int:
    """The number of cores in this process's affinity mask; 0 if it runs on several processor groups."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.GetProcessAffinityMask.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    own, whole = ctypes.c_size_t(), ctypes.c_size_t()
    got = kernel.GetProcessAffinityMask(kernel.GetCurrentProcess(), ctypes.byref(own), ctypes.byref(whole))
    return own.value.bit_count() if got else 0
