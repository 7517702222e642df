"""How far a long run is: a bar on a terminal, nothing in a log."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

Progress = Callable[[int, int], None]


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """Give what is told how much of how much is done; None where nobody looks on."""
    if not sys.stderr.isatty():
        yield None
        return
    nothing: Iterable[int] = ()
    with click.progressbar(nothing, length=1, file=sys.stderr, label="reading") as bar:

        def seen(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield seen
