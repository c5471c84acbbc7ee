"""`python -m bench [web | gaps | import | access] …`: all without a word; `--help` after one says what it takes."""

import sys
from collections.abc import Sequence

from bench import scratch

WHAT = ("web", "gaps", "import", "access")


def main(words: Sequence[str]) -> int:
    named, more = (
        (list(words[:1]), list(words[1:])) if words and words[0] in WHAT else (list(WHAT), list(words))
    )
    scratch.move_in()
    return max(_run(name, more) for name in named)


def _run(name: str, more: Sequence[str]) -> int:
    if name == "web":
        from bench.web import run

        return run.main(more)
    if name == "gaps":
        from bench import gaps

        return gaps.main(more)
    if name == "access":
        from bench import access

        return access.main(more)
    from bench.import_lists import run as lists

    return lists.main(more)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
