"""One address, the whole page or a named part of the same template (htmx)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.template.context_processors import csrf
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString


def wants_part(request: HttpRequest) -> bool:
    """True when htmx asks for a part; going back in history asks for the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-Request-Type", "partial") == "partial"


def render_part(request: HttpRequest, template: str, part: str, context: dict[str, Any]) -> SafeString:
    """Renders the Jinja2 block `part` of `template` alone, with the same context as the whole page."""
    compiled = loader.get_template(template).template  # type: ignore[attr-defined]
    token = csrf(request)["csrf_token"]
    values = {"request": request, "csrf_token": token, "csrf_input": csrf_field(token), **context}
    block = compiled.blocks[part]
    return SafeString("".join(block(compiled.new_context(values))))


def csrf_field(token: Any) -> SafeString:
    from django.utils.html import format_html

    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or only its block `part` when htmx asks. The block must bring its own `id` to be swapped by.

    In a template: `{% block rows %}<div id="rows">…</div>{% endblock %}`, and a link inside with
    `hx-get="…" hx-target="#rows" hx-swap="outerHTML"`. Imports that the block needs stand inside the block.
    """
    if part and wants_part(request):
        response = HttpResponse(render_part(request, template, part, context), status=status)
    else:
        response = HttpResponse(loader.get_template(template).render(context, request), status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Request-Type"))
    return response
