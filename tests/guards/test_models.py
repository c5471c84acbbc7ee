"""Every personal field is classified beside its model, and the migrations tell the models' story in one line."""

import pytest
from django.apps import apps
from django.db import connections, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from samvag.access.checks import HIDDEN, PLAIN
from samvag.access.rows import PersonRow
from samvag.kernel.classified import Classified, classified

#: What every row has, and what only says when, by whom and from where it came: not about the person.
TECHNICAL = {field.name for field in PersonRow._meta.get_fields()} | {"imported", "pk"}
#: Fields that only order the work, named once with why they are not personal.
ABOUT_THE_WORK = {
    "cases.Attachment": {
        "content_type": "a kind of file",
        "retention": "a code",
        "sha256": "a hash",
        "size": "bytes",
    },
    "cases.Case": {
        "opened_on": "the unit's own date",
        "closed_on": "the unit's own date",
        "watched_from": "a rule",
    },
    "cases.Contact": {"next_on": "a plan of the unit"},
    "cases.Coordination": {"opened_on": "the units' own date", "closed_on": "the units' own date"},
    "drafts.Draft": {"place": "a form's address", "saved_at": "when it was typed"},
    "cases.Note": {"copied_to_journal_at": "says what the unit did"},
    "cases.Snapshot": {"moment": "entry or exit"},
    "consents.Consent": {"text_version": "which text was shown"},
    "gaps.Gap": dict.fromkeys(
        ("kind", "part", "postponed_times", "second_on", "shows_on", "subject", "urgency"), "of the rule"
    ),
    "rights.Restriction": {"may_see": "staff who still see the rows"},
    "gaps.Postponement": dict.fromkeys(("batch", "before", "made_at", "nth", "undone_at"), "of the act"),
}


def person_rows() -> list[type[models.Model]]:
    """Models whose rows are about a person, whether or not they say so by their base."""
    return [
        model for model in apps.get_models() if model.__module__.startswith("samvag.") and is_about(model)
    ]


def is_about(model: type[models.Model]) -> bool:
    return issubclass(model, PersonRow) or hasattr(model, "PERSONAL")


def unclassified(model: type[models.Model]) -> set[str]:
    """Fields that hold something about somebody and stand in no PERSONAL; a choice of the unit's own is named above."""
    said = set(getattr(model, "PERSONAL", {})) | set(ABOUT_THE_WORK.get(model._meta.label, {}))
    fields = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    return fields - TECHNICAL - said


def test_every_personal_field_is_classified():
    assert {
        model._meta.label: sorted(unclassified(model)) for model in person_rows() if unclassified(model)
    } == {}


def test_a_field_that_is_not_is_found():
    class Meta:
        app_label = "made_up"

    facts = {
        "__module__": __name__,
        "Meta": Meta,
        "shoe_size": models.IntegerField(),
        "line": models.TextField(),
    }
    model = type("MadeUp", (PersonRow,), {**facts, "PERSONAL": classified("Provas.", "line")})
    assert unclassified(model) == {"shoe_size"}


@pytest.mark.parametrize("model", person_rows(), ids=lambda model: model._meta.label)
def test_a_classification_is_of_a_field_and_says_what_for(model):
    fields = {field.name for field in model._meta.get_fields()}
    for name, said in getattr(model, "PERSONAL", {}).items():
        assert name in fields
        assert isinstance(said, Classified)
        assert said.purpose.endswith(".")


def test_every_model_of_ours_has_policies_or_is_named_plain(owner):
    """A new table with neither is refused at start-up too (`tests/access/test_startup_check.py`)."""
    forced = {
        row[0]
        for row in owner.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    }
    tables = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("samvag.")}
    assert tables - forced - PLAIN - HIDDEN == set()


def test_every_app_has_one_line_of_migrations():
    graph = MigrationLoader(None).graph
    ours = [app.label for app in apps.get_app_configs() if app.name.startswith("samvag.")]
    assert [app for app in ours if len(graph.leaf_nodes(app)) > 1] == []


def test_two_migrations_beside_each_other_are_found():
    graph = MigrationLoader(None).graph
    graph.add_node(("cases", "0002_beside"), None)
    graph.add_dependency("0002_beside", ("cases", "0002_beside"), ("cases", "0001_initial"))
    assert len(graph.leaf_nodes("cases")) == 2


def changes(after: ProjectState) -> list[str]:
    loader = MigrationLoader(None)
    found = MigrationAutodetector(loader.project_state(), after).changes(graph=loader.graph)
    return [app for app in found if any(config.label == app for config in ours())]


def ours():
    return [app for app in apps.get_app_configs() if app.name.startswith("samvag.")]


def test_no_model_has_changed_without_a_migration():
    assert changes(ProjectState.from_apps(apps)) == []


def test_a_model_that_has_is_found():
    state = ProjectState.from_apps(apps)
    state.models["cases", "note"].fields["mood"] = models.TextField()
    assert changes(state) == ["cases"]


def test_the_owner_alone_migrates():
    assert connections["owner"].settings_dict["USER"] != connections["default"].settings_dict["USER"]
