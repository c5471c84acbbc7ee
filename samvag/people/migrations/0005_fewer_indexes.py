"""A card is found by its person, by its unit and its person, by name; nobody asks who wrote it."""

from django.db import migrations, models

from samvag.access.unindexing import Unindexed


class Migration(migrations.Migration):
    dependencies = [("people", "0004_register_many"), ("access", "0002_sets_kept")]
    operations = [
        migrations.AddIndex("card", models.Index(fields=["person", "owner_unit"], name="card_of_person")),
        Unindexed("card", "owner_unit", "person", "created_by"),
    ]
