"""What counts as work on a case that came with a list: then it stays when the list is taken back."""

TABLES = (
    "cases_contact", "cases_note", "cases_step", "cases_attachment", "cases_meeting", "cases_spell", "cases_handover",
    "cases_participation", "cases_assignment", "cases_coordinationcase",
)  # fmt: skip
CASES = "SELECT c.id FROM cases_case c WHERE c.imported = %(upload)s"
WORK = " UNION ALL ".join(
    f"SELECT w.case_id FROM {table} w WHERE w.case_id = ANY (ARRAY({CASES}))" for table in TABLES
)
# The list's own participations are taken back with it.
WORK_SINCE = WORK.replace(
    "FROM cases_participation w WHERE",
    "FROM cases_participation w WHERE w.imported IS DISTINCT FROM %(upload)s AND",
)
