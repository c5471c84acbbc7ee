"""Nothing grows past what one reads in one go."""

from tests.guards import sizes

THIRTY = "def told():\n" + "    step = 1\n" * 29


def test_everything_is_short_enough():
    assert not sizes.too_long()


def test_a_function_of_thirty_lines_passes_and_one_line_more_is_found():
    assert not sizes.long_functions("made_up.py", THIRTY)
    assert sizes.long_functions("made_up.py", THIRTY + "    step = 2\n") == [
        "made_up.py: told has 31 lines of 30"
    ]


def test_a_function_within_a_class_is_measured_too():
    method = "".join(f"    {line}\n" for line in (THIRTY + "    step = 2").splitlines())
    assert sizes.long_functions("made_up.py", f"class Step:\n{method}")


def test_a_file_one_line_too_long_is_found():
    assert not sizes.long_text("made_up.py", "\n" * 300, sizes.FILE)
    assert sizes.long_text("made_up.py", "\n" * 301, sizes.FILE)
