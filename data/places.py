"""Build ttdn_extract/rules/places.txt, the gazetteer, from the mapping of provinces and communes that underthesea ships.

Run `python data/places.py` to write the file, `python data/places.py --check` to compare it with what is there.
The mapping is found beside the installed package and read as a file; underthesea itself is not imported.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ttdn_extract.bare import bare
from ttdn_extract.gazetteer import FILE, KINDS, key
from ttdn_extract.rulebook import load_table

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "ttdn_extract" / "rules" / FILE
NAME = TARGET.relative_to(ROOT).as_posix()

HEADER = """\
# Provinces, districts and communes of Viet Nam until 30 June 2025, and what became of each on 1 July 2025.
# Derived from address/data/mapping.json of underthesea (Apache License 2.0), which names {source} {version} as its source;
# changed: grouped, kinds shortened, names without spaces restored, districts spelt as in districts.csv, other names added.
# sha256 of that mapping: {digest}
# Made by data/places.py; do not edit. One tab a level; columns: place, successors (chief heir first), other names.
# {legend}
"""

# The mapping lacks the names of communes that differ from a neighbour by their marks alone. Their keys have the letters, not the
# spaces and capitals, which are given here.
RESTORED = (
    "Ba Tô; Ba Tơ; Bình Thanh; Bình Thạnh; Châu Bình; Châu Bính; Cẩm Giang; Cẩm Giàng; Hoa Lộc; Hòa Lộc; Hoằng Đông; Hoằng Đồng; "
    "Hoằng Phú; Hoằng Phụ; Hoằng Quý; Hoằng Quỳ; Hoằng Thanh; Hoằng Thành; Hương Vân; Hương Văn; Ia Bang; Ia Băng; Lộc Thành; "
    "Lộc Thạnh; Minh Quán; Minh Quân; Nậm Càn; Nậm Cắn; Nga Thanh; Nga Thành; Nghi Văn; Nghi Vạn; Phú Thành; Phú Thạnh; Sa Pa; "
    "Sa Pả; Sơn Hà; Sơn Hạ; Tam Dân; Tam Đàn; Tân Thành; Tân Thạnh; Thanh An; Thạnh An; Trà Don; Trà Dơn; Trực Hùng; Trực Hưng; "
    "Văn Lang; Văn Lăng; Vĩnh Hùng; Vĩnh Hưng; Đông Thành; Đông Thạnh; Đồng Thành"
)
# What else a place is called, and the mapping does not say. Until 31 December 2024 the city of Huế was the province Thừa Thiên Huế.
OTHER_NAMES = {"tp Huế": ["t Thừa Thiên Huế"], "tp Hồ Chí Minh": ["tp HCM", "tp TPHCM"]}

_CODES = {word: code for code, word in KINDS.items()}
_KIND = re.compile(rf"({'|'.join(_CODES)}) (.+)", re.IGNORECASE)
_BY_KEY = {
    kind + name.replace(" ", "").lower(): f"{_CODES[kind]} {name}"
    for kind in ("xã", "phường")
    for name in RESTORED.split("; ")
}


Heirs = dict[str, bool]  # each successor, and whether it is the mapping's default
Communes = dict[str, Heirs]


class MappingError(Exception):
    """The mapping is not there or not as expected; one line with the remedy."""


def mapping_path() -> Path:
    """Where the installed underthesea keeps its mapping; the package is not imported."""
    spec = find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise MappingError(f'{NAME}: cannot be built without underthesea; pip install -e ".[bench]"')
    path = Path(spec.origin).parent / "address" / "data" / "mapping.json"
    if not path.is_file():
        raise MappingError(f"{NAME}: this underthesea has no address/data/mapping.json; pip install underthesea==9.5.0")
    return path


def entry(name: str, key_of_it: str = "") -> str:
    """A name of the mapping as code and name: "Thị Xã Buôn Hồ" is "tx Buôn Hồ"."""
    if not name:
        if key_of_it not in _BY_KEY:
            raise MappingError(f"data/places.py: no name for the key {key_of_it!r}; add it to RESTORED")
        return _BY_KEY[key_of_it]
    found = _KIND.fullmatch(name)
    if found is None:
        raise MappingError(f"data/places.py: {name!r} begins with no known kind; add the kind to KINDS")
    words = [word if word == "trường" else word[0].upper() + word[1:] for word in found[2].split()]  # "Nông trường …"
    return f"{_CODES[found[1].lower()]} {' '.join(words)}"


def house_spelling(province: str, district: str) -> str:
    """A district as districts.csv spells it, where that differs by marks, spaces or y for i only."""
    code, _, name = district.partition(" ")
    home = {"Huế": "Thừa Thiên Huế"}.get(province, province)
    known = next((row["districts"].split("; ") for row in load_table("districts") if row["province"] == home), [])
    same = [other for other in known if key(bare(other)) == key(bare(name))]
    return f"{code} {same[0]}" if len(same) == 1 else district


def order(text: str) -> tuple[str, str]:
    """The order of names; of one name, that of kinds."""
    return text.partition(" ")[2], text


def tree(mapping: dict[str, Any]) -> dict[tuple[str, str], dict[str, Communes]]:
    """(Province, province of today) -> district -> commune -> successors; a district without communes has one named ""."""
    out: dict[tuple[str, str], dict[str, Communes]] = {}
    for row in mapping["ward_mapping"]:
        province, district = entry(row["old_province"]), entry(row["old_district"])
        communes = out.setdefault((province, entry(row["new_province"])), {}).setdefault(district, {})
        commune = entry(row["old_ward"], row["old_ward_key"]) if row["old_ward"] or row["old_ward_key"] else ""
        new = communes.setdefault(commune, {})
        new[entry(row["new_ward"], row["new_ward_key"])] = bool(row.get("is_default"))
    return out


def rows(mapping: dict[str, Any]) -> list[str]:
    """The lines below the header."""
    out = []
    places = tree(mapping)
    for province, now in sorted(places, key=lambda pair: order(pair[0])):
        out.append("\t".join([province, now, *(["; ".join(OTHER_NAMES[province])] if province in OTHER_NAMES else [])]))
        districts = places[province, now]
        spelt = {house_spelling(province.partition(" ")[2], name): name for name in districts}
        for district in sorted(spelt, key=order):
            communes = dict(districts[spelt[district]])
            whole = heirs(communes.pop("", {}))
            other = spelt[district] if key(spelt[district]) != key(district) else ""
            out.append("\t" + "\t".join([district, whole, other]).rstrip("\t"))
            out += [f"\t\t{commune}\t{heirs(communes[commune])}" for commune in sorted(communes, key=order)]
    return out


def heirs(new: Heirs) -> str:
    """The successors of a place, the default first."""
    return "; ".join(sorted(new, key=lambda name: (not new[name], order(name))))


def build(path: Path) -> bytes:
    """The bytes of the file for a mapping."""
    content = path.read_bytes()
    legend = ", ".join(f"{code} {word}" for code, word in KINDS.items())
    try:
        mapping = json.loads(content)
        source, version = mapping["metadata"]["source"], mapping["metadata"]["version"]
        lines = rows(mapping)
    except (ValueError, KeyError, TypeError) as error:
        raise MappingError(f"{path}: is not the mapping that is expected; pip install underthesea==9.5.0") from error
    digest = hashlib.sha256(content).hexdigest()
    header = HEADER.format(source=source, version=version, digest=digest, legend=legend)
    return (header + "\n".join(lines) + "\n").encode("utf-8")


def what_to_do(content: bytes) -> str:
    """The remedy where the file is not what the mapping gives."""
    mapping = next(line for line in content.splitlines() if line.startswith(b"# sha256"))
    if TARGET.is_file() and mapping not in TARGET.read_bytes():
        return (
            "was built from another mapping; pip install underthesea==9.5.0, or python data/places.py to build it anew"
        )
    return "is not what the mapping gives; python data/places.py"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file is not up to date")
    args = parser.parse_args(argv)
    try:
        path = mapping_path()
        content = build(path)
    except MappingError as error:
        print(error, file=sys.stderr)
        return 2
    if not args.check:
        TARGET.write_bytes(content)
        print(f"{NAME}: {len(content)} bytes")
        return 0
    if TARGET.is_file() and TARGET.read_bytes() == content:
        print(f"{NAME} is up to date")
        return 0
    print(f"{NAME}: {what_to_do(content)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
