"""Whether a login was refused: nobody is in, it says so in words, and nothing of the token comes back."""

from django.http import HttpResponse

from tests.login.eid import Browser, words

#: What some page says when it lets nobody in.
SAID = (
    "Du är inte inloggad", "Vänta en stund", "Sidan finns inte", "Sidan hade legat öppen", "Du kan inte göra det här",
    "Koden stämmer inte", "Försök igen", "Nyckeln", "stängd",
)  # fmt: skip


def faults_of(browser: Browser, answer: HttpResponse) -> list[str]:
    faults = []
    if browser.is_in:
        faults.append("somebody is in")
    if answer.status_code >= 500:
        faults.append(f"it broke: {answer.status_code}")
    if answer.status_code in (301, 302) and "/konto/" not in answer["Location"]:
        faults.append(f"sent on to {answer['Location']}")
    if answer.status_code not in (301, 302, 405) and not any(one in words(answer) for one in SAID):
        faults.append(f"{answer.status_code} without words: {words(answer)[:400]}")
    if inside := browser.get("/").status_code != 302:
        faults.append(f"the start page opened: {inside}")
    return faults
