"""Documents that the desk hands out, as tagged PDF. Facts go in as JSON, never as markup."""

import json
from pathlib import Path

from samvag.desk.queries.plan import Plan

MIN_PLAN = Path(__file__).parent / "typst" / "min-plan.typ"


def plan_as_pdf(plan: Plan) -> bytes:
    """PDF/UA-1, one page of A4 unless there is very much to do."""
    import typst  # Takes memory, and few processes ever print.

    facts = json.dumps(plan.facts(), default=str, ensure_ascii=False)
    return typst.compile(MIN_PLAN.read_bytes(), sys_inputs={"facts": facts}, pdf_standards=["ua-1"])
