"""Every noise style and file format in one place: what the metamorphic tests import.

`TEXT_STYLES[name](doc)` is a text, `FILE_FORMATS[name](doc)` are bytes; `gold_for(doc, text)` is the gold for a text.
All functions are pure and give the same result on every run.
"""

from __future__ import annotations

from collections.abc import Callable

import variant_layouts as layouts
import variant_noise as noise
from marked_model import Document
from variant_align import flatten, gold_for
from variant_bytes import ENCODINGS
from variant_docx import docx
from variant_html import html
from variant_pdf import pdf

__all__ = ["ENCODINGS", "FILE_FORMATS", "LAYOUTS", "NOISES", "TEXT_STYLES", "flatten", "gold_for", "render"]

TextStyle = Callable[[Document], str]

LAYOUTS: dict[str, TextStyle] = {
    "clean": layouts.clean,
    "wrapped_60": layouts.wrapped(60),
    "wrapped_80": layouts.wrapped(80),
    "wrapped_100": layouts.wrapped(100),
    "double_spaced": layouts.double_spaced,
    "paged": layouts.paged,
    "paged_top": layouts.paged_top,
    "two_column": layouts.two_column,
    "markdown": layouts.markdown,
    "pandoc_grid": layouts.pandoc_grid,
    "tabs": layouts.tabs,
    "url_noise": layouts.url_noise,
}
NOISES: dict[str, Callable[[str], str]] = {
    "nfd": noise.nfd,
    "nbsp_zero_width": noise.nbsp_zero_width,
    "tone_old": noise.tone_old,
    "tone_new": noise.tone_new,
    "en_dash": noise.en_dash,
    "broken_symbols": noise.broken_symbols,
}


def _noisy(change: Callable[[str], str]) -> TextStyle:
    """Character noise on its own is shown on a wrapped text."""
    base = LAYOUTS["wrapped_80"]
    return lambda doc: change(base(doc))


TEXT_STYLES: dict[str, TextStyle] = LAYOUTS | {name: _noisy(change) for name, change in NOISES.items()}
FILE_FORMATS: dict[str, Callable[[Document], bytes]] = {"docx": docx, "html": html, "pdf": pdf}


def render(doc: Document, layout: str, noises: tuple[str, ...] = ()) -> str:
    """A layout with any number of noises upon it, applied in the given order."""
    text = LAYOUTS[layout](doc)
    for name in noises:
        text = NOISES[name](text)
    return text
