"""The first page of Min väg."""

from django.http import HttpRequest, HttpResponse

from samvag.access.pages import for_the_person
from samvag.my_way.hers import questions
from samvag.my_way.views.showing import show


@for_the_person()
def start(request: HttpRequest) -> HttpResponse:
    return show(request, "start", {"questions": questions(request.person)})
