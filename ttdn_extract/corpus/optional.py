"""Load the packages of the corpus and the graph on first use.

In: a module name such as "networkx". Out: the module, or an `InputError` that says what to install.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ttdn_extract.errors import InputError

INSTALL = 'pip install "ttdn-extract[graph]"'


def load_package(module: str, purpose: str) -> Any:
    """Import an optional package; `Any`, because the packages ship no complete types."""
    try:
        return import_module(module)
    except ImportError:
        package = {"sklearn": "scikit-learn"}.get(root := module.partition(".")[0], root)
        raise InputError(purpose, f"this needs the package {package}", f"run: {INSTALL}") from None
