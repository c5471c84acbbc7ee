"""What the machine does not allow (folder, port, disk, database), in one sentence with a way on."""

import errno
import sys

from samvag.kernel.errors import Refused


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translation. Django's own loads the settings, which may be what is missing."""
    return sentence


REASONS = {
    errno.EACCES: gettext_noop("skrivrätt saknas"),
    errno.EPERM: gettext_noop("skrivrätt saknas"),
    errno.EROFS: gettext_noop("disken är skrivskyddad"),
    errno.ENOSPC: gettext_noop("disken är full"),
    errno.EDQUOT: gettext_noop("diskkvoten är slut"),
    errno.ENOTDIR: gettext_noop("en del av sökvägen är en fil"),
    errno.EEXIST: gettext_noop("där ligger en fil med samma namn"),
    errno.ENAMETOOLONG: gettext_noop("sökvägen är för lång"),
    errno.ENOENT: gettext_noop("den finns inte"),
}


def reason(error: BaseException) -> str:
    """The operating system's no, in a few words."""
    number = getattr(error, "errno", None)
    return REASONS.get(number or 0) or getattr(error, "strerror", None) or str(error)


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
