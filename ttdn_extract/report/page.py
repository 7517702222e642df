"""The page: template, style and scripts of this package, and data as JSON, put together into one file.

The policy of the page allows one style and one script, each by its hash, and nothing from anywhere; nothing of a document
becomes markup, since data stands in script elements that no browser runs, with every `<`, `>` and `&` escaped.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from ttdn_extract.report.pack import as_json

MARK = '<meta name="generator" content="ttdn report">'
SCRIPTS = (
    "base.js",
    "words.js",
    "data.js",
    "grid.js",
    "widgets.js",
    "overview.js",
    "documents.js",
    "tree.js",
    "marks.js",
    "details.js",
    "reader.js",
    "tasks.js",
    "findings.js",
    "graph_layout.js",
    "graph_draw.js",
    "graph_view.js",
    "main.js",
)
"""In the order in which they stand in the page; each may use what is above it."""
_SLOT = re.compile(r"\{\{(\w+)\}\}")


@cache
def asset(name: str) -> str:
    """Return a file of this package, with the same line ends everywhere."""
    return files("ttdn_extract.report").joinpath(name).read_text("utf-8").replace("\r\n", "\n")


def script() -> str:
    """Return all scripts as one function that leaves no names behind."""
    return '(() => {\n"use strict";\n' + "\n".join(map(asset, SCRIPTS)) + "\n})();\n"


def strings() -> Any:
    """Return the words of the interface: {"key": ["vi", "en"]}."""
    return json.loads(asset("strings.json"))


def policy(style: str, code: str) -> str:
    """Return the content security policy: one style and one script by hash, nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(code)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def render(index: dict[str, Any], blocks: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the page in pieces; `blocks` are taken one by one."""
    style, code = asset("style.css"), script()
    slots = {"policy": policy(style, code), "style": style, "script": code, "mark": MARK}
    before, _, after = asset("page.html").partition("{{data}}")
    yield _fill(before, slots)
    yield _data("index", index)
    for number, block in enumerate(blocks):
        yield _data(f"d{number}", block)
    yield _fill(after, slots)


def _data(name: str, value: dict[str, Any]) -> str:
    return f'<script type="application/json" id="{name}">{as_json(value)}</script>\n'


def _fill(template: str, slots: dict[str, str]) -> str:
    return _SLOT.sub(lambda found: slots[found[1]], template)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
