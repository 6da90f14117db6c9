"""Environment variables about threads, which native libraries read when they are loaded."""

import os
from collections.abc import MutableMapping

from lowexp_gui.cores import cores_of_affinity, usable_cores

# Waiting threads should sleep: a busy loop wastes time slices when other programs run.
_SLEEPING = {
    # For all OpenMP runtimes: torch uses GNU's on Linux, LLVM's on macOS, and Intel's on Windows.
    "OMP_WAIT_POLICY": "passive",
    # For LLVM's and Intel's: milliseconds until a waiting thread sleeps.
    "KMP_BLOCKTIME": "0",
    # For GNU's: rounds of a busy loop until a waiting thread sleeps. Without any, fine-tuning takes a sixth
    # longer on an idle machine, since its steps are short.
    "GOMP_SPINCOUNT": "2000",
}
# OpenBLAS in NumPy and SciPy always uses a busy loop; the matrices here are small, so one thread is enough.
_ALONE = {"OPENBLAS_NUM_THREADS": "1"}
# These libraries respect the affinity by themselves, but not a container's limit.
_POOLS = ("OMP_NUM_THREADS", "TIFFFILE_NUM_THREADS")


def set_thread_environment(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let waiting threads sleep, and limit thread pools to the usable cores.

    Must be called before torch is loaded. Variables that the user has set stay unchanged. Child processes
    inherit them.
    """
    wants_loops = environment.get("OMP_WAIT_POLICY", "").strip().casefold() == "active"
    settings = dict(_ALONE) if wants_loops else _SLEEPING | _ALONE
    cores = usable_cores()
    if cores < cores_of_affinity():
        settings |= dict.fromkeys(_POOLS, str(cores))
    for name, value in settings.items():
        environment.setdefault(name, value)
