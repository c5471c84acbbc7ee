"""The data categories: every row about a person carries exactly one, and every consent names some of them."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Category(StrEnum):
    """A fixed list: consent texts, the database's policies and the access table all build on it."""

    CONTACT = "contact"
    LIVELIHOOD = "livelihood"
    EDUCATION = "education"
    WORK = "work"
    HEALTH = "health"
    DISABILITY = "disability"
    SOCIAL = "social"
    HOUSING = "housing"
    ECONOMY = "economy"
    PLANNING = "planning"
    ABSENCE = "absence"
    GRADES = "grades"
    ASSESSMENT = "assessment"


LABELS = {
    Category.CONTACT: _("Kontaktuppgifter och kontakter"),
    Category.LIVELIHOOD: _("Försörjning"),
    Category.EDUCATION: _("Utbildning"),
    Category.WORK: _("Arbete och praktik"),
    Category.HEALTH: _("Hälsa"),
    Category.DISABILITY: _("Funktionsnedsättning"),
    Category.SOCIAL: _("Social situation"),
    Category.HOUSING: _("Boende"),
    Category.ECONOMY: _("Ekonomi och skulder"),
    Category.PLANNING: _("Planering"),
    Category.ABSENCE: _("Frånvaro"),
    Category.GRADES: _("Betyg"),
    Category.ASSESSMENT: _("Bedömningar"),
}

CHOICES = [(category.value, LABELS[category]) for category in Category]
