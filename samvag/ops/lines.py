"""Connections that see for themselves whether the server is still there."""

from select import POLLIN, poll
from typing import Any

from psycopg import Connection, Cursor


class Line(Connection):
    """The pool asks each connection that it hands out, with an empty statement, whether it lives.

    A server that stops, or ends a connection, says so or closes the line. That is seen without asking: only when
    something has come unasked is the statement sent. Every page takes two connections.
    """

    def execute(self, query: Any, *given: Any, **more: Any) -> Cursor:
        return self.cursor() if query == "" and self._silent() else super().execute(query, *given, **more)

    def _silent(self) -> bool:
        waiting = poll()
        waiting.register(self.fileno(), POLLIN)
        return not waiting.poll(0)
