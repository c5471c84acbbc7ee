"""Done with care: names joined in, the last contact and the next step asked for with the list, foreign keys by number
and not as a `<select>` of everybody.
"""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin, SimpleListFilter, TabularInline
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from bench.admin.models import (
    Assignment,
    Card,
    Case,
    Contact,
    Intervention,
    Meeting,
    Note,
    OfCase,
    Participation,
    Spell,
    Staff,
    Step,
)


class Mine(SimpleListFilter):
    """Cases of whoever is logged in; the login is called as the person of staff."""

    title, parameter_name = "handläggare", "mine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "Mina")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() != "1":
            return queryset
        now = Assignment.objects.filter(
            staff=request.user.get_username(), period__contains=timezone.localdate()
        )
        return queryset.filter(closed_on=None, id__in=now.values("case"))


class ContactInline(TabularInline):
    model, extra = Contact, 0


class NoteInline(TabularInline):
    model, extra = Note, 0


class StepInline(TabularInline):
    model, extra, raw_id_fields = Step, 0, ("staff",)


class MeetingInline(TabularInline):
    model, extra = Meeting, 0


class ParticipationInline(TabularInline):
    model, extra, raw_id_fields = Participation, 0, ("intervention",)


class SpellInline(TabularInline):
    model, extra = Spell, 0


class AssignmentInline(TabularInline):
    model, extra, raw_id_fields = Assignment, 0, ("staff",)


@admin.register(Case)
class CaseAdmin(ModelAdmin):
    list_display = ("card", "reference", "next_step", "next_due", "last_contact", "main_contact")
    list_filter = (Mine,)
    list_select_related = ("card",)
    search_fields = ("card__given_name", "card__family_name", "reference")
    ordering = ("card__family_name", "card__given_name")
    raw_id_fields = ("card", "owner_unit")
    inlines = (
        AssignmentInline, ContactInline, NoteInline, StepInline, MeetingInline, ParticipationInline, SpellInline,
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        ahead = Step.objects.filter(case=OuterRef("id"), ended_on=None).order_by("due_on")
        met = Contact.objects.filter(case=OuterRef("id"), reached=True).order_by("-on")
        lead = Assignment.objects.filter(
            case=OuterRef("id"), role="MAIN", period__contains=timezone.localdate()
        )
        return (
            super()
            .get_queryset(request)
            .annotate(
                due=Subquery(ahead.values("due_on")[:1]),
                last=Subquery(met.values("on")[:1]),
                step_ahead=Subquery(ahead.values("what")[:1]),
                lead=Subquery(lead.values("staff__name")[:1]),
            )
        )

    def next_step(self, case: Any) -> str:
        return case.step_ahead

    @admin.display(ordering="due")
    def next_due(self, case: Any) -> str:
        return case.due

    @admin.display(ordering="last")
    def last_contact(self, case: Any) -> str:
        return case.last

    def main_contact(self, case: Any) -> str:
        return case.lead


@admin.register(Card)
class CardAdmin(ModelAdmin):
    list_display = ("family_name", "given_name", "born", "phone", "owner_unit")
    list_select_related = ("owner_unit",)
    search_fields = ("given_name", "family_name")
    ordering = ("family_name", "given_name")
    raw_id_fields = ("owner_unit",)


class OfCaseAdmin(ModelAdmin):
    raw_id_fields = ("case",)

    def save_model(self, request: HttpRequest, obj: OfCase, form: Any, change: bool) -> None:
        obj.owner_unit_id, obj.person_id = obj.case.owner_unit_id, obj.case.person_id
        super().save_model(request, obj, form, change)


@admin.register(Note)
class NoteAdmin(OfCaseAdmin):
    list_display = ("case", "text", "created_at")


@admin.register(Step)
class StepAdmin(OfCaseAdmin):
    list_display = ("case", "what", "due_on", "ended_on")
    raw_id_fields = ("case", "staff")


admin.site.register([Staff, Intervention])
