"""What ships with the page: words in two languages, colours that can be read, scripts that stay small and make no markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ttdn_extract.report.page import SCRIPTS, asset, strings

FOLDER = Path(__file__).resolve().parents[2] / "ttdn_extract" / "report"
GROUPS = ("level", "kind", "relation", "form", "role", "dateRole", "section", "source", "severity", "verdict", "code", "layer", "requirement")  # fmt: skip
BUILT = (
    "nav.",
    "tile.",
    "grid.",
    "theme.",
    "findings.",
    "mark.",
    "col.",
    "overview.",
    *(f"{group}." for group in GROUPS),
)
TEXT_AND_GROUND = [
    ("ink", "ground"), ("ink", "surface"), ("ink", "hover"), ("ink", "band"), ("ink", "raised"), ("muted", "ground"), ("muted", "surface"), ("muted", "hover"),
    ("accent", "surface"), ("accent", "ground"), ("accent-ink", "accent"), ("citation-ink", "citation"), ("unit-ink", "unit"), ("date-ink", "date"),
    ("task-ink", "task"), ("hit-ink", "hit"), ("warn-ink", "warn"), ("warn-ink", "surface"), ("bad-ink", "bad"), ("good-ink", "good"), ("neutral-ink", "neutral"),
    ("layer-tw", "surface"), ("layer-tinh", "surface"), ("layer-huyen", "surface"), ("layer-xa", "surface"), ("layer-unknown", "surface"),
]  # fmt: skip


def test_every_script_is_in_the_page() -> None:
    assert sorted(SCRIPTS) == sorted(path.name for path in FOLDER.glob("*.js"))


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_small_and_make_no_markup(name: str) -> None:
    body = asset(name)
    assert len(body.splitlines()) <= 300
    assert body.startswith("// ")
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|</script|<!--|setAttribute\(\"style|fetch\(|XMLHttpRequest|import\("
    assert not re.search(forbidden, body, re.IGNORECASE)


def test_words_are_complete_in_both_languages() -> None:
    words = strings()
    assert all(len(pair) == 2 and all(pair) for pair in words.values())
    for key, (vietnamese, english) in words.items():
        assert sorted(re.findall(r"\{\d\}", vietnamese)) == sorted(re.findall(r"\{\d\}", english)), key
    body = "".join(map(asset, SCRIPTS))
    used = set(re.findall(r"\bt\(\"([\w.-]+)\"[,)]", body))
    assert used - words.keys() == set()
    unused = [key for key in words if f'"{key}"' not in body and not key.startswith(BUILT)]
    assert unused == []


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [":root {", ':root[data-theme="dark"] {'])
def test_colours_can_be_read(theme: str) -> None:
    body = asset("style.css").split(theme, 1)[1].split("}", 1)[0]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", body))
    poor = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in TEXT_AND_GROUND}
    assert {pair: value for pair, value in poor.items() if value < 4.5} == {}
    assert contrast(colours["focus"], colours["surface"]) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert contrast("#777777", "#ffffff") < 4.5
