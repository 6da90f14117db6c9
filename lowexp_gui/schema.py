"""Versions of stored files and their migrations.

A file has its version in the field `schema`; files of version 0 lack it. An older file is migrated to the
current version step by step; a newer one is refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Fields = dict[str, Any]
_FIELD = "schema"


class NewerSchema(ValueError):
    """A file was written by a newer version of the program; the message is for the log."""


@dataclass(frozen=True)
class Schema:
    """The versions of one kind of file.

    Attributes:
        migrations: functions that convert fields of version 0 to version 1, and so on.
    """

    migrations: tuple[Callable[[Fields], Fields], ...]

    @property
    def version(self) -> int:
        """The current version."""
        return len(self.migrations)

    def stamped(self, fields: Fields) -> Fields:
        """Fields to be written, with the current version added."""
        return {_FIELD: self.version} | fields

    def migrated(self, fields: Fields) -> Fields:
        """Fields that were read, migrated to the current version, without the version itself.

        Raises:
            NewerSchema: they are of a newer version.
        """
        version = version_of(fields)
        if version > self.version:
            raise NewerSchema(f"it is of version {version}, and {self.version} is the latest known")
        if version > 0:
            fields = {name: value for name, value in fields.items() if name != _FIELD}
        for migrate in self.migrations[version:]:
            fields = migrate(fields)
        return fields


def version_of(fields: Fields) -> int:
    """The version of fields."""
    version = fields.get(_FIELD)
    # In files of version 0, a preset may have this name.
    return version if type(version) is int and version > 0 else 0


def unchanged(fields: Fields) -> Fields:
    """The migration to a version that only adds fields."""
    return fields
