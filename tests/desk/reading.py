"""What a test reads of a page: its words, the names in its list, and what it asked of the database."""

import re
from html import unescape
from typing import Any
from uuid import UUID

from django.db import connection

from tests.guards.reading import statements

#: Session, context and log are counted apart: every page has them.
EVERY_PAGE = ("samvag.context", "access_enter", "audit_log_read", "django_session", "SAVEPOINT")


def words(response: Any) -> str:
    return unescape(response.content.decode())


def without_tokens(response: Any) -> str:
    """The words but for the forms' tokens, which are new in every answer."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", words(response)).strip()


def names_in(response: Any) -> list[str]:
    """The names in the list of people, in the page's order."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', words(response))


def own_statements(client: Any, path: str) -> int:
    """The statements that the page itself needed, once everything that is kept a process is kept."""
    assert client.get(path).status_code == 200
    with statements() as said:
        client.get(path)
    return len([one for one in said if not any(word in one for word in EVERY_PAGE)])


def logged_persons(client: Any, path: str, part: bool = False) -> set[UUID]:
    """Whom the read log says that the page showed."""
    found: set[UUID] = set()

    def listen(execute, sql, params, many, context):
        if "audit_log_read" in sql:
            found.update(params[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        assert client.get(path, headers={"HX-Request": "true"} if part else {}).status_code == 200
    return found
