"""Stage 8: paragraphs -> tasks: who does what, with whom, for whom, by when.

In: the flowed text, the tree, the dates with their roles, the units of the text. Out: one task per paragraph that gives a unit a duty. In the
organisation part the heading's unit answers for every paragraph below it, unless the paragraph names its own subject; elsewhere a doer must be named at the
head of a sentence, by "Giao …", "… chủ trì", or by labelled lines ("Đơn vị chủ trì: …"), which make one task together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ttdn_extract.finders.duties import SENTENCE, DutyReader
from ttdn_extract.finders.late_doers import charged_aside, late_doers
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.task_labels import Label, find_labels
from ttdn_extract.finders.unit_lists import read_items, read_list, skip_aside, skip_lead
from ttdn_extract.flow import Paragraph
from ttdn_extract.holders import Holders
from ttdn_extract.owners import Owners
from ttdn_extract.task_draft import Calendar, Due, TaskDraft
from ttdn_extract.tree import Node

_CLOSING = re.compile(
    r"trên đây là|(?:trong )?quá trình (?:tổ chức |triển khai )?(?:triển khai|thực hiện)|yêu cầu|đề nghị|nhận được|căn cứ|các |thủ trưởng"
)
_LEADS = re.compile(r"[ (]chủ trì(?!\w)")
# The head of a table of which a dump kept only the words: "TT" there is no "Trung tâm".
_TABLE_HEAD = re.compile(r"s?tt\.? (?:nội dung|nhiệm vụ|công việc|hoạt động|tên )")
_ASK = re.compile(r"(?<!\w)(?:yêu cầu|đề nghị|giao) ")
_ENACTS = re.compile(
    r" (?:chịu|có) trách nhiệm (?:tổ chức |triển khai |đôn đốc |kiểm tra |và )*(?:thi hành|thực hiện) "
    r"(?:quyết định|nghị quyết|chỉ thị|kế hoạch|quy định|quy chế|thông tư|văn bản) (?:này|số)"
)
# The same said shorter: "… căn cứ Quyết định này thi hành", "… có trách nhiệm thi hành kể từ ngày ký".
_KIND = "(?:quyết định|nghị quyết|chỉ thị|quy chế|quy định)"
_HEEDS = re.compile(
    rf" (?:(?:chịu|có) trách nhiệm (?:tổ chức )?thi hành(?=(?: kể)? từ ngày ký| ?[./]|$)|"
    rf"căn cứ {_KIND}(?: này)? (?:để )?(?:tổ chức )?thi hành(?!\w)|(?:tổ chức )?thi hành {_KIND} này)"
)
# What a document says of itself gives nobody a duty: "Kế hoạch này được phổ biến đến chi bộ".
_OF_ITSELF = re.compile(
    r"(?:bản )?(?:kế hoạch|chương trình|nghị quyết|chỉ thị|hướng dẫn|quyết định|quy chế|quy định|đề án|thông báo|công văn|công điện)(?: hành động)? này (?!các )"
)
_INFORMS = re.compile(
    r"[^.;:]{3,120} thông báo (?:[^.;]{1,160} )?(?:để|đến|tới) [^.;]{3,160} (?:được )?biết(?:, | và |[./]|$)"
)


def find_tasks(
    duties: DutyReader,
    paragraphs: Sequence[Paragraph],
    nodes: Sequence[Node],
    calendar: Calendar,
) -> list[TaskDraft]:
    """Return the tasks of a document in reading order."""
    finder = _Finder(duties, nodes, calendar)
    for paragraph in paragraphs:
        if paragraph.zone in ("body", "annex"):
            finder.take(paragraph)
    return finder.tasks


class _Finder:
    """Walks the paragraphs of one document; holds what labelled lines leave open."""

    def __init__(self, duties: DutyReader, nodes: Sequence[Node], calendar: Calendar) -> None:
        self.text, self.low, self.duties = duties.text, duties.low, duties
        self.owners = Owners(duties)
        self.holders = Holders(nodes)
        self.bare = not nodes  # a letter without numbers
        self.calendar = calendar
        self.tasks: list[TaskDraft] = []
        self.block: TaskDraft | None = None  # the task to which further labels belong
        self.early: tuple[Node, list[Due]] | None = None  # a time that stood first in its item, before who does it
        self.open: tuple[Label, Node] | None = None  # a label whose units stand below it,
        self.below = -1  # and where the last of these ended

    def take(self, paragraph: Paragraph) -> None:
        """Read one paragraph: its labels, and the sentences before them."""
        start, end = paragraph.start, paragraph.end
        node = self.holders.at(start)
        own = node if node is not None and node.paragraph.start == start else None
        if node is None:
            if not self._is_preamble(paragraph):
                self._close(start, end)
            return
        if own is not None:
            start = self.owners.behind_marker(own)
        elif self.low.find(" biết", start, end) >= 0 and _INFORMS.match(self.low, start, end):
            return  # "Văn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện"
        if self.open is not None and self._add_below(*self.open, start, end, own):
            return
        labels = find_labels(self.low, start, end)
        if start < end and (not labels or labels[0].start > start):
            self.block = None
            if self._is_heading(start, end, own, node):
                return
            task = self._read(start, labels[0].start if labels else end, own, node)
            if task is not None:
                self.tasks.append(task)
        for label in labels:
            if self.text[label.value : label.end].strip(" .;-"):
                self._add_label(label, end, node if label.start == start else None)
            elif own is not None:  # "b) Cơ quan thực hiện:" heads the labels, or the units, below it
                self.open, self.below = (label, own), -1

    def _is_preamble(self, paragraph: Paragraph) -> bool:
        """Say whether a paragraph stands before the first section of its part, where the legal basis is."""
        node = self.holders.before(paragraph.start)
        return not self.bare and (node is None or node.paragraph.annex != paragraph.annex)

    def _is_heading(self, start: int, end: int, own: Node | None, node: Node) -> bool:
        """Say whether a paragraph is a heading and gives no duty."""
        if own is not None and own.title is not None and len(self.text[own.title[1] : end].strip(" .:;")) <= 3:
            self.owners.close_line()
            return not charged_aside(self.duties, start, end)
        # What begins with a small letter goes on with a sentence that a dump broke.
        first = self.text[start : start + 1]
        return (
            first.islower()
            or _TABLE_HEAD.match(self.low, start, end) is not None
            or self.owners.take_line(start, end, node, plain=own is None)
            or self.text[start:end].isupper()
        )

    def _add_label(self, label: Label, end: int, node: Node | None) -> None:
        """Take up a labelled line; those of one block make one task. `node` holds a label that begins its paragraph."""
        if label.row["part"] == "due":
            self._add_time(label, node)
            return
        block, parts = self.block, label.row["part"].split()
        again = block is not None and (
            label.row.id in block.labels or "responsible" in parts and block.labels & {"label.coordinate", "label.time"}
        )
        if block is not None and again and block.end > label.start:  # blocks of one paragraph end where the next begins
            block.end = label.start
            while self.text[block.end - 1] in " ;,(":
                block.end -= 1
        if block is None or again:
            block = self.block = TaskDraft(label.start, end)
            self.tasks.append(block)
            if self.early is not None and node is not None and _item(node) is self.early[0]:
                block.due += self.early[1]
            self.early = None
        block.labels.add(label.row.id)
        block.end = end
        stop, partners = self.duties.labelled(label.value, label.end) if parts == ["responsible"] else (label.end, [])
        units = read_items(self.duties.reader, label.value, stop)
        for part in parts:
            block.parts[part] += units
        block.parts["coordinate"] += partners
        if label.row.get("lead") or "responsible" in parts and _LEADS.search(self.low, label.value, label.end):
            block.role = "lead"
        elif parts == ["direct"] and not block.parts["responsible"]:
            block.role = "direct"
        elif "responsible" in parts and block.role == "direct":
            block.role = "implement"

    def _add_below(self, label: Label, holder: Node, start: int, end: int, own: Node | None) -> bool:
        """Take up a unit that stands below its label: "- Đơn vị chủ trì:", "+ Sở Y tế;"."""
        units, behind = read_list(self.duties.reader, start, end)
        if own is None or own.parent is not holder or not units or self.text[behind:end].strip(" .;,"):
            self.open = None
            return False
        if self.block is not None and self.block.end == self.below:
            for part in label.row["part"].split():
                self.block.parts[part] += units
            self.block.end = end
        else:
            self._add_label(Label(label.start, start, end, label.row), end, holder)
        self.below = end
        return True

    def _add_time(self, label: Label, node: Node | None) -> None:
        """Give a labelled time to the block that stands open, or to the last task and those of its item that have none."""
        dues = self.calendar.labelled(label.value, label.end)
        given = [self.block or self.tasks[-1]] if self.tasks else []
        if self.block is None and node is not None:
            item = _item(node)
            begin = item.paragraph.start
            if item is not node and not (given and given[0].start >= begin):
                self.early = item, dues  # the time stands first in its item, before who does it
                return
            given += [task for task in self.tasks[:-1] if task.start >= begin and not task.due]
        for task in given:
            if "label.time" not in task.labels:
                task.labels.add("label.time")
                task.due += [due for due in dues if due not in task.due]

    def _read(self, start: int, end: int, own: Node | None, node: Node) -> TaskDraft | None:
        """Read the task of a paragraph, None if it gives no unit a duty."""
        duties = self.duties
        if self.low.find(" trách nhiệm ", start, end) >= 0 and (task := self._enacted(_ENACTS, start, end)):
            return task
        owner = self.owners.owner_of(node.parent if own is not None else node)
        inside = owner is not None or self.owners.part_of(node) is not None
        subjects = duties.subjects(start, end, inside=inside, owned=owner is not None)
        if not subjects and owner is None:
            subjects = late_doers(duties, start, end)
        if not subjects and owner is None and not duties.begins_together(start, end):
            return (
                self._enacted(_HEEDS, start, end, listed=True) if self.low.find(" thi hành", start, end) >= 0 else None
            )
        together = duties.behind("coordinate", start, end)
        if not subjects and owner is not None:
            if _OF_ITSELF.match(self.low, start, end):
                return None
            subjects = list(owner.units)
            together = [*owner.coordinate, *duties.others(together, owner.coordinate)]
        if not subjects and not together:
            return None
        doing, task = {unit.start for unit in subjects}, TaskDraft(start, end)
        task.parts["responsible"] = subjects
        task.parts["coordinate"] = [unit for unit in together if unit.start not in doing]
        return self._finish(task, lead=owner is not None and owner.lead)

    def _enacted(self, saying: re.Pattern[str], start: int, end: int, *, listed: bool = False) -> TaskDraft | None:
        """Read who must carry out a decision; what it says of itself may stand before: "Quyết định này có hiệu lực từ ngày ký. …".

        `listed` if only units that the grammar reads will do, as the words alone prove little.
        """
        said = saying.search(self.low, start, end)
        if said is None:
            return None
        stop = self.low.rfind(". ", start, said.start())
        if stop >= 0 and not _OF_ITSELF.match(self.low, start, stop):
            return None
        begin, reader = stop + 2 if stop >= 0 else start, self.duties.reader
        if listed and not read_list(reader, skip_lead(self.low, begin, end), said.start())[0]:
            return None
        task = TaskDraft(start, end)
        task.parts["responsible"] = read_items(reader, begin, said.start())
        return self._finish(task, lead=False)

    def _finish(self, task: TaskDraft, *, lead: bool) -> TaskDraft:
        """Add what stands anywhere in the paragraph: who directs, who gets reports, by when."""
        task.parts["direct"] = self.duties.behind("direct", task.start, task.end)
        task.parts["report_to"] = self.duties.reports(task.start, task.end)
        task.role = self.duties.role(task.start, task.end, lead=lead)
        task.due = self.calendar.deadlines(task.start, task.end)
        return task

    def _close(self, start: int, end: int) -> None:
        """Read the closing request: "Trên đây là Kế hoạch …, yêu cầu các sở … báo cáo … trước ngày …"."""
        if not self.bare and not _CLOSING.match(self.low, start, end):
            return
        found: list[UnitMention] = []
        asks = {match.end() for match in _ASK.finditer(self.low, start, end)}
        heads = {start, *(match.end() for match in SENTENCE.finditer(self.low, start, end))} if not self.bare else set()
        for place in sorted(asks | heads):
            if place in asks:
                units, behind = read_list(self.duties.reader, place, end)
                behind = skip_aside(self.low, behind, end)
                asked = self.duties.is_duty(behind, end, inside=True) and not self.low.startswith(" xem xét", behind)
                units = units if asked else []  # "kính đề nghị UBND tỉnh xem xét" is a petition
            else:
                units = self.duties.doers(place, end, inside=True, opening=True)
            found += self.duties.others(units, found)
        if not found:
            return
        task = TaskDraft(start, end, closing=True)
        task.parts["responsible"] = found
        task.parts["coordinate"] = self.duties.behind("coordinate", start, end)
        self.tasks.append(self._finish(task, lead=False))


def _item(node: Node) -> Node:
    """Return the item that holds a bullet."""
    while node.marker.kind == "bullet" and node.parent is not None:
        node = node.parent
    return node
