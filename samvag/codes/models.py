"""Versioned code lists. The files under `lists/` are their source; a changed authority list is a data change."""

from django.db import models


class System(models.Model):
    id = models.TextField(primary_key=True)
    version = models.TextField()
    name_sv = models.TextField()
    name_en = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    source = models.TextField()
    verified = models.BooleanField(default=False)


class Code(models.Model):
    id = models.BigAutoField(primary_key=True)
    system = models.ForeignKey(System, models.CASCADE)
    code = models.TextField()
    label_sv = models.TextField()
    label_en = models.TextField()
    sort = models.IntegerField(default=0)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    extra = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["system", "code"], name="codes_code_once")]


class Map(models.Model):
    """What a code of one system is in another; files to authorities go through these."""

    id = models.BigAutoField(primary_key=True)
    from_system = models.ForeignKey(System, models.CASCADE, related_name="+")
    from_code = models.TextField()
    to_system = models.ForeignKey(System, models.CASCADE, related_name="+")
    to_code = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_system", "from_code", "to_system"], name="codes_map_one_answer"
            )
        ]


class Workday(models.Model):
    """Each date with the running number of Swedish working days up to it, so that SQL can count and add them."""

    day = models.DateField(primary_key=True)
    number = models.IntegerField()
    answer_number = models.IntegerField(help_text="The same, standing still in weeks 27–31.")

    class Meta:
        indexes = [models.Index(fields=["number", "day"], name="codes_workday_by_number")]
