"""The page in a real browser: quiet, closed, searchable, usable by keys, on a phone and on paper."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ttdn_extract.report.build import ReportSummary, write_report

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the Python package playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the browser chromium of the system")
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Any, summary: ReportSummary) -> Iterator[Open]:
    """Return a function that opens the page at an address; no test may leave an error, a request or a dialog behind."""
    noise: list[str] = []
    contexts = []

    def open_page(address: str = "", file: Path = summary.file, **options: Any) -> Any:
        context = browser.new_context(**{"viewport": {"width": 1300, "height": 800}, "locale": "vi", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: noise.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("dialog", lambda dialog: (noise.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: noise.append(request.url) if request.url.split("#")[0] != file.as_uri() and not request.url.startswith("blob:") else None)  # fmt: skip
        context.route(re.compile("^(?!file:|blob:)"), lambda route: route.abort())
        page.goto(file.as_uri() + address)
        page.locator("#main h1").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert noise == []


def settled(page: Any) -> Any:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page


def rows(page: Any) -> Any:
    return page.locator(".grid-body .grid-row")


def counted(page: Any, text: str) -> None:
    sync_api.expect(page.locator(".count")).to_have_text(text)


def go(page: Any, view: str) -> Any:
    page.evaluate("(address) => { location.hash = address; }", f"#/{view}")
    return settled(page)


VIEWS = ("documents", "tasks", "graph", "findings", "document/tinh", "overview")


def test_views_open_quietly(show: Open) -> None:
    page = show()
    titles = [go(page, view).locator("#main h1").inner_text() for view in (*VIEWS, "document/none")]
    assert len(set(titles)) == len(titles)


def test_the_guard_sees_noise(browser: Any, summary: ReportSummary) -> None:
    page = browser.new_page()
    seen: list[str] = []
    page.on("console", lambda message: seen.append(message.text))
    page.goto(summary.file.as_uri())
    code = "() => { const i = document.createElement('img'); i.src = 'https://x.invalid/'; document.body.append(i); }"
    page.evaluate(code)
    page.wait_for_timeout(50)
    assert any("Content Security Policy" in text for text in seen)
    with pytest.raises(sync_api.Error, match="TrustedHTML"):
        page.evaluate("() => { document.body.innerHTML = '<p>x'; }")
    page.close()


def test_hostile_document_does_nothing(show: Open) -> None:
    page = show("#/documents")
    page.fill("input[type=search]", "alert(2)")
    counted(page, "Hiển thị 1 trong 64")
    assert "</script><script>alert(2)</script>" in rows(page).first.inner_text()
    rows(page).first.click()
    page.locator(".text .line").first.wait_for()
    assert "<img src=x onerror=alert(1)>" in page.locator(".text").inner_text()
    assert page.locator("img, #main script, iframe").count() == 0
    for address in (
        "#/document/<img src=x onerror=alert(3)>",
        "#/graph/%3Cscript%3E",
        "#/__proto__",
        "#/tasks?q=%E0%A4%A",
    ):
        go(page, address.removeprefix("#/"))
    assert page.locator("img, #main script").count() == 0


def test_search_and_filters(show: Open) -> None:
    page = show("#/documents")
    counted(page, "Hiển thị 64 trong 64")
    assert rows(page).count() < 40, "only what is in sight is in the page"
    page.fill("input[type=search]", "thong tin tinh hoa giang")
    counted(page, "Hiển thị 1 trong 64")
    page.fill("input[type=search]", "cong an xa")
    counted(page, "Hiển thị 0 trong 64")
    page.get_by_label("Tìm cả trong nội dung").check()
    counted(page, "Hiển thị 1 trong 64")
    page.fill("input[type=search]", "")
    page.get_by_label("Chỉ văn bản chưa có số").check()
    counted(page, "Hiển thị 1 trong 64")


def test_sorting_and_scrolling(show: Open) -> None:
    page = show("#/documents")
    page.get_by_role("button", name="Số hiệu").click()
    assert page.get_by_role("columnheader", name="Số hiệu").get_attribute("aria-sort") == "ascending"
    assert "12/KH-UBND" in rows(page).first.inner_text()
    page.get_by_role("button", name="Số hiệu").click()
    assert "159/KH-UBND" in rows(page).first.inner_text()
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    page.locator('[aria-rowindex="65"]').wait_for()
    assert page.locator('[aria-rowindex="2"]').count() == 0


def test_finding_leads_to_the_marked_place(show: Open, audit: dict[str, Any]) -> None:
    page = show("#/findings?show=findings")
    page.fill("input[type=search]", "viết sai <img")
    rows(page).filter(has_text="Số, ký hiệu viết sai").first.click()
    page.locator(".explain .jump").first.click()
    page.locator(".m-hit").first.wait_for()
    assert "".join(page.locator(".m-hit").all_inner_texts()) == audit["findings"][0]["evidence"][0]["text"]
    assert page.locator(".m-hit").first.evaluate("(e) => { const b = e.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; }")  # fmt: skip
    assert "12/KH-UBND" in page.locator(".side .detail").first.inner_text()


def test_hit_behind_letters_of_two_units(show: Open) -> None:
    page = show("#/documents")
    page.fill("input[type=search]", "alert(2)")
    counted(page, "Hiển thị 1 trong 64")
    rows(page).first.click()
    page.locator(".side .jump-row", has_text="12/KH-UBND").first.click()
    chosen = page.locator(".chosen").all_inner_texts()
    assert "".join(chosen).startswith("Kế hoạch số 12/KH-UBND ngày 10/01/2025")


def test_mark_opens_details_and_lists_lead_back(show: Open) -> None:
    page = show("#/document/tinh")
    page.locator(".m-citation", has_text="47/NQ-CP").first.click()
    assert "Chính phủ" in page.locator(".side .detail").first.inner_text()
    page.get_by_role("tab", name="Nhiệm vụ").click()
    page.locator(".jump-row", has_text="Sở Tài chính").first.click()
    assert "Sở Nội vụ" in page.locator(".side .detail").first.inner_text()
    page.get_by_label("Đóng").click()
    assert page.locator(".side .detail").count() == 0
    page.locator(".legend-marks input").first.uncheck()
    assert "hide-citation" in (page.locator(".text").get_attribute("class") or "")


def test_tasks_filters_and_csv(show: Open) -> None:
    page = show("#/tasks")
    page.get_by_label("Đơn vị", exact=True).fill("so noi vu")
    sync_api.expect(rows(page)).to_have_count(1)
    page.get_by_label("Hạn đến ngày").fill("2025-06-29")
    sync_api.expect(rows(page)).to_have_count(0)
    page.get_by_label("Hạn đến ngày").fill("2025-06-30")
    sync_api.expect(rows(page)).to_have_count(1)
    page.get_by_label("Hạn từ ngày").fill("2025-07-01")
    sync_api.expect(rows(page)).to_have_count(0)
    page.get_by_label("Hạn từ ngày").fill("")
    page.get_by_label("Hạn đến ngày").fill("")
    page.get_by_label("Đơn vị", exact=True).fill("")
    page.get_by_label("Văn bản", exact=True).fill("66/KH-UBND")
    page.locator('.grid-row:has-text("HYPERLINK")').first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải CSV").click()
    table = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert table[0][0] == "Văn bản"
    assert len(table) > 1
    assert not [cell for row in table for cell in row if re.match(r"[=+\-@\t\r]", cell)]


def test_cells_of_csv_are_harmless(show: Open, summary: ReportSummary) -> None:
    page = show()
    source = (Path(__file__).resolve().parents[2] / "ttdn_extract/report/base.js").read_text("utf-8")
    body = source[source.index("function csvCell") :].split("\n}\n")[0] + "\n}"
    cells = page.evaluate(
        f"() => {{ {body}; return ['=1', '+1', '-1', '@a', '\\ta', '\\ra', 'a,\"b', 'Kế hoạch', null].map(csvCell); }}"
    )
    assert cells == ["'=1", "'+1", "'-1", "'@a", "'\ta", '"\'\ra"', '"a,""b"', "Kế hoạch", ""]


def test_language_switch(show: Open) -> None:
    page = show("#/tasks")
    page.get_by_role("button", name="English").click()
    assert page.locator("h1").inner_text() == "Assignments"
    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    assert page.locator("h1").inner_text() == "Assignments"
    page.get_by_role("button", name="Tiếng Việt").click()
    assert page.locator("h1").inner_text() == "Phân công"


def test_keys_walk_through_tables(show: Open) -> None:
    page = show("#/documents")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    rows(page).first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "End"):
        page.keyboard.press(key)
    assert page.evaluate("() => document.activeElement.getAttribute('aria-rowindex')") == "65"
    assert page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.locator(".reader").wait_for()
    assert page.evaluate("() => document.activeElement.tagName") == "H1"


def test_keys_walk_through_trees_and_marks(show: Open) -> None:
    page = show("#/document/tinh")
    tree = page.locator("[role=treeitem]")
    tree.first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert tree.first.get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement.getAttribute('aria-level')") == "1"
    page.locator(".text [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator(".side .detail").count() >= 1


def test_graph_by_keys(show: Open) -> None:
    page = show("#/graph")
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".graph-panel .facts").wait_for()
    first = page.locator(".graph-panel h2").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator(".graph-panel h2").inner_text() != first
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Toàn bộ đồ thị").wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".graph-panel h2").inner_text() == "Chú giải"
    page.fill("input[type=search]", "12/KH")
    page.locator(".results button").first.click()
    assert page.locator(".graph-panel h2").inner_text() == "12/KH-UBND"
    page.locator(".graph-panel .jump").first.click()
    page.locator(".m-hit").first.wait_for()


def test_graph_by_mouse(show: Open) -> None:
    page = show("#/graph/vn%2Fchinh-phu%2F2024%2F47-nq-cp")
    assert page.locator(".graph-panel h2").inner_text() == "47/NQ-CP"
    box = page.locator("canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5)
    assert page.locator(".graph-panel h2").inner_text() == "Chú giải"
    ink = "(c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0)"
    assert page.locator("canvas").evaluate(ink)


def test_phone_needs_no_sideways_scrolling(show: Open) -> None:
    page = show(viewport={"width": 375, "height": 740}, is_mobile=True, has_touch=True)
    for view in VIEWS:
        go(page, view)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 375, view
        spilled = "(list) => list.filter((e) => e.scrollHeight > e.clientHeight + 1).length"
        assert rows(page).evaluate_all(spilled) == 0, view


def test_card_on_a_phone_leaves_the_mark_in_sight(show: Open) -> None:
    page = show("#/document/tinh", viewport={"width": 375, "height": 740}, is_mobile=True, has_touch=True, reduced_motion="reduce")  # fmt: skip
    page.locator(".m-citation", has_text="47/NQ-CP").first.click()
    page.locator(".side.open .detail").first.wait_for()
    top = page.locator(".side").bounding_box()["y"]
    mark = page.locator(".m-citation", has_text="47/NQ-CP").first.bounding_box()
    assert 0 < mark["y"] < mark["y"] + mark["height"] <= top


def test_print_shows_all_rows_and_no_tools(show: Open) -> None:
    page = show("#/documents")
    page.emulate_media(media="print")
    sync_api.expect(rows(page)).to_have_count(64)
    assert not page.locator("#bar").is_visible()
    assert not page.locator(".filters").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
    page.emulate_media(media="screen")
    settled(page)
    assert rows(page).count() < 40


def test_dark_screen_and_switch(show: Open) -> None:
    page = show(color_scheme="dark")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="Màu nền").click()
    assert page.locator("html").get_attribute("data-theme") == "light"


def test_back_returns_to_the_place(show: Open) -> None:
    page = show("#/documents")
    page.evaluate("() => scrollTo(0, 1500)")
    settled(page)
    place = page.evaluate("() => scrollY")
    rows(page).nth(12).click()
    page.locator(".reader").wait_for()
    page.go_back()
    page.locator(".grid-documents").wait_for()
    settled(page)
    assert abs(page.evaluate("() => scrollY") - place) < 5


def test_document_without_its_text(show: Open, results: Path, tmp_path: Path) -> None:
    shutil.copy(results / "tinh.json", tmp_path)
    summary = write_report(tmp_path, tmp_path / "r.html")
    page = show("#/document/tinh", file=summary.file)
    assert page.locator(".notice", has_text="Không có văn bản gốc").count() == 1
    page.locator(".quoted .m-citation", has_text="47/NQ-CP").first.click()
    assert "Chính phủ" in page.locator(".side .detail").first.inner_text()
