"""Documents on paper: tagged PDF (PDF/UA-1) by typst, in the program's own typeface wherever it runs."""

import json
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "static" / "ui" / "vendor" / "inter-ttf"


def as_pdf(template: Path, facts: dict[str, Any], banner: str = "") -> bytes:
    """`template` is a typst file that reads `sys.inputs.facts`. Facts go in as JSON, never as markup. `banner` is what
    stands on top of every page on the screen, and so on paper.
    """
    import typst  # Takes memory, and few processes ever print.

    return typst.compile(
        template.read_bytes(),
        # The machine's own come after, for scripts that ours lacks.
        font_paths=typst.Fonts(font_paths=[FONTS]),
        sys_inputs={"facts": json.dumps({**facts, "banner": banner}, default=str, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
