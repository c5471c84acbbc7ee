"""How templates are compiled and translated: what every expression of every page pays is as little as it can be.

Jinja2 makes a `Markup` of each value that it writes, and of each word that it translates. A page writes a thousand
values, so making objects that are joined at once was a fourth of drawing it.
"""

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext
from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]

#: More than the words of all templates.
WORDS = 8192


def written(value: Any) -> str:
    """What stands in the page for a value. Escaped as `markupsafe.escape` does, but text and not an object of it."""
    if type(value) is str:
        return _escape_inner(value)
    return value if type(value) is Markup else escape(value)


def translated(text: str, **values: Any) -> Markup:
    """`_("…")` of the templates: a format text, also without values (so a per cent sign is written twice)."""
    return Markup(gettext(text)) % values if values else _whole(get_language(), text)  # noqa: S704 – our own words


@lru_cache(maxsize=WORDS)
def _whole(language: str | None, text: str) -> Markup:
    """`language` is the active one: it only keeps the languages apart."""
    return Markup(gettext(text)) % {}  # noqa: S704 – our own words


class Plainly(CodeGenerator):
    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class Called(Context):
    def call(self, called: Any, *given: Any, **named: Any) -> Any:
        """A macro, and our own words, want nothing of the context: Jinja2 looks for that twice at each call."""
        if type(called) is Macro or called is translated:
            named.pop("_block_vars", None)
            named.pop("_loop_vars", None)
            return called(*given, **named)
        return super().call(called, *given, **named)


class Templates(Environment):
    code_generator_class = Plainly
    context_class = Called
    written = staticmethod(written)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One dict and not a chain of two, which every import in a template walks through key by key."""
        return {**self.globals, **(d or {})}
