"""What all tests share: where the real documents beside the project are, if they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def real_texts() -> dict[str, str]:
    """Return the real texts by name; skip where there are none."""
    paths = sorted(SHARED.glob("gold/*/text.txt")) + sorted(SHARED.glob("corpus/*/text.txt"))
    if not paths:
        pytest.skip("no real documents beside the project")
    return {path.parent.name: path.read_bytes().decode("utf-8") for path in paths}
