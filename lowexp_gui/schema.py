"""Versions of what is kept in files from one version of the program to the next.

A file says its version in the field `schema`; files of the first version, 0, say none. An older file is
brought to the present version step by step; a newer one is nobody's to guess at.
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
        migrations: what makes fields of version 1 of those of version 0, and so on.
    """

    migrations: tuple[Callable[[Fields], Fields], ...]

    @property
    def version(self) -> int:
        """The present one."""
        return len(self.migrations)

    def stamped(self, fields: Fields) -> Fields:
        """Fields to be written, with the present version."""
        return {_FIELD: self.version} | fields

    def migrated(self, fields: Fields) -> Fields:
        """Fields that were read, as the present version has them, without the version itself.

        Raises:
            NewerSchema: they are of a version to come.
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
    """The version that fields are of."""
    version = fields.get(_FIELD)
    # Files of version 0 may have a field of this name, such as a preset's.
    return version if type(version) is int and version > 0 else 0


def unchanged(fields: Fields) -> Fields:
    """The migration to a version that only adds fields."""
    return fields
