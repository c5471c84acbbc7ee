"""What the person lets whom see; what goes before it, beside it and after it."""

from samvag.consents.models.block import Block
from samvag.consents.models.consent import Consent, ConsentCategory, Party
from samvag.consents.models.disclosure import Disclosure
from samvag.consents.models.expressly import Expressly
from samvag.consents.models.guardian import GuardianDecision
from samvag.consents.models.lawful import LawfulShare

__all__ = [
    "Block",
    "Consent",
    "ConsentCategory",
    "Disclosure",
    "Expressly",
    "GuardianDecision",
    "LawfulShare",
    "Party",
]
