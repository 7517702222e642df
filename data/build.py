"""Build data/raw and data/gold from the marked texts.

Run `python data/build.py` to write the files, `python data/build.py --check` to compare them with what is there.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

DATA = Path(__file__).resolve().parent
sys.path.insert(0, str(DATA / "tools"))

import marked  # noqa: E402
import marked_audit  # noqa: E402
import variants  # noqa: E402


@dataclass(frozen=True)
class Recipe:
    """How one document is printed in data/raw: a file format, or a layout with noises in an encoding."""

    suffix: str
    layout: str = "clean"
    noises: tuple[str, ...] = ()
    encoding: str = "utf-8"


RECIPES = {
    "bo-01-quyet-dinh-2018": Recipe("html"),
    "hg-01-tinh-uy-2023": Recipe("md", "markdown"),
    "hg-02-tinh-2025": Recipe("docx"),
    "hg-03-huyen-2025": Recipe("txt", "double_spaced", ("broken_symbols",)),
    "hg-04-dang-uy-xa-2025": Recipe("txt", "pandoc_grid", ("nfd",)),
    "hg-05-xa-2025": Recipe("txt", "two_column", ("nbsp_zero_width",)),
    "hg-06-phuong-2026": Recipe("pdf"),
    "hg-07-cong-van-2025": Recipe("txt", "tabs", ("en_dash",)),
    "hg-08-thi-xa-2025": Recipe("docx"),
    "hg-09-xa-2025": Recipe("txt", "wrapped_80", ("tone_old", "nfd")),
    "hg-10-xa-2025": Recipe("html"),
    "hg-11-tinh-2026": Recipe("pdf"),
    "hg-12-xa-2026": Recipe("txt", "two_column", ("en_dash",)),
    "hg-13-xa-2026": Recipe("txt", "tabs", ("nbsp_zero_width",)),
    "hg-14-so-2026": Recipe("txt", "paged", ("broken_symbols",)),
    "hg-15-xa-2026": Recipe("txt", "pandoc_grid"),
    "hg-16-phuong-2026": Recipe("md", "markdown"),
    "hg-17-xa-2025": Recipe("txt", "double_spaced", ("tone_old",), "utf-16"),
    "hg-18-dang-uy-xa-2026": Recipe("txt", "wrapped_100", (), "cp1258"),
    "hg-19-xa-2025": Recipe("docx"),
    "hg-20-xa-2025": Recipe("txt", "wrapped_100", ("tone_new", "en_dash")),
    "mttq-01-xa-2026": Recipe("txt", "url_noise", ("tone_old",)),
    "tsh-01-chi-thi-2012": Recipe("txt", "wrapped_80", ("tone_new",), "tcvn3"),
    "tsh-02-tinh-2019": Recipe("txt", "paged", (), "utf-16"),
    "tsh-03-so-2019": Recipe("txt", "paged_top", (), "cp1258"),
    "tsh-04-xa-2016": Recipe("txt", "wrapped_60", (), "vni"),
    "tsh-05-tinh-2026": Recipe("txt", "wrapped_100"),
    "tsh-06-xa-2026": Recipe("txt", "clean"),
    "tsh-07-tinh-2025": Recipe("txt", "wrapped_80", (), "vni"),
    "tsh-08-huyen-2025": Recipe("txt", "two_column", (), "tcvn3"),
    "tsh-09-phuong-2025": Recipe("txt", "url_noise", ("nfd",)),
    "tsh-10-xa-2026": Recipe("txt", "paged_top", ("nbsp_zero_width",)),
    "tsh-11-xa-2026": Recipe("pdf"),
    "tsh-12-xa-2025": Recipe("txt", "wrapped_60", ("tone_old", "nbsp_zero_width")),
}


def outputs() -> dict[str, bytes]:
    """Every file to be built, by its path below data/. PDF files are left out where their generator is missing."""
    files: dict[str, bytes] = {}
    texts: list[tuple[marked.Document, str]] = []
    for doc in marked.load_all():
        recipe = RECIPES[doc.id]
        if recipe.suffix in variants.FILE_FORMATS:
            text = variants.render(doc, "clean")
            raw = b"" if missing(recipe) else variants.FILE_FORMATS[recipe.suffix](doc)
        else:
            text = variants.render(doc, recipe.layout, recipe.noises)
            raw = variants.ENCODINGS[recipe.encoding](text)
            if recipe.encoding == "cp1258":
                text = raw.decode("cp1258")  # its tones are characters of their own, and spans count them
        if raw:
            files[f"raw/{doc.id}.{recipe.suffix}"] = raw
        files[f"gold/{doc.id}/gold.json"] = as_json(variants.gold_for(doc, text))
        files[f"gold/{doc.id}/text.txt"] = text.encode("utf-8")
        texts.append((doc, text))
    files["gold/audit.json"] = as_json(marked_audit.audit_for(texts))
    return files


def as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def missing(recipe: Recipe) -> bool:
    """True where the recipe needs a package that is not installed."""
    return recipe.suffix == "pdf" and find_spec("fpdf") is None


def differences(files: dict[str, bytes], root: Path = DATA) -> list[str]:
    """What --check complains about: files that are absent, differ, or that no recipe makes."""
    out = []
    for name, content in sorted(files.items()):
        path = root / name
        if not path.exists():
            out.append(f"{name}: missing")
        elif path.read_bytes() != content:
            out.append(f"{name}: differs")
    expected = {f"raw/{key}.{recipe.suffix}" for key, recipe in RECIPES.items()} | set(files)
    there = [p for part in ("raw", "gold") for p in (root / part).rglob("*") if p.is_file() and p.name[0] != "."]
    names = sorted(p.relative_to(root).as_posix() for p in there)
    return out + [f"{name}: not made by any recipe" for name in names if name not in expected]


def write(files: dict[str, bytes], root: Path = DATA) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not up to date")
    args = parser.parse_args(argv)
    files = outputs()
    for key, recipe in RECIPES.items():
        if missing(recipe):
            print(f"note: {key}.pdf is left alone, fpdf2 is not installed", file=sys.stderr)
    if not args.check:
        write(files)
    wrong = differences(files)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(files)} files, {len(wrong)} out of date")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
