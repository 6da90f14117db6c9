"""How much results may take."""

from dataclasses import dataclass

from lowexp_gui.config.settings import DEFAULT_CACHE_LIMIT, DEFAULT_MEMORY_LIMIT

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class StorageLimits:
    """What a person chose about memory and disk.

    Attributes:
        memory: for photos and results, megabytes; the photo in view is held even if it takes more.
        disk: for results that memory has no room for, megabytes; 0 for none.
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
