"""What the machine does not allow (folder, port, disk, database), in one sentence with a way on."""

import sys

from samvag.kernel.errors import Refused


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translation. Django's own loads the settings, which may be what is missing."""
    return sentence


class Hindered(Refused):
    """Translated when shown and not when raised: the settings may not be loaded yet."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence % values if values else sentence)
        self.msgid, self.values = sentence, values

    def __str__(self) -> str:
        registry = sys.modules.get("django.apps")
        if registry is None or not registry.apps.ready:
            return self.sentence
        from django.utils.translation import gettext

        translated = gettext(self.msgid)
        return translated % self.values if self.values else translated
