"""The command `ttdn`: parses and checks what the user typed; the work is done by the library.

Exit codes: 0 all read, 1 some file could not be read, 2 wrong use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ttdn_extract import __version__
from ttdn_extract.errors import InputError, TtdnError
from ttdn_extract.pipeline import extract as read_plan
from ttdn_extract.plan import Plan
from ttdn_extract.source import describe_source, document_id


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ttdn")
def main() -> None:
    """Read Vietnamese administrative plans into normalised JSON."""


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
    that its spans refer to. A file that cannot be read is named on standard error, the others are read all the same.
    """
    jobs = list(_jobs(paths))
    if not jobs:
        raise click.UsageError(f"no document in {', '.join(paths)}: looked for {', '.join(_suffixes())}")
    if out is None and len(jobs) > 1:
        raise click.UsageError("several documents need a folder to go to: add --out DIR")
    if out is not None:
        _make_folder(out)
    failed = 0
    names: dict[str, str] = {}
    for path, doc_id in _progress(jobs):
        doc_id = _unique(doc_id, str(path), names)
        try:
            plan, text = _read(path, doc_id, strict)
        except InputError as error:
            failed += 1
            click.echo(f"ttdn: {error}", err=True)
            continue
        if out is None:
            click.echo(_dump(plan, indent))
        else:
            _write(out / f"{doc_id}.json", _dump(plan, indent) + "\n")
            _write(out / f"{doc_id}.txt", text)
    if out is not None:
        click.echo(f"{len(jobs) - failed} of {len(jobs)} documents read, results in {out}", err=True)
    sys.exit(1 if failed else 0)


def _suffixes() -> tuple[str, ...]:
    from ttdn_extract.ingest import SUFFIXES

    return SUFFIXES


def _jobs(paths: Iterable[str]) -> Iterator[tuple[Path | None, str]]:
    """List (file, document id); None stands for standard input."""
    for given in paths:
        path = Path(given)
        if given == "-":
            yield None, "stdin"
        elif path.is_dir():
            found = sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in _suffixes() and p.is_file() and not p.name.startswith((".", "~$"))
            )
            yield from ((file, document_id(file.relative_to(path))) for file in found)
        else:
            yield path, document_id(Path(path.name))


def _unique(doc_id: str, path: str, names: dict[str, str]) -> str:
    """Return an id that no other file of this run has: "a.txt" and "a.pdf" must not overwrite each other."""
    unique, number = doc_id, 2
    while names.setdefault(unique.casefold(), path) != path:
        unique = f"{doc_id}~{number}"
        number += 1
    return unique


def _progress(jobs: list[tuple[Path | None, str]]) -> Iterator[tuple[Path | None, str]]:
    """Show a bar on a terminal, nothing in a log."""
    if len(jobs) == 1 or not sys.stderr.isatty():
        yield from jobs
        return
    with click.progressbar(
        jobs, file=sys.stderr, label="reading", item_show_func=lambda job: job[1][:40] if job else None
    ) as bar:
        yield from bar


def _read(path: Path | None, doc_id: str, strict: bool) -> tuple[Plan, str]:
    from ttdn_extract.ingest import read_bytes, read_path

    source = read_bytes(sys.stdin.buffer.read(), "<stdin>") if path is None else read_path(path)
    return read_plan(
        source.text, doc_id=doc_id, source=describe_source(source), notes=source.notes, strict=strict
    ), source.text


def _dump(plan: Plan, indent: int) -> str:
    return json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=indent or None)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{out}: cannot be made ({error.strerror}); choose another folder with --out") from error


def _write(path: Path, text: str) -> None:
    try:
        # newline="": the spans count "\r\n" as the two characters that they are.
        with path.open("w", encoding="utf-8", newline="", errors="surrogatepass") as file:
            file.write(text)
    except OSError as error:
        raise click.ClickException(
            f"{path}: cannot be written ({error.strerror}); free some space or choose another folder with --out"
        ) from error


@main.command()
def schema() -> None:
    """Print the JSON Schema of the contract."""
    click.echo(json.dumps(Plan.model_json_schema(), ensure_ascii=False, indent=2))


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
    for name in [table] if table else TABLES:
        for row in load_rows(name):
            click.echo(f"{name:12} {row.id:24} {row.examples[0]}")


if __name__ == "__main__":
    main()
