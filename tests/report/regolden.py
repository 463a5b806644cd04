"""Rewrite the golden files and the published schema: ``python -m tests.report.regolden``.

Look at the difference before committing: it is what students will see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from grader.model import Lang
from grader.report import FORMATS, renderer
from grader.report.index import render_index
from grader.report.json import json_schema
from tests.report.samples import SAMPLES, cohort

GOLDEN = Path(__file__).parent / "golden"
SCHEMA_FILE = Path(__file__).parent.parent.parent / "docs" / "report.schema.json"


def goldens() -> Iterator[tuple[str, str]]:
    """Name and content of every golden file."""
    for name, make in SAMPLES.items():
        yield f"{name}.json", renderer("json")(make(), Lang.EN)
        for lang in Lang:
            for form in sorted(FORMATS.keys() - {"json"}):
                yield f"{name}.{lang}.{'xml' if form == 'junit' else form}", renderer(form)(make(), lang)
    reports, links = cohort()
    for lang in Lang:
        yield f"index.{lang}.html", render_index(reports, lang, links=links)


def main() -> None:
    """Write every golden file, remove those that nothing makes any more, and write the schema."""
    GOLDEN.mkdir(exist_ok=True)
    made = dict(goldens())
    for stale in {path.name for path in GOLDEN.iterdir()} - made.keys():
        (GOLDEN / stale).unlink()
    for name, content in made.items():
        (GOLDEN / name).write_text(content, encoding="utf-8", newline="")
    SCHEMA_FILE.write_text(json.dumps(json_schema(), indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
