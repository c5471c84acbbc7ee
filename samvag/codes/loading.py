"""Brings the files' code lists, and the working days, into the database. Quick when nothing has changed."""

from datetime import date, timedelta

from django.db import transaction

from samvag.codes import files
from samvag.codes.models import Code, Map, System, Workday
from samvag.kernel.workdays import answers_rest, is_workday

FIRST, LAST = date(2000, 1, 1), date(2060, 12, 31)


def load_codes() -> None:
    """A list whose version stands already is left alone; a new version replaces its rows, one transaction for all."""
    with transaction.atomic(using="owner"):
        for system in map(files.load_system, files.system_ids()):
            standing = (
                System.objects.using("owner").filter(id=system.id).values_list("version", flat=True).first()
            )
            if standing != system.version:
                _load(system)
        _load_maps()
        if not Workday.objects.using("owner").exists():
            Workday.objects.using("owner").bulk_create(_workdays(), batch_size=5000)


def _load(system: files.System) -> None:
    System.objects.using("owner").update_or_create(
        id=system.id,
        defaults={
            name: getattr(system, name)
            for name in ("version", "name_sv", "name_en", "valid_from", "valid_to", "source", "verified")
        },
    )
    Code.objects.using("owner").filter(system=system.id).delete()
    Code.objects.using("owner").bulk_create(
        Code(
            system_id=system.id, code=code.code, label_sv=code.label_sv, label_en=code.label_en, sort=code.sort,
            valid_from=code.valid_from, valid_to=code.valid_to, extra=dict(code.extra),
        )
        for code in system.codes
    )  # fmt: skip


def _load_maps() -> None:
    maps = [files.load_map(*ids) for ids in files.map_ids()]
    wanted = {(one.from_system, one.to_system, *pair) for one in maps for pair in one.codes.items()}
    rows = Map.objects.using("owner").values_list("from_system", "to_system", "from_code", "to_code")
    if set(rows) == wanted:
        return
    Map.objects.using("owner").all().delete()
    Map.objects.using("owner").bulk_create(
        Map(from_system_id=one, to_system_id=other, from_code=code, to_code=target)
        for one, other, code, target in sorted(wanted)
    )


def _workdays():
    number = answer_number = 0
    day = FIRST
    while day <= LAST:
        if is_workday(day):
            number += 1
            answer_number += not answers_rest(day)
        yield Workday(day=day, number=number, answer_number=answer_number)
        day += timedelta(days=1)
