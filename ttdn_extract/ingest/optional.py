"""Load the readers' third-party packages on first use.

In: a module name such as "lxml.etree" and the file that needs it ("kế hoạch.docx"). Out: the module, or an
`InputError` that says what to install.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ttdn_extract.errors import InputError

INSTALL = 'pip install "ttdn-extract[documents]"'


def load_package(module: str, name: str) -> Any:
    """Import an optional package; `Any`, because the packages ship no complete types."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise InputError(name, f"reading this format needs the package {package}", f"run: {INSTALL}") from None
