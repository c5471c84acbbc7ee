"""Takes away the index that Django gives each reference, where another index begins with it or nobody asks by it.

`AlterField` would do it too, but takes the foreign key away and makes it anew, which looks every row up again.
"""

from typing import Any

from django.db.migrations.operations.base import Operation


class Unindexed(Operation):
    reversible = False

    def __init__(self, model_name: str, *fields: str) -> None:
        self.model_name, self.fields = model_name, fields

    def deconstruct(self) -> tuple[str, list[str], dict[str, Any]]:
        return type(self).__name__, [self.model_name, *self.fields], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        for name in self.fields:
            field = state.models[app_label, self.model_name.lower()].fields[name].clone()
            field.db_index = False
            state.alter_field(app_label, self.model_name.lower(), name, field, preserve_default=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        kept = {index.name for index in model._meta.indexes}
        for name in self.fields:
            column = model._meta.get_field(name).column
            for index in schema_editor._constraint_names(
                model, [column], index=True, unique=False, exclude=kept
            ):
                schema_editor.execute(schema_editor._delete_index_sql(model, index))

    def describe(self) -> str:
        return f"Takes away the indexes of {', '.join(self.fields)} of {self.model_name}"
