"""The command `ttdn`: parses and checks what the user typed; the work is done by the library.

Exit codes: 0 all read, 1 some file could not be read or written, 2 wrong use, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from ttdn_extract import __version__
from ttdn_extract.audit.command import audit
from ttdn_extract.errors import InputError, TtdnError
from ttdn_extract.graph.command import graph
from ttdn_extract.ingest import SUFFIXES, read_bytes, read_path
from ttdn_extract.pipeline import extract as read_plan
from ttdn_extract.plan import Plan
from ttdn_extract.report.command import report
from ttdn_extract.saving import save_whole
from ttdn_extract.source import Job, describe_source, find_inputs, is_folder, is_result, one_line


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ttdn")
def main() -> None:
    """Read Vietnamese administrative plans into normalised JSON."""
    for stream in (sys.stdout, sys.stderr):  # what a terminal or a locale cannot show must not end a run
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write one JSON (and the text its spans refer to) for each document into this folder.",
)
@click.option(
    "--indent", type=click.IntRange(0, 8), default=2, show_default=True, help="Indent of the JSON; 0 for one line."
)
@click.option("--strict", is_flag=True, help="Take no misprinted symbol for what it was meant to be.")
def extract(paths: tuple[str, ...], out: Path | None, indent: int, strict: bool) -> None:
    """Read documents: files, folders (walked), or "-" for standard input.

    A single file goes to standard output unless --out names a folder. Beside each NAME.json stands NAME.txt, the text
    that its spans refer to; DIR must not be a folder that documents are read from. A file that cannot be read is named on
    standard error, the others are read all the same.
    """
    jobs: list[Job] = []
    done = failed = 0
    try:
        jobs = _jobs(paths, out)
        for job in _progress(jobs):
            try:
                _extract(job, out, indent, strict)
                done += 1
            except InputError as error:
                failed += 1
                click.echo(f"ttdn: {error}", err=True)
    except KeyboardInterrupt:
        click.echo(f"\nttdn: stopped; {done} of {len(jobs)} documents read; the same command starts again", err=True)
        sys.exit(130)
    if out is not None:
        click.echo(f"{done} of {len(jobs)} documents read, results in {one_line(out)}", err=True)
    sys.exit(1 if failed else 0)


def _jobs(paths: tuple[str, ...], out: Path | None) -> list[Job]:
    """List what is to be read, once it is clear that the results have a place where they harm nothing."""
    if out is not None:
        _refuse_input_folder(paths, out)
    inputs = find_inputs(paths, out)
    if inputs.skipped:
        total = inputs.skipped.total()
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(inputs.skipped.items()))
        click.echo(f"ttdn: {total} file{'s'[: total > 1]} skipped: {kinds}; name a file to have it read", err=True)
    if not inputs.jobs:
        _refuse(f"no document in {', '.join(map(one_line, paths))}: looked for {', '.join(SUFFIXES)}")
    if out is None and len(inputs.jobs) > 1:
        _refuse("several documents need a folder to go to: add --out DIR")
    if out is not None:
        _make_folder(out)
    return inputs.jobs


def _refuse(problem: str) -> NoReturn:
    click.echo(f"ttdn: {problem}", err=True)
    sys.exit(2)


def _refuse_input_folder(paths: tuple[str, ...], out: Path) -> None:
    """Results stand in no folder that holds documents: NAME.txt could take the place of one, or be read by the next run."""
    for given in paths:
        path = Path(given)
        folders = (path.resolve(),) if is_folder(path) else (path.parent.resolve(), path.resolve().parent)
        if given != "-" and out.resolve() in folders:
            _refuse(f"{one_line(out)}: holds documents of this run ({one_line(given)}); give another folder with --out")


def _progress(jobs: list[Job]) -> Iterator[Job]:
    """Show a bar on a terminal, nothing in a log."""
    if len(jobs) == 1 or not sys.stderr.isatty():
        yield from jobs
        return
    with click.progressbar(
        jobs, file=sys.stderr, label="reading", item_show_func=lambda job: job.id[:40] if job else None
    ) as bar:
        yield from bar


def _extract(job: Job, out: Path | None, indent: int, strict: bool) -> None:
    if out is not None:
        _refuse_foreign(job, out)
    plan, text = _read(job, strict)
    if out is None:
        _print(_dump(plan, indent))
    else:
        _save(job, out, {".json": _dump(plan, indent) + "\n", ".txt": text})


def _read(job: Job, strict: bool) -> tuple[Plan, str]:
    try:
        source = read_path(job.path) if job.path else read_bytes(_standard_input(), job.name)
    except InputError as error:
        raise InputError(job.shown, error.problem, error.remedy) from error
    described = describe_source(source).model_copy(update={"name": job.name})
    return read_plan(source.text, doc_id=job.id, source=described, notes=source.notes, strict=strict), source.text


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (OSError, AttributeError):
        raise InputError("<stdin>", "cannot be read", "pipe a document into the command") from None


def _dump(plan: Plan, indent: int) -> str:
    return json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=indent or None)


def _print(text: str) -> None:
    """Print to standard output; where that cannot be done, say so instead of showing where the program was."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        # What a terminal or a locale cannot show is written as JSON writes it: it stays valid.
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        letters = r"[\ud800-\udfff]+" if utf8 else r"[^\x00-\x7f]+"
        click.echo(re.sub(letters, lambda found: json.dumps(found[0])[1:-1], text))
    except OSError as error:
        # What is still buffered would fail once more when Python ends.
        with contextlib.suppress(OSError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        reason = error.strerror or error
        click.echo(f"ttdn: standard output: cannot be written ({reason}); send it somewhere else", err=True)
        sys.exit(1)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _refuse(f"{one_line(out)}: cannot be made ({error.strerror}); choose another folder with --out")


def _target(out: Path, name: str) -> Path:
    """Return a path whose name is UTF-8 on the disk in every locale."""
    return out / os.fsdecode(name.encode())


def _refuse_foreign(job: Job, out: Path) -> None:
    """Keep what this program did not write: a user's own NAME.txt is worth more than a result."""
    if is_result(_target(out, f"{job.id}.json")):
        return
    for suffix in (".json", ".txt"):
        target = _target(out, job.id + suffix)
        if os.path.lexists(target):
            problem = f"{one_line(target)} is in the way and not from ttdn"
            raise InputError(job.shown, problem, "move it or choose another folder with --out")


def _save(job: Job, out: Path, texts: dict[str, str]) -> None:
    """Write the results of one document whole or not at all."""
    # Bytes: the spans count "\r\n" as the two characters that they are.
    errors = {".json": "backslashreplace", ".txt": "surrogatepass"}
    files = {_target(out, job.id + suffix): [text.encode("utf-8", errors[suffix])] for suffix, text in texts.items()}
    try:
        save_whole(files)
    except OSError as error:
        problem = f"{one_line(out / job.id)}.json cannot be written ({error.strerror})"
        raise InputError(job.shown, problem, "free some space or choose another folder with --out") from error


@main.command()
def schema() -> None:
    """Print the JSON Schema of the contract."""
    _print(json.dumps(Plan.model_json_schema(), ensure_ascii=False, indent=2))


main.add_command(graph)
main.add_command(audit)
main.add_command(report)


@main.command()
@click.argument("name")
@click.option("--province", help="Only places that lay in this province.")
@click.option("--on", metavar="DATE", help="Only places that were there on this day (or in this year).")
def places(name: str, province: str | None, on: str | None) -> None:
    """Look a province, district or commune up: where it lay, and what became of it on 1 July 2025."""
    from ttdn_extract import gazetteer

    try:
        found = gazetteer.find(name, province=province, on=on)
    except ValueError as error:
        _refuse(f"--on {on}: {error}")
    if not found:
        _refuse(f"{name}: no place of that name is known; leave out --province or --on, or write the name in full")
    for place in found:
        heirs = "; ".join(map(str, gazetteer.successors(place)))
        period = f"{place.since or ''}/{place.until or ''}"
        _print(f"{place}  {period}" + (f"  → {heirs}" if heirs else ""))


@main.group()
def rules() -> None:
    """Look at the rules that the program ships."""


@rules.command("check")
def rules_check() -> None:
    """Prove every row on its examples and counter-examples."""
    from ttdn_extract.rulebook import TABLES, check_rows, load_rows

    problems: list[TtdnError] = []
    rows = 0
    try:
        for table in TABLES:
            rows += len(load_rows(table))
            problems += list(check_rows(table))
    except TtdnError as error:
        problems.append(error)
    for problem in problems:
        click.echo(f"ttdn: {problem}", err=True)
    click.echo(f"{rows} rows, {len(problems)} problems")
    sys.exit(1 if problems else 0)


@rules.command("list")
@click.argument("table", required=False)
def rules_list(table: str | None) -> None:
    """List the rows: id, first example."""
    from ttdn_extract.rulebook import TABLES, load_rows

    if table is not None and table not in TABLES:
        raise click.UsageError(f"no table {table!r}: there are {', '.join(TABLES)}")
    names = [table] if table else TABLES
    _print("\n".join(f"{name:12} {row.id:24} {row.examples[0]}" for name in names for row in load_rows(name)))


if __name__ == "__main__":
    main()
