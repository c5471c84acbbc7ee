"""The way of a person, put together from what each domain hands out. Plain functions over rows: no query here."""

from samvag.desk.way.compose import compose

__all__ = ["compose"]
