"""Association → agency → unit (the secrecy unit and tenant) → team; staff with roles per unit, absence and cover."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.utils import timezone

from samvag.access.roles import CHOICES as ROLES
from samvag.access.rows import Versioned
from samvag.agencies.terms import ABSENCE_KINDS, AGENCY_KINDS, SECRECY_REGIMES


class Association(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.TextField(unique=True)
    made_up = models.BooleanField(default=False, help_text="Shows the banner: made-up persons and figures.")


class Agency(models.Model):
    """A party: municipality, Arbetsförmedlingen, Försäkringskassan, region, organisation or employer."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    association = models.ForeignKey(Association, models.PROTECT)
    kind = models.TextField(choices=AGENCY_KINDS)
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["association", "name"], name="agencies_agency_once")]


class Unit(Versioned):
    """A *verksamhet*: the secrecy unit that owns rows. Its directory entry is open to all staff."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    agency = models.ForeignKey(Agency, models.PROTECT)
    name = models.TextField()
    short = models.TextField(help_text="As said in daily talk: AME, soc, FK.")
    branch = models.TextField(
        help_text="Code of the list referrer_org_type, which also says the kind of unit."
    )
    municipality = models.TextField(
        blank=True, help_text="Code of the list municipality, where it serves one."
    )
    secrecy_regime = models.TextField(choices=SECRECY_REGIMES)
    does = models.TextField(blank=True)
    may = models.TextField(blank=True)
    may_not = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    contact = models.ForeignKey("Staff", models.SET_NULL, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey("Staff", models.SET_NULL, null=True, blank=True, related_name="+")
    answer_days = models.IntegerField(default=5, help_text="Working days promised for answering a hand-over.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="agencies_unit_once")]


class Team(Versioned):
    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey(Unit, models.CASCADE)
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="agencies_team_once")]


class Staff(Versioned):
    """A person of staff. `account` is the login's key in the accounts' tables, which another role owns."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.BigIntegerField(null=True, unique=True)
    name = models.TextField()
    title = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    active = models.BooleanField(default=True)


class Membership(Versioned):
    """One role in one unit for a time."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    staff = models.ForeignKey(Staff, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT)
    team = models.ForeignKey(Team, models.SET_NULL, null=True, blank=True)
    role = models.TextField(choices=ROLES)
    period = DateRangeField()
    by_rule = models.ForeignKey(
        "LoginRule", models.PROTECT, null=True, help_text="Given at a login by e-ID; ends with the rule."
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="agencies_membership_once_at_a_time",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [models.Index(fields=["unit", "role"], name="agencies_membership_by_role")]


class Absence(Versioned):
    """Somebody is away from a unit; `cover` sees and does what she would have, for as long as it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    staff = models.ForeignKey(Staff, models.CASCADE)
    unit = models.ForeignKey(Unit, models.CASCADE)
    kind = models.TextField(choices=ABSENCE_KINDS)
    period = DateRangeField()
    cover = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="covers")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="agencies_absence_once_at_a_time",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=~models.Q(staff=models.F("cover")), name="agencies_absence_not_covered_by_oneself"
            ),
        ]


class LoginRule(models.Model):
    """Whom a verified e-ID lets in: who a broker says has this value comes as one colleague, or with a role."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey(Unit, models.PROTECT)
    provider = models.TextField()
    claim = models.TextField()
    pattern = models.TextField(help_text="For a role, * stands for anything.")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    role = models.TextField(blank=True)
    made_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False) ^ ~models.Q(role=""),
                name="agencies_loginrule_staff_or_role",
            ),
            models.CheckConstraint(
                condition=models.Q(staff__isnull=True) | ~models.Q(pattern__contains="*"),
                name="agencies_loginrule_one_is_one",
            ),
            models.UniqueConstraint(
                fields=["provider", "claim", "pattern"],
                condition=models.Q(ended_at=None, staff__isnull=False),
                name="agencies_loginrule_staff_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "provider", "claim", "pattern", "role"],
                condition=models.Q(ended_at=None, staff=None),
                name="agencies_loginrule_role_once",
            ),
        ]


class ExternalContact(Versioned):
    """Somebody at an agency who never logs in, as this unit knows them: may stand as the doer of a step."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    unit = models.ForeignKey(Unit, models.CASCADE)
    agency_kind = models.TextField(choices=AGENCY_KINDS)
    organisation = models.TextField()
    name = models.TextField()
    title = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    email = models.TextField(blank=True)
    tags = ArrayField(models.TextField(), default=list, blank=True)
    ended_on = models.DateField(
        null=True, help_text="No longer to be asked; past steps still say who it was."
    )
