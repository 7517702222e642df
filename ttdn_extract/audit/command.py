"""The command `ttdn audit`: parses what the user typed; `run_audit` and `explain` do the work.

Exit codes: 0 all pass, 1 findings, 2 wrong use or unreadable input.
"""

from __future__ import annotations

import codecs
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ttdn_extract.errors import CopyNote, InputError, TtdnError
from ttdn_extract.progress import progress_bar
from ttdn_extract.saving import save_whole
from ttdn_extract.source import is_result, one_line

if TYPE_CHECKING:
    from ttdn_extract.audit.result import AuditResult

SUFFIXES = (".json", ".csv", ".txt")
# Copies are read once, and nothing is lost by that; any other problem hides a document from the audit.


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--policy",
    type=click.Path(path_type=Path),
    help="What plans must cite, as TOML; the default policy holds without it.",
)
@click.option("--out", type=click.Path(path_type=Path), help=f"Write the result into this file: {', '.join(SUFFIXES)}.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="The JSON of a former run: show only what is new since; --out FILE.json still holds all findings.",
)
@click.option(
    "--explain", "plan", metavar="PLAN", help="Print the whole chain for one plan, named by its id or number."
)
def audit(folder: Path, policy: Path | None, out: Path | None, baseline: Path | None, plan: str | None) -> None:
    """Check that plans cite what they must, and look for contradictions.

    DIR is a folder that `ttdn extract --out DIR` wrote. Without --out a table goes to standard output. Exit codes: 0 all
    pass, 1 findings, 2 wrong use or unreadable input.
    """
    try:
        if plan is not None:
            _explain(folder, plan, policy, out, baseline)
        else:
            _audit(folder, policy, out, baseline)
    except TtdnError as error:
        click.echo(f"ttdn: {error}", err=True)
        sys.exit(2)


def _explain(folder: Path, plan: str, policy: Path | None, out: Path | None, baseline: Path | None) -> None:
    from ttdn_extract.audit.explain import explain

    if out is not None or baseline is not None:
        raise InputError("--explain", "goes without --out and --baseline", "leave them out")
    with progress_bar() as seen:
        text = explain(folder, plan, policy, columns=_columns(), seen=seen)
    click.echo(text, nl=False)


def _audit(folder: Path, policy: Path | None, out: Path | None, baseline: Path | None) -> None:
    from ttdn_extract.audit.run import run_audit

    if out is not None:
        _check_target(folder, out)
    with progress_bar() as seen:
        result = run_audit(folder, policy, baseline=baseline, seen=seen)
    for problem in result.problems:
        click.echo(f"ttdn: {problem}", err=True)
    for name in result.idle:
        click.echo(f"ttdn: {one_line(name)}: this requirement concerns no document of the folder", err=True)
    if out is None:
        click.echo(result.table(_columns()), nl=False)
    else:
        _save(out, _rendered(result, out.suffix.lower()))
    _report(result, out)
    unread = any(not isinstance(problem, CopyNote) for problem in result.problems)
    sys.exit(2 if unread else 0 if result.passed else 1)


def _columns() -> int:
    return max(shutil.get_terminal_size((100, 24)).columns, 60)


def _check_target(folder: Path, out: Path) -> None:
    """Say before the work begins whether a file may be written."""
    if out.suffix.lower() not in SUFFIXES:
        raise InputError(one_line(out), "cannot be written", f"use one of {', '.join(SUFFIXES)}")
    if out.is_dir():
        raise InputError(one_line(out), "is a folder", "name a file with --out")
    if folder.resolve() in out.resolve().parents:
        problem = f"lies in {one_line(folder)}, where the next run would take it for a document"
        raise InputError(one_line(out), problem, "choose another place with --out")
    if is_result(out):
        raise InputError(one_line(out), "is a result of `ttdn extract`", "choose another place with --out")


def _rendered(result: AuditResult, suffix: str) -> str:
    return {".json": result.to_json, ".csv": result.to_csv, ".txt": result.table}[suffix]()


def _save(out: Path, text: str) -> None:
    # Bytes: a table of CSV ends its lines with "\r\n" on every system; a spreadsheet knows UTF-8 by its mark.
    mark = codecs.BOM_UTF8 if out.suffix.lower() == ".csv" else b""
    try:
        save_whole({out: [mark, text.encode("utf-8", "replace")]})
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise InputError(one_line(out), problem, "choose another place with --out") from error


def _report(result: AuditResult, out: Path | None) -> None:
    if result.since is not None:
        new, unchanged, gone = result.since
        click.echo(f"since the baseline: {new} new, {unchanged} unchanged, {gone} gone", err=True)
    if out is not None:
        counts = f"{len(result.documents)} documents, {len(result.verdicts)} verdicts, {len(result.findings)} findings"
        click.echo(f"{counts}, written to {one_line(out)}", err=True)
