"""The limits of memory and disk for results."""

from dataclasses import dataclass

from lowexp_gui.config.settings import DEFAULT_CACHE_LIMIT, DEFAULT_MEMORY_LIMIT

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class StorageLimits:
    """The user's limits.

    Attributes:
        memory: for photos and results, megabytes; the current photo is kept even if it needs more.
        disk: for results that do not fit into memory, megabytes; 0 for none.
    """

    memory: int = DEFAULT_MEMORY_LIMIT
    disk: int = DEFAULT_CACHE_LIMIT

    @property
    def memory_bytes(self) -> int:
        """The same in bytes."""
        return self.memory * _MEGABYTE

    @property
    def disk_bytes(self) -> int:
        """The same in bytes."""
        return self.disk * _MEGABYTE
