"""Documents that the desk hands out."""

from pathlib import Path

from samvag.desk.queries.plan import Plan
from samvag.ui.paper import as_pdf

MIN_PLAN = Path(__file__).parent / "typst" / "min-plan.typ"


def plan_as_pdf(plan: Plan, banner: str = "") -> bytes:
    """One page of A4 unless there is very much to do."""
    return as_pdf(MIN_PLAN, plan.facts(), banner)
