"""What holds for any text at all: a valid plan, spans that nest and lead back, the same output each time."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ttdn_extract import Plan, extract
from ttdn_extract.clean import clean_text, fold
from ttdn_extract.flow import Flow, flow_text
from ttdn_extract.layout import find_layout
from ttdn_extract.lines import line_spacing, measure, read_lines

PIECES = [
    "KẾ HOẠCH", "I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", "1.1. Nội dung:", "a) Thu thập", "đ) Tài liệu", "(1) Đẩy mạnh", "- Tăng cường", "+ Cấp xã",
    "Điều 1. Phạm vi", "Chương I", "PHỤ LỤC I", "(Kèm theo Kế hoạch số 12/KH-UBND)", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
    "Số:      /KH-UBND", "An Tân, ngày    tháng 9 năm 2025", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "|", "| a | b |", "-----", "**", "2025. Theo đó", "3",
    "http://www.vi-du.vn/", "\f", "", " ", "\u200b", "ke\u0302\u0301 hoa\u0323ch", "\r", "57-", "KL/TW ngày 15/6/2023", "Kính gửi:", "V/v đôn đốc", "\t", "İ", "1.", "IX.",
]  # fmt: skip
dumps = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join),
    st.lists(st.sampled_from(PIECES), max_size=20).map(" ".join),
)


def flow_of(raw: str) -> Flow:
    clean = clean_text(raw)
    lines, _ = read_lines(clean.text)
    layout = find_layout(lines, line_spacing(lines))
    return flow_text(clean, lines, layout, measure(lines[: layout.tail[0]]))


def check_plan(plan: Plan, raw: str) -> None:
    """Assert the invariants of the contract, of the section tree and of all spans."""
    # Where the program makes a plan, types alone hold its parts to the contract; what reads one checks them all.
    assert Plan.model_validate_json(plan.model_dump_json()) == plan
    ids = [section.id for section in plan.sections]
    assert len(set(ids)) == len(ids)
    by_id = {section.id: section for section in plan.sections}
    paths = [section.path for section in plan.sections]
    assert len(set(paths)) == len(paths)
    last_end: dict[str | None, int] = {}
    for section in plan.sections:
        assert 0 <= section.span.start < section.span.end <= len(raw)
        if section.parent:
            parent = by_id[section.parent]
            assert parent.span.start <= section.span.start and section.span.end <= parent.span.end
        assert last_end.get(section.parent, 0) <= section.span.start
        last_end[section.parent] = section.span.end
    spans = (
        [r.span for r in plan.recipients]
        + list(plan.header.spans.values())
        + [d.span for d in plan.diagnostics if d.span]
    )
    assert all(0 <= span.start <= span.end <= len(raw) for span in spans)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dumps)
@example("")
@example("\n\n")
@example("I.\n1.\na)\n-")
@example("Nơi nhận:")
@example("KẾ HOẠCH")
@example("TM.UY BAN NHÂN DÂN )")
def test_any_text_gives_a_valid_plan(raw: str) -> None:
    check_plan(extract(raw), raw)


@settings(max_examples=200, deadline=None)
@given(dumps)
@example("****\u200b")
def test_clean_text_is_nfc_and_leads_back(raw: str) -> None:
    clean = clean_text(raw)
    assert unicodedata.is_normalized("NFC", clean.text)
    assert clean.back.old_length == len(raw) and clean.back.new_length == len(clean.text)
    previous = 0
    for k in range(len(clean.text)):
        start, end = clean.back.to_raw(k, k + 1)
        assert previous <= start <= end <= len(raw)
        previous = start


@settings(max_examples=200, deadline=None)
@given(dumps)
def test_flow_keeps_letters_in_order(raw: str) -> None:
    flow = flow_of(raw)
    assert "\n".join(flow.text[p.start : p.end] for p in flow.paragraphs) == flow.text
    for k, char in enumerate(flow.text):
        if char.isalnum():
            start, end = flow.back.to_raw(k, k + 1)
            assert char in clean_text(raw[start:end]).text


@given(st.text())
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_output_is_the_same_from_run_to_run(real_texts: dict[str, str]) -> None:
    for raw in real_texts.values():
        assert extract(raw).model_dump_json() == extract(raw).model_dump_json()


def test_real_texts_hold_the_invariants(real_texts: dict[str, str]) -> None:
    for raw in real_texts.values():
        plan = extract(raw)
        check_plan(plan, raw)
        assert sum(section.kind != "bullet" for section in plan.sections) > 2


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_real_lines_give_a_valid_plan(real_texts: dict[str, str], seed: int) -> None:
    chance = random.Random(seed)
    lines = [line for raw in real_texts.values() for line in raw.split("\n")]
    for _ in range(12):
        raw = "\n".join(chance.choice(lines) for _ in range(250))
        check_plan(extract(raw), raw)
