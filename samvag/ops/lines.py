"""Connections that see for themselves whether the server is still there, and that are told one thing at a time."""

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


class OneStatement(Cursor):
    """What is sent is one statement, whatever stands in its text.

    Without values psycopg would send a text of many. So injected SQL cannot end ours and begin its own: no EXPLAIN,
    which counts the rows that it passes over, no block, copy, cursor or setting of the session.
    """

    def _execute_send(self, query: Any, **more: Any) -> None:
        super()._execute_send(query, **{**more, "force_extended": True})
