"""The errors that reach a user: each is one line that names the file and the remedy."""

from __future__ import annotations


class TtdnError(Exception):
    """Base of every error that this package raises on purpose."""


class RuleError(TtdnError):
    """A shipped or user rule is wrong; raised when it is loaded, never while reading a text."""

    def __init__(self, file: str, row: str, problem: str) -> None:
        super().__init__(f"{file}: row {row!r}: {problem}")
        self.file, self.row, self.problem = file, row, problem


class InputError(TtdnError):
    """A source file cannot be read; `remedy` says what its owner can do about it."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}; {remedy}")
        self.name, self.problem, self.remedy = name, problem, remedy


class CopyNote(InputError):
    """A document that a folder holds twice: worth a line, but nothing is lost."""
