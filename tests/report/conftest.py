"""A small folder of results about invented places: a chain, a hostile document, and enough others to fill a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ttdn_extract.cli import main
from ttdn_extract.report.build import ReportSummary, write_report

EVIL = "<img src=x onerror=alert(1)>"
EVIL_TITLE = "</script><script>alert(2)</script>\u2028&lt;b&gt; {{data}} <!-- 😀"
OTHERS = 60


def text(head: str, number: str, place: str, title: str, basis: str, duty: str) -> str:
    """Return the text of a plan."""
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    return (
        f"{head}\n-------\nSố: {number}\n\n{motto}\n\n{place}\n\nKẾ HOẠCH\n{title}\n\nThực hiện {basis}, đơn vị ban hành Kế hoạch như sau:\n"
        f"I. MỤC ĐÍCH\n1. Nâng cao hiệu quả công tác.\n2. Bảo đảm tiến độ.\nII. TỔ CHỨC THỰC HIỆN\n{duty}\n"
    )


TINH = "Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh Hòa Giang"
NQ = "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ"
TEXTS = {
    "tinh": text(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA GIANG", "12/KH-UBND", "Hòa Giang, ngày 10 tháng 01 năm 2025", "Thông tin đối ngoại tỉnh Hòa Giang năm 2025",
        NQ, "1. Sở Nội vụ: Chủ trì, phối hợp với Sở Tài chính tham mưu bố trí kinh phí, hoàn thành trước ngày 30/6/2025.",
    ),
    "huyen": text(
        "ỦY BAN NHÂN DÂN\nHUYỆN VÂN KHÊ", "37/KH-UBND", "Vân Khê, ngày 14 tháng 3 năm 2025", "Thông tin đối ngoại huyện Vân Khê năm 2025",
        TINH, "1. Phòng Nội vụ: Chủ trì tổng hợp, báo cáo UBND huyện trước ngày 15/12/2025.",
    ),
    "xa": text(
        "ỦY BAN NHÂN DÂN\nXÃ AN TÂN", "     /KH-UBND", "An Tân, ngày    tháng 5 năm 2025", "Thông tin đối ngoại xã An Tân năm 2025",
        "Kế hoạch số 37/KH-UBND ngày 14/3/2025 của UBND huyện Vân Khê", "1. Công an xã: Phối hợp với Phòng Kinh tế giữ an ninh trật tự.",
    ),
    EVIL: text(
        "ỦY BAN NHÂN DÂN\nXÃ 😀 CỒN NGHÊ", "66/KH-UBND", "Cồn Nghê, ngày 02 tháng 4 năm 2025", EVIL_TITLE,
        f"{TINH} {EVIL}", f"1. Phòng Kinh tế: =HYPERLINK(1) {EVIL} Tham mưu bố trí kinh phí.\n2. =Phòng Văn hóa: Chủ trì tổng hợp.",
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder as `ttdn extract` writes it."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("results")
    for name, body in TEXTS.items():
        (source / f"{name}.txt").write_text(body, "utf-8")
    for k in range(OTHERS):
        body = TEXTS["huyen"].replace("37/KH-UBND", f"{100 + k}/KH-UBND").replace("Vân Khê", f"Núi {k}")
        (source / f"khac-{k:02}.txt").write_text(body, "utf-8")
    assert CliRunner().invoke(main, ["extract", str(source), "--out", str(out)]).exit_code == 0
    return out


@pytest.fixture(scope="session")
def audit(results: Path) -> dict[str, Any]:
    """Return what an audit could say of the folder, of documents that do not exist, too."""
    plan = json.loads((results / "huyen.json").read_text("utf-8"))
    cited = next(c for c in plan["citations"] if c["symbol"] == "12/KH-UBND")
    place = {"document": "huyen", **cited["span"], "text": cited["text"], "note": "căn cứ"}
    return {
        "policy": {}, "documents": [],
        "verdicts": [
            {"plan": "huyen", "requirement": "parent-plan", "verdict": "cited", "target": cited["instrument"], "message": "Có viện dẫn.", "evidence": [place]},
            {"plan": "xa", "requirement": "parent-plan", "verdict": "missing", "target": None, "message": f"Không viện dẫn {EVIL}.", "evidence": []},
        ],
        "findings": [
            {"id": "a", "code": "malformed-number", "severity": "warning", "document": "huyen", "message": f"Viết sai {EVIL}", "evidence": [place], "instrument": cited["instrument"]},
            {"id": "b", "code": "own-code", "severity": "error", "document": "nowhere", "message": "Không có", "evidence": [{"document": "nowhere", "start": 0, "end": 5, "text": "x", "note": "n"}], "instrument": None},
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def summary(results: Path, audit: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> ReportSummary:
    """Write the report once for all tests."""
    return write_report(results, tmp_path_factory.mktemp("report") / "report.html", audit)


@pytest.fixture(scope="session")
def page_text(summary: ReportSummary) -> str:
    """Return the whole page."""
    return summary.file.read_bytes().decode("utf-8")
