"""What the operating system said about a file, in words for the user."""

import errno

from django.utils.translation import gettext as _


def why(error: OSError, *, writing: bool = False) -> str:
    """The reason, to stand inside a sentence."""
    reasons = {
        errno.ENOENT: _("mappen finns inte") if writing else _("den finns inte"),
        errno.EACCES: _("du har inte rätt till den"),
        errno.EPERM: _("du har inte rätt till den"),
        errno.EROFS: _("platsen går bara att läsa"),
        errno.EISDIR: _("det är en mapp"),
        errno.ENOTDIR: _("mappen finns inte"),
        errno.ENOSPC: _("disken är full"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)
