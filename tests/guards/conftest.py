"""The installing role, for looking at the database as a whole."""

from tests.access.conftest import owner

__all__ = ["owner"]
