"""Stage 5: paragraphs -> the tree of numbered sections and bullets.

In: the flowed text with its markers ("II. …", "1. …", "1.1. …", "a) …", "- …"). Out: `Node`s in reading order, each with its
parent, and a diagnostic for every oddity of the numbering. A stack of open lists is all the state: an item goes on the
list that it continues, opens a new one below what is open, or closes lists until it fits. It never fails; work is bounded
per item, so the time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ttdn_extract.flow import Flow, Paragraph
from ttdn_extract.layout import Layout
from ttdn_extract.markers import Marker, follows, rank
from ttdn_extract.mending import mend_markers
from ttdn_extract.outlook import Outlook

_BULLET_RANK = {
    "*": 0,
    "•": 0,
    "●": 0,
    "■": 0,
    "►": 0,
    "➢": 0,
    "✓": 2,
    "❖": 0,
    "-": 1,
    "+": 2,
    "·": 2,
    "○": 3,
    "o": 3,
    "▪": 3,
    "□": 3,
    "∙": 2,
}


@dataclass(slots=True)
class Node:
    """A section or bullet while the tree is built; `text` is the paragraph that its marker opens."""

    paragraph: Paragraph
    marker: Marker
    label: str
    parent: Node | None
    level: int
    end: int = 0
    path: str = ""
    title: tuple[int, int] | None = None  # in the flowed text


class Oddity(NamedTuple):
    """Something strange about the numbering, for the diagnostics."""

    code: str
    message: str
    start: int
    end: int


def annex_paths(flow: Flow, layout: Layout) -> list[str]:
    """Return the path root of each annex: "PL", or "PL1", "PL2" if there are several.

    A heading that is neither "PHỤ LỤC" nor a kind of document counts only if numbered sections stand below it.
    """
    if not layout.annexes:
        return []
    numbered = {p.annex for p in flow.paragraphs if p.annex and p.marker is not None and p.marker.kind != "bullet"}
    counts = [annex.label != "-" or number in numbered for number, annex in enumerate(layout.annexes, 1)]
    if sum(counts) <= 1:
        return ["PL"] * len(counts)
    return [f"PL{max(1, sum(counts[: number + 1]))}" for number in range(len(counts))]


def build_tree(flow: Flow, prefixes: Sequence[str]) -> tuple[list[Node], list[Oddity]]:
    """Build the sections of the body and of each annex; `prefixes` are the path roots of the annexes ("PL1")."""
    nodes: list[Node] = []
    oddities: list[Oddity] = []
    for annex in range(len(prefixes) + 1):
        zone = [p for p in flow.paragraphs if p.annex == annex and p.zone in ("body", "annex", "table")]
        if zone:
            builder = _Builder(flow.text, zone, prefixes[annex - 1] if annex else "")
            builder.build()
            nodes += builder.nodes
            oddities += builder.oddities
    return nodes, oddities


class _Builder:
    """Builds the tree of one zone."""

    def __init__(self, text: str, zone: list[Paragraph], root: str) -> None:
        self.text, self.zone, self.root = text, zone, root
        self.nodes: list[Node] = []
        self.oddities: list[Oddity] = []
        self.stack: list[Node] = []  # open numbered items, outermost first
        self.bullets: list[Node] = []  # open bullets below the innermost numbered item
        numbered = {k: p.marker for k, p in enumerate(zone) if p.marker is not None and p.marker.kind != "bullet"}
        rests = {k: text[zone[k].start + marker.length : zone[k].end] for k, marker in numbered.items()}
        self.by_place = mend_markers(numbered, rests)
        for k, marker in numbered.items():
            if self.by_place[k].label != marker.label:
                self._note("marker-repaired", f"'{marker.label}' is read as '{self.by_place[k].label}'", zone[k])

    def build(self) -> None:
        self.outlook = Outlook(self.by_place, len(self.zone))
        before = None
        for k, paragraph in enumerate(self.zone):
            marker = self.by_place.get(k, paragraph.marker)
            if marker is None:
                if paragraph.zone == "table":
                    self._close(self.bullets, 0, paragraph.start)
            elif marker.kind == "bullet":
                self._add_bullet(paragraph, marker)
            else:
                self._add(k, paragraph, marker, before)
            before = paragraph
        end = self._closing()
        for node in self.stack + self.bullets:
            node.end = end
        self._name()

    def _closing(self) -> int:
        """Return where the last section ends: the closing request below it belongs to no section."""
        end = self.zone[-1].end
        for paragraph in reversed(self.zone):
            if paragraph.marker is not None or paragraph.zone != "body":
                break
            if _CLOSING.match(self.text, paragraph.start, paragraph.end):
                end = paragraph.start
        return end

    def _note(self, code: str, message: str, paragraph: Paragraph) -> None:
        marker = paragraph.marker
        self.oddities.append(Oddity(code, message, paragraph.start, paragraph.start + (marker.length if marker else 0)))

    def _add_bullet(self, paragraph: Paragraph, marker: Marker) -> None:
        rank = _BULLET_RANK.get(marker.label, 1)
        known = [k for k, node in enumerate(self.bullets) if node.marker.label == marker.label]
        keep = known[0] if known else sum(1 for node in self.bullets if _BULLET_RANK.get(node.marker.label, 1) < rank)
        self._close(self.bullets, keep, paragraph.start)
        parent = self.bullets[-1] if self.bullets else self.stack[-1] if self.stack else None
        node = Node(paragraph, marker, marker.label, parent, len(self.stack) + len(self.bullets))
        self.bullets.append(node)
        self.nodes.append(node)

    def _add(self, k: int, paragraph: Paragraph, marker: Marker, before: Paragraph | None) -> None:
        marker = self._as_meant(marker)
        keep, odd = self._place(k, marker, before)
        self._close(self.bullets, 0, paragraph.start)
        sibling = self.stack[keep] if keep < len(self.stack) and self.stack[keep].marker.kind == marker.kind else None
        self._close(self.stack, keep, paragraph.start)
        if odd:
            self._note(odd, _ODD_TEXT[odd].format(marker.label, sibling.label if sibling else "-"), paragraph)
            if odd == "numbering-repeat" and sibling is not None:
                self._mend_repeat(sibling, marker)
        parent = self.stack[-1] if self.stack else None
        node = Node(paragraph, marker, marker.label, parent, len(self.stack))
        self.stack.append(node)
        self.nodes.append(node)

    def _as_meant(self, marker: Marker) -> Marker:
        """Read "I)" or "1)" between "k)" and "m)" as the letter l."""
        if marker.kind in ("roman", "arabic") and marker.ordinal == 1 and marker.level[1] == ")":
            for node in self.stack:
                if node.marker.kind == "letter" and node.label == "k" and node.marker.level[1] == ")":
                    return Marker("letter", "l", node.marker.level, node.marker.ordinal + 1, marker.length)
        return marker

    def _mend_repeat(self, sibling: Node, marker: Marker) -> None:
        """Read the first of two "đ)" behind "c)" as "d)": scanners add the stroke."""
        if sibling.label == marker.label == "đ":
            older = [
                n
                for n in self.nodes[-40:]
                if n.parent is sibling.parent and n.marker.level == sibling.marker.level and n is not sibling
            ]
            if older and older[-1].label == "c":
                sibling.label = "d"

    @staticmethod
    def _close(stack: list[Node], keep: int, end: int) -> None:
        for node in stack[keep:]:
            node.end = end
        del stack[keep:]

    def _place(self, k: int, marker: Marker, before: Paragraph | None) -> tuple[int, str]:
        """Return how many open items stay open, and the code of an oddity or ""."""
        stack = self.stack
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth].marker.level == marker.level and follows(stack[depth].marker, marker):
                return depth, ""
        for depth in range(len(stack) - 1, -1, -1):
            if marker.ordinal > 1 and follows(stack[depth].marker, marker):
                return depth, ""
        natural = self._natural(marker)
        same = [depth for depth in range(len(stack)) if stack[depth].marker.level == marker.level]
        if marker.ordinal == 1:
            inside = self._inside(k, marker, natural, before)
            if inside is not None:
                return inside, ""
            return natural, "numbering-restart" if same and same[-1] == natural else ""
        if same:
            higher = [depth for depth in same if stack[depth].marker.ordinal < marker.ordinal]
            depth = higher[-1] if higher else same[-1]
            return depth, "numbering-repeat" if stack[depth].marker.ordinal >= marker.ordinal else "numbering-gap"
        return natural, "numbering-start"

    def _rank(self, marker: Marker) -> float:
        """Return how deep lists of this kind stand here: "1)" above "a)" where the zone has its first "1)" before its first "a)"."""
        if marker.kind == "arabic" and marker.level[1] == ")" and self.outlook.is_before(marker.level, "letter"):
            return rank(marker) - 1
        return rank(marker)

    def _natural(self, marker: Marker) -> int:
        """Count the open items that a list of this kind may stand in by the order of the genre."""
        own = self._rank(marker)
        for depth, node in enumerate(self.stack):
            other = self._rank(node.marker)
            if other > own or other == own and node.marker.kind == marker.kind:
                return depth
        return len(self.stack)

    def _inside(self, k: int, marker: Marker, natural: int, before: Paragraph | None) -> int | None:
        """Find the open item that holds a list which begins with "1." or "a)" although its kind usually stands higher."""
        stack = self.stack
        if natural == len(stack):
            return None
        if before is not None and self.text[before.end - 1] == ":" and not self._ends_list(k, marker, natural):
            return len(stack)
        same = next((d for d in range(len(stack) - 1, -1, -1) if stack[d].marker.level == marker.level), None)
        limit = len(self.zone)
        if same is not None:
            limit = self._limit(k, same)
            back = self.outlook.returns(marker, stack[same].marker, k, limit)
            limit = limit if back is None else back
        for depth in range(len(stack) - 1, natural - 1, -1):
            if depth != same and self.outlook.comes(stack[depth].marker, k, min(limit, self._limit(k, depth, marker))):
                return depth + 1
            if depth == same and back is not None:
                return depth + 1
        return None

    def _ends_list(self, k: int, marker: Marker, natural: int) -> bool:
        """Say whether the colon above belongs to a bullet list that a new numbered list does not continue."""
        return (
            bool(self.bullets)
            and natural < len(self.stack)
            and self.stack[-1].marker.level != marker.level
            and not self.outlook.comes(self.stack[-1].marker, k, self._limit(k, len(self.stack) - 1))
        )

    def _limit(self, k: int, depth: int, beside: Marker | None = None) -> int:
        """Return where an item that stands above `depth` comes next; the list of `beside` itself does not count."""
        levels = (
            node.marker.level for node in self.stack[:depth] if beside is None or node.marker.level != beside.level
        )
        return self.outlook.limit(k, levels)

    def _name(self) -> None:
        """Give every node its path; labels that come again below one parent get "#2"."""
        below: dict[int, dict[str, int]] = {}  # most nodes have no children
        for node in self.nodes:
            names = below.setdefault(id(node.parent), {})
            label = node.label
            if node.marker.kind == "bullet":
                names[label] = names.get(label, 0) + 1
                label = f"{label}{names[label]}"
            else:
                names[label] = names.get(label, 0) + 1
                if names[label] > 1:
                    label = f"{label}#{names[label]}"
            base = node.parent.path if node.parent else self.root
            node.path = f"{base}/{label}" if base else label


# Unnumbered last paragraphs that speak of the whole document.
_CLOSING = re.compile(
    r"(?:Trên đây|Trong quá trình|Quá trình|Yêu cầu|Đề nghị|Căn cứ (?:nội dung |vào )?(?:Kế hoạch|kế hoạch)|Kế hoạch này|Quyết định này|Chỉ thị này|Hướng dẫn này|Nghị quyết này|"
    r"Nhận được|Ủy ban nhân dân|UBND|Uỷ ban nhân dân|Các (?:sở|cơ quan|đơn vị|ban)|Thủ trưởng|Giao |Nếu có|\(Đính kèm|\(Kèm theo|\(Gửi kèm|Với nội dung|Định kỳ|Ban Thường)"
)
_ODD_TEXT = {
    "numbering-repeat": "'{0}' stands after '{1}' again",
    "numbering-gap": "'{0}' stands after '{1}': an item is missing",
    "numbering-restart": "'{0}' begins a list anew after '{1}'",
    "numbering-start": "the list begins with '{0}'",
}
