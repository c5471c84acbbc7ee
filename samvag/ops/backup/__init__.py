"""Backups of the whole, sealed for a key that the operator keeps elsewhere; and the way back.

`envelope` and `keys` encrypt, `manifest` says what was there, `making`, `trying` and `restoring` are the three acts.
"""
