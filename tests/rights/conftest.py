from collections.abc import Callable, Iterator

import pytest

from tests.rights import log as reading


@pytest.fixture
def log(db: None) -> Iterator[Callable[..., list[reading.Entry]]]:
    """`log()` is all that has been logged, `log(entry.id)` what has been since."""
    with reading.readable():
        yield reading.entries
