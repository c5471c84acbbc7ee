"""What kinds of rows and their fields are called to whoever reads a register extract, and which codes they hold."""

from django.utils.translation import gettext_lazy as _

#: Row → what it is called there. A kind without words is called by its own name, and a test finds it.
KINDS = {
    "people.Card": _("Personuppgifter"),
    "cases.Case": _("Ärenden"),
    "cases.Contact": _("Kontakter"),
    "cases.Note": _("Anteckningar"),
    "cases.Step": _("Steg"),
    "cases.Meeting": _("Möten"),
    "cases.Participation": _("Insatser"),
    "cases.Snapshot": _("Uppgifter vid start och avslut"),
    "cases.Spell": _("Perioder: väntan, praktik, jobb och studier"),
    "cases.Attachment": _("Bilagor"),
    "cases.Coordination": _("Samordning"),
    "cases.Handover": _("Överlämningar"),
    "consents.Consent": _("Samtycken"),
    "consents.Block": _("Spärrar"),
    "consents.LawfulShare": _("Delat utan samtycke"),
    "consents.GuardianDecision": _("Vårdnadshavares insyn"),
    "consents.Disclosure": _("Utlämnat"),
    "consents.Expressly": _("Samtycket gäller också skyddade uppgifter"),
    "my_way.Asked": _("Frågor i Min väg"),
    "people.Named": _("Får öppna skyddade uppgifter"),
    "outbox.Message": _("Besked om att något finns i Min väg"),
    "rights.Extract": _("Registerutdrag"),
    "rights.Correction": _("Rättelser"),
    "rights.Restriction": _("Begränsningar"),
    "rights.Hold": _("Gallring som väntar"),
    "cases.Assignment": _("Vem som hade ärendet"),
    "cases.CoordinationCase": _("Verksamhet i samordningen"),
    "cases.TeamMember": _("Med i teamet"),
    "cases.FinsamReport": _("Rapport till Uppföljning Finsam"),
    "cases.Livelihood": _("Försörjning"),
    "cases.MeetingParticipant": _("Med på mötet"),
    "cases.Reminder": _("Påminnelse"),
    "consents.ConsentCategory": _("Slags uppgifter"),
    "consents.Party": _("Verksamhet i samtycket"),
    "gaps.Gap": _("Att bevaka"),
    "gaps.Closed": _("Har bevakats"),
    "gaps.Postponement": _("Uppskjuten bevakning"),
    "rights.Strike": _("Struket"),
}

FIELDS = {
    "kinds": _("Vilka uppgifter"), "said_how": _("Hur det sades"), "words": _("Personens ord"),
    "lifted_how": _("Hur det hävdes"), "toward": _("Mot verksamhet"), "basis": _("Grund i lagen"),
    "ended_at": _("Avslutat"), "guardian": _("Vårdnadshavare"), "other": _("Den andra vårdnadshavaren"),
    "other_says": _("Vad den andra säger"), "maturity": _("Hur mognad vägdes"), "harm": _("Hur skada vägdes"),
    "child_opinion": _("Vad den unga säger"), "witnessed_by": _("Vem som var med"),
    "to_outside": _("Till någon utanför"), "way": _("Hur"), "note": _("Anteckning"),
    "sides": _("Vilka som ser och delar"),
    "categories": _("Slags uppgifter"), "expires_on": _("Kan besvaras till"), "answered_at": _("Besvarad"),
    "about": _("Gäller"), "access_needs": _("Behov vid möten"), "address": _("Adress"), "after": _("Står nu"),
    "agreed": _("Samtycke"), "answer": _("Svar"), "answer_by": _("Svar senast"), "answered_by": _("Besvarad av"),
    "answered_on": _("Besvarad"), "asked_by_person": _("Personen bad om det"), "asked_on": _("Begärd"),
    "attended": _("Var med"), "before": _("Stod förut"), "born": _("Född"), "cancel_reason": _("Varför inställt"),
    "cancelled_at": _("Inställt"), "channel": _("Hur"), "close_reason": _("Varför avslutat"),
    "closed_on": _("Avslutat"), "copied_to_journal_at": _("Kopierad till journal"), "diploma": _("Examen"),
    "direction": _("Vem tog kontakt"), "district": _("Område"), "doer": _("Vem gör det"), "due_on": _("Senast"),
    "education": _("Utbildning"), "email": _("E-post"), "end_note": _("Hur det gick"),
    "end_reason": _("Varför det slutade"), "ended_on": _("Avslutat"), "ends_at": _("Slutar"),
    "exit_reason": _("Avslutsorsak"), "external": _("Extern kontakt"), "family_name": _("Efternamn"),
    "field": _("Uppgift"), "fired_on": _("Visades från"), "fires_on": _("Visas från"), "form": _("Form"),
    "given_by": _("Lämnat av"), "given_how": _("Hur det gavs"), "given_name": _("Förnamn"), "gives": _("Delar"),
    "ground": _("Grund"), "handled_at": _("Hanterat"),
    "handed_how": _("Hur det lämnades"), "handed_on": _("Lämnat"), "held": _("Blev av"),
    "home_municipality": _("Hemkommun"), "identified": _("Med namn"), "in_lm_programme": _("I program hos AF"),
    "interpreter": _("Tolk"), "interpreter_language": _("Tolkspråk"), "intervention": _("Insats"),
    "invited_on": _("Inbjuden"), "job_seeking": _("Söker arbete"), "kind": _("Slag"), "language": _("Språk"),
    "left_on": _("Lämnade"), "left_reason": _("Varför den lämnade"), "letters_home": _("Brev hem går bra"),
    "lifted_at": _("Upphävt"), "lifted_reason": _("Varför det upphävdes"), "line": _("Rad"),
    "made_at": _("Gjort"), "made_by": _("Gjort av"), "message": _("Meddelande"), "moment": _("När"),
    "name": _("Namn"), "next_on": _("Nästa kontakt"), "on": _("Dag"), "opened_on": _("Öppnat"),
    "organisation": _("Organisation"), "original_location": _("Var originalet finns"), "outcome": _("Utfall"),
    "percent": _("Andel i procent"), "period": _("Tid"), "person_came": _("Personen kom"),
    "person_name": _("Namn som skickades"), "person_number": _("Nummer som skickades"), "phone": _("Telefon"),
    "place": _("Plats"), "planned_end": _("Planerat slut"), "postponed_until": _("Uppskjutet till"),
    "promised_on": _("Utlovat"), "protection": _("Skydd"), "purpose": _("Ändamål"), "reached": _("Nåddes"),
    "reason": _("Skäl"), "receives": _("Ser"), "reference": _("Ärendenummer"), "referrer": _("Remittent"),
    "refused": _("Tackade nej"), "registered_pes": _("Inskriven hos AF"), "responsible": _("Ansvarig"),
    "retention": _("Gallringsklass"), "review_on": _("Stäms av"), "reviewed_at": _("Genomläst"),
    "reviewed_by": _("Genomläst av"), "role": _("Uppgift"), "rule": _("Regel"), "safe_channel": _("Tryggaste vägen"),
    "safe_detail": _("Att tänka på"), "safe_from": _("Nås från"),
    "safe_until": _("Nås till"), "saved_at": _("Sparat"), "sent_on": _("Skickad"), "sex": _("Kön"),
    "since": _("Sedan"), "size": _("Storlek i byte"), "source": _("Försörjning"), "staff": _("Medarbetare"),
    "start_year": _("Startår"), "starts_at": _("Börjar"), "state": _("Läge"), "statement": _("Personens egna ord"),
    "stripped_at": _("Namn borttaget"), "studies": _("Studerar"), "study_form": _("Studieform"),
    "study_percent": _("Studier i procent"), "support_duration": _("Tid med försörjningsstöd"), "team": _("Team"),
    "text": _("Text"), "text_version": _("Textversion"), "title": _("Vad"), "to_unit": _("Till"),
    "unit": _("Verksamhet"),
    "until": _("Till och med"), "watched_from": _("Bevakas från"), "what": _("Vad"),
    "with_person": _("Personen inbjuden"),
    "withdrawn_at": _("Återkallat"), "withdrawn_how": _("Hur det återkallades"), "work_percent": _("Arbete i procent"),
    "work_type": _("Anställningsform"), "works": _("Arbetar"), "category": _("Slags uppgifter"),
    "again_on": _("Prövas igen"),
}  # fmt: skip

#: Only orders the work or leads to another row that is here itself: says nothing to a reader.
WITHIN = frozenset({
    "id", "owner_unit", "person", "version", "changed_at", "changed_by", "created_at", "created_by",
    "imported", "case", "to_case", "consent",
    "coordination", "participation", "snapshot", "step", "meeting", "attachment", "extract", "from_contact", "subject",
    "batch", "nth", "postponed_times", "shows_on", "urgency", "second", "second_on", "part", "why", "undone_at",
    "sha256",
    "content_type", "row", "may_see", "by", "at", "agreed",
})  # fmt: skip
#: Kinds that are nothing to hand out: bytes, the reckoning's own days, what was struck, and what is lawfully withheld.
SILENT = frozenset({"rights.WithheldLooks", "cases.AttachmentContent", "gaps.Again", "rights.Strike"})

#: Field → the code list that its values are of; where it depends on the row's kind, that kind's name too.
CODES = {
    "cases.Handover.reason": "cannot_take",
    "consents.LawfulShare.basis": "legal_basis",
    "consents.Disclosure.basis": "legal_basis",
    "cases.Case.close_reason": "exit_reason",
    "cases.Participation.exit_reason": "exit_reason",
    "cases.Participation.referrer": "referrer_org_type",
    "cases.Participation.education": "education_level",
    "cases.Participation.support_duration": "public_support_duration",
    "cases.Livelihood.source": "livelihood_source",
    "cases.Snapshot.work_type": "work_type",
    "cases.Snapshot.study_form": "study_form",
    "cases.Attachment.retention": "retention",
    "cases.Participation.home_municipality": "municipality",
    "people.Card.home_municipality": "municipality",
    "cases.Spell.form": "work_type",
}


def kind_words(kind: str) -> str:
    return str(KINDS.get(kind, kind.partition(".")[2]))


def field_words(field: str) -> str:
    return str(FIELDS.get(field, field.replace("_", " ").capitalize()))
