"""Policies call what was tried, and it is no longer written into the statement: what is called is set up sooner."""

from importlib import import_module

from django.db import migrations

from samvag.access.rls import sql

tried = import_module("samvag.access.migrations.0011_tried")
found = import_module("samvag.access.migrations.0012_found_before")


class Migration(migrations.Migration):
    dependencies = [("access", "0012_found_before")]
    operations = [*tried.STAMPED, sql(found.FORGET), *found.ENTERED_AGAIN]
