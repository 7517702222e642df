"""The command `ttdn report`: parses and checks what the user typed; `build` does the work.

Exit codes: 0 written, 1 some file of the folder could not be used, 2 wrong use or nothing to read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttdn_extract.errors import CopyNote, InputError
from ttdn_extract.progress import progress_bar
from ttdn_extract.source import one_line

if TYPE_CHECKING:
    pass


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The page to write; its name ends in .html."
)
@click.option(
    "--audit",
    "audit_file",
    type=click.Path(path_type=Path),
    help="The JSON that `ttdn audit --out` wrote for this folder.",
)
@click.option("--no-match", is_flag=True, help="Do not compare the titles of documents without a number.")
def report(folder: Path, out: Path, audit_file: Path | None, no_match: bool) -> None:
    """Write one self-contained HTML page of a folder of results.

    The page opens from disk, without a network: overview, documents with highlights, assignments, citation graph, findings.
    """
    from ttdn_extract.report.build import write_report

    try:
        with progress_bar() as seen:
            audit, name = read_audit(audit_file), one_line(audit_file or "")
            summary = write_report(folder, out, audit, match=not no_match, seen=seen, audit_name=name)
    except InputError as error:
        click.echo(f"ttdn: {error}", err=True)
        sys.exit(2)
    for problem in summary.problems:
        click.echo(f"ttdn: {problem}", err=True)
    if summary.without_text:
        some = ", ".join(map(one_line, summary.without_text[:3])) + (", …" if len(summary.without_text) > 3 else "")
        click.echo(f"ttdn: {some}: the text is not beside the JSON; the page shows only what is quoted", err=True)
    facts = f"{summary.documents} documents, {summary.tasks} tasks, {summary.findings} findings"
    click.echo(f"{facts}, {summary.size / 1e6:.1f} MB in {one_line(out)}", err=True)
    sys.exit(1 if any(not isinstance(problem, CopyNote) for problem in summary.problems) else 0)


def read_audit(path: Path | None) -> dict[str, Any] | None:
    """Read the JSON of an audit."""
    if path is None:
        return None
    try:
        audit = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(
            one_line(path), f"cannot be read ({error.strerror})", "name what `ttdn audit` wrote"
        ) from error
    except (ValueError, RecursionError):
        raise InputError(one_line(path), "is no JSON", "run: ttdn audit DIR --out FILE.json") from None
    if not isinstance(audit, dict) or "findings" not in audit:
        raise InputError(one_line(path), "is no answer of an audit", "run: ttdn audit DIR --out FILE.json")
    return audit
