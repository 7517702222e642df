"""Files that are written whole or not at all: a run that is killed or finds the disk full leaves no half of one."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path


def save_whole(files: Mapping[Path, Iterable[bytes]]) -> int:
    """Write all files by way of hidden ones beside them, take their places at the end, and return how many bytes they have.

    Raises OSError; then none of the files has changed, unless the last step itself failed between two of them.
    """
    token = secrets.token_hex(4)
    hidden = {target: target.with_name(f".ttdn-{token}-{number}") for number, target in enumerate(files)}
    size = 0
    try:
        for target, pieces in files.items():
            with hidden[target].open("wb") as file:
                size += sum(map(file.write, pieces))
        for target, path in hidden.items():
            path.replace(target)
    finally:
        for path in hidden.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    return size
