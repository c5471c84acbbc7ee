"""Who may open which address, written out by hand from what each is for: never asked of the code that is tried.

A row says by which methods, for which roles, and of whose it is: about a person, of the unit, or for all staff.
"""

from dataclasses import dataclass

WORKER, MANAGER, RECIPIENT, ADMIN = "worker", "manager", "recipient", "admin"
ASSOCIATION, REVIEWER, OFFICER = "association", "reviewer", "officer"
PERSONS = frozenset({WORKER, MANAGER, RECIPIENT})
WHOLE = frozenset({MANAGER, RECIPIENT})
KEEPERS = frozenset({MANAGER, ADMIN})
FIGURES = frozenset({MANAGER, RECIPIENT, ASSOCIATION})
STAFF = PERSONS | {ADMIN, ASSOCIATION, REVIEWER, OFFICER}
#: Keep the unit's duties to the persons it has; and may see how they are kept.
DUTIES = frozenset({MANAGER, ADMIN})
OFFICERS = DUTIES | {OFFICER}
LETS_IN = frozenset({MANAGER, ADMIN, ASSOCIATION})
REVIEWERS = frozenset({REVIEWER})
ANYONE: frozenset[str] = frozenset({"anyone"})
THEMSELVES: frozenset[str] = frozenset({"person"})

READ, WRITE, BOTH = ("GET",), ("POST",), ("GET", "POST")
#: About whom or what. Of a person: to those with a part in her case, and to those who see the whole unit.
#: Of somebody new: whom nobody here has a part in yet. Of one: to whom in the unit it was asked alone, and of those who
#: let somebody in, the ones that there are.
OF_NOBODY, OF_A_PERSON, OF_SOMEBODY_NEW, OF_THE_UNIT, OF_ONE = "nobody", "person", "new", "unit", "one"


@dataclass(frozen=True)
class Row:
    roles: frozenset[str]
    methods: tuple[str, ...]
    about: str = OF_NOBODY


def rows(roles: frozenset[str], methods: tuple[str, ...], about: str, *names: str) -> dict[str, Row]:
    return {name: Row(roles, methods, about) for name in names}


TABLE: dict[str, Row] = {
    # What says nothing of anybody, and the ways in.
    **rows(ANYONE, READ, OF_NOBODY, "healthz", "readyz", "metrics", "agencies:no_place"),
    **rows(ANYONE, WRITE, OF_NOBODY, "choose_language", "my_way:logout"),
    **rows(ANYONE, BOTH, OF_NOBODY, "agencies:choose_unit", "my_way:login", "my_way:code"),
    **rows(ANYONE, WRITE, OF_ONE, "eid:begin"),
    **rows(ANYONE, READ, OF_ONE, "eid:back"),
    **rows(THEMSELVES, READ, OF_NOBODY, "my_way:start", "my_way:consents", "my_way:looked"),
    **rows(THEMSELVES, BOTH, OF_NOBODY, "my_way:contact", "my_way:contact_prove"),
    **rows(THEMSELVES, WRITE, OF_NOBODY, "my_way:contact_drop", "my_way:contact_prove_send"),
    **rows(THEMSELVES, BOTH, OF_ONE, "my_way:consent", "my_way:again", "my_way:question"),
    # The directory, for all who work anywhere; the unit's own keeping.
    **rows(STAFF, READ, OF_NOBODY, "desk:start", "agencies:directory", "agencies:unit", "agencies:staff"),
    **rows(STAFF, READ, OF_NOBODY, "consents:guide", "desk:who_sees"),
    **rows(STAFF, BOTH, OF_NOBODY, "agencies:absence"),
    **rows(STAFF, WRITE, OF_THE_UNIT, "agencies:end_absence"),
    **rows(KEEPERS, BOTH, OF_NOBODY, "agencies:edit_unit", "agencies:add_staff", "agencies:give_role"),
    **rows(KEEPERS, WRITE, OF_THE_UNIT, "agencies:end_role", "agencies:end_role_now"),
    **rows(KEEPERS, BOTH, OF_THE_UNIT, "agencies:end_staff"),
    **rows(LETS_IN, READ, OF_NOBODY, "eid:rules"),
    **rows(LETS_IN, BOTH, OF_NOBODY, "eid:add_rule"),
    **rows(LETS_IN, WRITE, OF_THE_UNIT, "eid:end_rule"),
    # What one has begun to write, one's own alone.
    **rows(STAFF, BOTH, OF_NOBODY, "drafts:draft"),
    # The rights of the persons that the unit has.
    **rows(OFFICERS, BOTH, OF_NOBODY, "rights:hub"),
    **rows(DUTIES, BOTH, OF_NOBODY, "rights:controller", "rights:disposal", "rights:schedule"),
    **rows(OFFICERS, READ, OF_THE_UNIT, "rights:certificate"),
    **rows(OFFICERS, BOTH, OF_THE_UNIT, "rights:restriction", "rights:restrict", "rights:hold", "rights:person"),
    **rows(OFFICERS, BOTH, OF_THE_UNIT, "rights:extract"),
    **rows(OFFICERS, WRITE, OF_THE_UNIT, "rights:extract_read", "rights:hand_out"),
    **rows(OFFICERS, READ, OF_THE_UNIT, "rights:paper", "rights:extract_pdf", "rights:extract_json"),
    **rows(FIGURES, READ, OF_NOBODY, "followup:outcomes", "followup:board"),
    # For those who meet persons.
    **rows(PERSONS, READ, OF_NOBODY, "cases:week", "cases:externals", "desk:undo"),
    **rows(PERSONS, READ, OF_A_PERSON, "my_way:asked", "rights:correct"),
    **rows(PERSONS, BOTH, OF_A_PERSON, "my_way:ask", "my_way:prove", "rights:correct_row"),
    **rows(PERSONS, WRITE, OF_A_PERSON, "my_way:ask_take_back", "my_way:prove_send", "cases:protection_expressly"),
    **rows(PERSONS, BOTH, OF_NOBODY, "people:search", "people:register", "cases:external_add"),
    **rows(PERSONS, WRITE, OF_NOBODY, "cases:register", "desk:postpone", "desk:filter_save", "desk:filter_show"),
    **rows(PERSONS, BOTH, OF_THE_UNIT, "cases:external"),
    # For those who see the whole unit, and for a worker who already has the person: others need not see that it came.
    **rows(PERSONS, BOTH, OF_SOMEBODY_NEW, "cases:invitation"),
    **rows(PERSONS, WRITE, OF_THE_UNIT, "cases:external_end"),
    **rows(PERSONS, WRITE, OF_THE_UNIT, "desk:restore", "desk:filter_remove"),
    # Who reviews the log meets no persons; whoever is asked about a look answers for herself.
    **rows(REVIEWERS, BOTH, OF_NOBODY, "rights:reviews"),
    **rows(REVIEWERS, READ, OF_THE_UNIT, "rights:review"),
    **rows(REVIEWERS, BOTH, OF_THE_UNIT, "rights:review_item"),
    **rows(REVIEWERS | {MANAGER, OFFICER}, READ, OF_NOBODY, "rights:review_report"),
    **rows(STAFF, READ, OF_NOBODY, "rights:asked"),
    **rows(STAFF, BOTH, OF_ONE, "rights:answer"),
    # For those who see the whole unit.
    **rows(WHOLE, READ, OF_NOBODY, "cases:inbox", "desk:caseload"),
    **rows(WHOLE, BOTH, OF_NOBODY, "cases:distribute", "intake:lists"),
    **rows(WHOLE, BOTH, OF_THE_UNIT, "cases:handover_answer", "cases:move"),
    **rows(WHOLE, READ, OF_THE_UNIT, "intake:list"),
    **rows(
        WHOLE, WRITE, OF_THE_UNIT,
        "cases:caseload_undo", "intake:columns", "intake:start", "intake:again", "intake:word", "intake:undo",
    ),
    **rows(WHOLE, BOTH, OF_A_PERSON, "consents:by_law", "consents:insight"),
    **rows(WHOLE, WRITE, OF_A_PERSON, "consents:end_by_law", "consents:end_insight"),
    # Protected persons: what it means, which they are, and who may open each.
    **rows(PERSONS, READ, OF_NOBODY, "cases:protection_meaning"),
    **rows(PERSONS, BOTH, OF_A_PERSON, "cases:protection"),
    **rows(WHOLE, READ, OF_NOBODY, "cases:protected"),
    **rows(frozenset({MANAGER}), BOTH, OF_THE_UNIT, "cases:protected_name"),
    **rows(frozenset({MANAGER}), WRITE, OF_THE_UNIT, "cases:protected_end"),
    **rows(frozenset({MANAGER}), BOTH, OF_THE_UNIT, "rights:withhold"),
    **rows(frozenset({MANAGER}), WRITE, OF_THE_UNIT, "rights:withhold_end"),
    # About one person.
    **rows(PERSONS, BOTH, OF_A_PERSON, "consents:block", "consents:lift", "consents:disclose"),
    **rows(PERSONS, READ, OF_A_PERSON, "consents:disclosures", "consents:paper"),
    **rows(
        PERSONS, READ, OF_A_PERSON,
        "desk:person", "desk:plan", "desk:plan_pdf", "consents:list", "cases:note_text", "cases:meeting_show",
        "cases:meeting_file", "cases:attachment_get",
    ),
    **rows(
        PERSONS, BOTH, OF_A_PERSON,
        "people:card", "consents:give", "consents:withdraw", "cases:open", "cases:contact", "cases:note",
        "cases:note_journal", "cases:step", "cases:step_edit", "cases:step_end", "cases:remind", "cases:meeting",
        "cases:meeting_edit", "cases:meeting_cancel", "cases:attachment", "cases:attachment_remove",
        "cases:participation", "cases:uppgifter", "cases:participation_end", "cases:participation_correct",
        "cases:participation_misregister", "cases:spell", "cases:spell_change", "cases:spell_end", "cases:assign",
        "cases:close", "cases:handover", "cases:coordination", "cases:coordination_consent",
        "cases:coordination_leave", "cases:coordination_close", "cases:coordination_show_out", "cases:team_appoint",
        "cases:team_part", "cases:team_end",
    ),
    **rows(
        PERSONS, WRITE, OF_A_PERSON,
        "cases:contact_undo", "cases:note_undo", "cases:step_reopen", "cases:meeting_restore",
        "cases:meeting_interpreter", "cases:meeting_held", "cases:unassign", "cases:reopen",
        "cases:handover_withdraw", "cases:coordination_agree",
    ),
}  # fmt: skip
