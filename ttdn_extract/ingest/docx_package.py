"""The zip around a .docx: find its parts, open them safely.

In: the bytes of "kế hoạch.docx". Out: parsed XML of the main document, the styles and the numbering; a bomb, a locked
or a foreign file is one clear `InputError`.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.limits import MAX_PART_BYTES, MAX_ZIP_ENTRIES, megabytes
from ttdn_extract.ingest.optional import load_package

_RESAVE = "open it in Word and save it again as .docx"
_FOREIGN = (
    ("xl/workbook.xml", "is a spreadsheet, not a document"),
    ("ppt/presentation.xml", "is a presentation, not a document"),
    ("content.xml", "is an OpenDocument file"),
    ("content.opf", "is an e-book"),
)


class Package:
    """The parts of one .docx."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the archive and find its document part."""
        self._name = name
        self._etree = load_package("lxml.etree", name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
            raise self._damaged("is a truncated or damaged .docx") from None
        self._names = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}
        if len(self._names) > MAX_ZIP_ENTRIES:
            raise self._damaged(f"holds more than {MAX_ZIP_ENTRIES} parts")
        self.main_path = self._find_main()

    def _damaged(self, problem: str) -> InputError:
        return InputError(self._name, problem, _RESAVE)

    def _find_main(self) -> str:
        """Follow the package's own relation to the document; fall back on the usual place."""
        for relation in self._relations("_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                path: str = relation.get("Target", "").lstrip("/")
                if path.lower() in self._names and not path.lower().startswith(("xl/", "ppt/")):
                    return path
        if "word/document.xml" in self._names:
            return "word/document.xml"
        for path, problem in _FOREIGN:
            if path in self._names:
                raise InputError(self._name, problem, "save it as .docx or .pdf")
        raise InputError(self._name, "is a zip archive without a document in it", "unpack it and give the files inside")

    def _relations(self, path: str) -> list[Any]:
        root = self._parse(path) if path in self._names else None
        return [] if root is None else list(root)

    def main(self) -> Any:
        """Parse the document part."""
        return self._parse(self.main_path)

    def related(self, kind: str) -> Any:
        """Parse the part that the document relates to as `kind` ("styles", "numbering"); None without one."""
        folder, file = posixpath.split(self.main_path)
        for relation in self._relations(posixpath.join(folder, "_rels", f"{file}.rels").lower()):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = relation.get("Target", "")
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                return self._parse(path) if path.lower() in self._names else None
        return None

    def _parse(self, path: str) -> Any:
        """Parse one part without entities, network or unbounded depth."""
        parser = self._etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            root = self._etree.fromstring(self._read(path), parser)
        except (self._etree.LxmlError, ValueError):
            raise self._damaged(f"has a part that is not valid XML ({path})") from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._damaged(f"has a part with a document type declaration ({path}), which no Word file has")
        return root

    def _read(self, path: str) -> bytes:
        """Inflate one part, whatever size the archive claims, up to the limit."""
        info = self._names[path.lower()]
        if info.flag_bits & 1:
            raise InputError(self._name, "is protected by a password", "remove the password and try again")
        try:
            with self._zip.open(info) as part:
                data = part.read(MAX_PART_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise self._damaged(f"is a truncated or damaged .docx ({path})") from None
        if len(data) > MAX_PART_BYTES:
            raise self._damaged(f"unpacks to more than {megabytes(MAX_PART_BYTES)} ({path})")
        return data
