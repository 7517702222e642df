"""Chains of short plans about invented places, and a function that audits them as `ttdn audit` would."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ttdn_extract import extract
from ttdn_extract.audit.result import AuditResult
from ttdn_extract.audit.run import run_audit

KL = "Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị về công tác thông tin đối ngoại"
NQ = "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ về Chương trình hành động"
TINH = "Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh Hòa Giang về công tác thông tin đối ngoại năm 2025"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def plan(
    body: str = "XÃ AN TÂN", day: str = "20/9/2025", symbol: str = "45/KH-UBND", subject: str = "Thông tin đối ngoại", *,
    basis: str = f"{TINH}", tasks: str = "", text: str = "", over: str = "", province: str = "tỉnh Hòa Giang",
) -> str:  # fmt: skip
    """Return the text of a plan: letterhead, basis, one section of text, one of tasks."""
    date, month, year = day.split("/")
    place = body.split(maxsplit=1)[1].title()
    above = f"{over}\n" if over else ""
    head = f"{above}ỦY BAN NHÂN DÂN\n{body}\n-------\nSố: {symbol}\n\n{MOTTO}\n\n{place}, ngày {date} tháng {month} năm {year}"
    where = body.lower().split()[0] + " " + place
    middle = f"\n{text}\n" if text else "\n- Tuyên truyền sâu rộng.\n"
    return (
        f"{head}\n\nKẾ HOẠCH\n{subject} {where} năm {year}\n\nThực hiện {basis}; UBND {where} ban hành Kế hoạch như sau:\n\n"
        f"I. MỤC ĐÍCH, YÊU CẦU\n{middle}\nII. TỔ CHỨC THỰC HIỆN\n1. Văn phòng: Theo dõi, đôn đốc.\n{tasks}\n"
        f"Nơi nhận:\n- UBND {province};\n- Lưu: VT.\n"
    )


def province(day: str = "10/01/2025", symbol: str = "12/KH-UBND", basis: str = f"{NQ}; {KL}", **more: str) -> str:
    """Return the plan of the province."""
    return plan("TỈNH HÒA GIANG", day, symbol, basis=basis, **more)


def district(day: str = "14/3/2025", symbol: str = "37/KH-UBND", basis: str = f"{TINH}", **more: str) -> str:
    """Return the plan of a district."""
    return plan("HUYỆN VÂN KHÊ", day, symbol, basis=basis, **more)


def write(folder: Path, texts: Mapping[str, str]) -> Path:
    """Write results of `ttdn extract`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.json").write_text(extract(text, doc_id=name).model_dump_json(), "utf-8")
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def audit(tmp_path: Path) -> Callable[..., AuditResult]:
    """Return a function that audits some texts."""

    def run(texts: Mapping[str, str], policy: str = "", **more: Path) -> AuditResult:
        path = tmp_path / "policy.toml"
        path.write_text(policy, "utf-8")
        shutil.rmtree(tmp_path / "json", ignore_errors=True)
        return run_audit(write(tmp_path / "json", texts), path, **more)

    return run


class Maker:
    """Makes the texts of tests; `chain` takes what differs from a chain without a defect."""

    plan, province, district, write = (
        staticmethod(plan),
        staticmethod(province),
        staticmethod(district),
        staticmethod(write),
    )

    def chain(self, **more: Mapping[str, str] | None) -> dict[str, str]:
        """Return a province, a district and a commune plan; None leaves one out."""
        makers = {"tinh": province, "huyen": district, "xa": plan}
        return {name: make(**(more.get(name) or {})) for name, make in makers.items() if more.get(name, {}) is not None}


@pytest.fixture
def make() -> Maker:
    """Return the maker."""
    return Maker()
