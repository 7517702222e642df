"""Cited instruments: text -> `CitationMention`s with type, symbol, date, issuer, basis and relation, each on its exact place.

In: the flowed text ("Căn cứ Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị về …"), its folded view, what the document says about
itself, and where its preamble lies. Out: mentions in reading order, and notes on what was repaired, refused or left open.
One cheap pattern finds the candidates; all other work is done per candidate.
"""

from __future__ import annotations

import re
from operator import itemgetter

from ttdn_extract.finders.attached import (
    Attached,
    TypeWord,
    is_form,
    read_attached,
    read_author_before,
    read_title,
    read_type,
)
from ttdn_extract.finders.context import Context
from ttdn_extract.finders.issuers import read_issuer
from ttdn_extract.finders.lists import IN_LIST, implied_issuer, share_lists
from ttdn_extract.finders.mention import CitationMention, Note
from ttdn_extract.finders.named import Named, find_named
from ttdn_extract.finders.setting import Preamble, provision_before, relation_before, words_before
from ttdn_extract.finders.symbols import Symbol, find_symbols
from ttdn_extract.finders.tokens import code_of, party_of, same_but_look
from ttdn_extract.vocabulary import Form

_LAW_NUMBER = re.compile(r"\s*,?\s*\(?\s*(?:(?:luật|nghị quyết|pháp lệnh)\s)?(?:số|sô)?\s*:?\s*$")
_ATTACHED = re.compile(r"(?:kèm theo|đính kèm)(?:\scủa)?\s$")
_HEAD_LINE = re.compile(r"\(?\s*(?:ban hành\s)?k[èe]m theo\b")
_OWN_LINE = re.compile(r"\W*s[ốôó]\s?[:.]?\W*\d")
_SAME_DAY = re.compile(r",?\scùng ngày(?!\s?\d)")
NOTHING = Context()
_UNTITLED = {"L", "BL", "PL", "HP", "TCVN", "QCVN"}  # their name is their title


def find_citations(
    text: str, folded: str, context: Context = NOTHING, preamble: tuple[int, int] = (0, 0), *, strict: bool = False
) -> tuple[list[CitationMention], list[Note]]:
    """Find every cited instrument and say what is odd; `strict` takes no misprint for what it was meant to be.

    >>> text = "Thực hiện Kết luận số 57- KL/TW ngày 15/6/2023 của Bộ Chính trị."
    >>> [(m.kind, m.symbol, m.date, m.issuer) for m in find_citations(text, text.lower())[0]]
    [('KL', '57-KL/TW', '2023-06-15', 'Bộ Chính trị')]
    """
    names = find_named(text, folded, context)
    laws = {name.end: name for name in names if name.symbol is None}
    reader = _Reader(text, folded, context, Preamble(folded, preamble), laws)
    standards = {place for name in names if name.symbol for place in range(name.start, name.end)}
    symbols = [symbol for symbol in find_symbols(text, strict=strict) if symbol.start not in standards]
    numbered = [mention for symbol in symbols if (mention := reader.read(symbol)) is not None]
    numbered = share_lists(folded, numbered)
    named = [reader.read_named(name) for name in _without_numbers(names, numbered)]
    return sorted(numbered + named, key=itemgetter(0, 1)), reader.notes


def _without_numbers(names: list[Named], numbered: list[CitationMention]) -> list[Named]:
    """Leave out the names that a number follows: they are part of that mention."""
    begun = {mention.start for mention in numbered}
    cores = [(mention.core_start, mention.core_end) for mention in numbered]
    kept, at = [], 0
    for name in names:
        while at < len(cores) and cores[at][1] <= name.start:
            at += 1
        if name.start not in begun and (at == len(cores) or cores[at][0] >= name.end):
            kept.append(name)
    return kept


class _Reader:
    """Reads candidates of one text in order; remembers the mention before, for lists."""

    def __init__(self, text: str, folded: str, context: Context, preamble: Preamble, laws: dict[int, Named]) -> None:
        self.text, self.folded, self.context, self.preamble, self.laws = text, folded, context, preamble, laws
        self.notes: list[Note] = []
        self.before: CitationMention | None = None
        self.word: TypeWord | None = None
        self.form_end = -1

    def read(self, symbol: Symbol) -> CitationMention | None:
        """Turn a symbol into a mention, or refuse it with a note."""
        word, start = self._word(symbol)
        symbol = _with_code_of(symbol, word)
        guess = word is None and (symbol.text is None or not symbol.sure)
        if guess or word is not None and not word.kind and symbol.text is None or self._is_form(symbol, word):
            self._note(
                "not-a-citation",
                f"'{self.text[symbol.start : symbol.end]}' is no cited instrument",
                symbol.start,
                symbol.end,
            )
            return None
        law = self._law_before(symbol, word)
        kind = law.kind if law else self._kind(symbol, word)
        codes = symbol.issuers + symbol.units
        # Behind an organ of the Party or the Union stands its unit: 45-HD/TWĐTN-BTC is of one body.
        joint = len(symbol.issuers) > 1 and (party_of(symbol.issuers[0]) != "party" or symbol.code == "NQLT")
        end = symbol.end
        attached = read_attached(self.text, self.folded, end, self.context, codes, joint)
        if attached.date is None and self.before is not None and (same := _SAME_DAY.match(self.folded, end)):
            later = read_attached(self.text, self.folded, same.end(), self.context, codes, joint)
            attached = later._replace(date=self.before.date)
        start = law.start if law else start
        if self._is_own(symbol, start, attached):
            self._note("own-number", "the document's own number is no citation", symbol.start, symbol.end)
            return None
        self._report(symbol, attached)
        mention = self._mention(start, (symbol.start, symbol.end), kind, symbol.text, attached, symbol.repairs)
        if mention.issuer is None or mention.open:
            mention = self._with_author(mention, symbol, law)
        if law:
            mention = mention._replace(title=(law.start, law.end), date=mention.date or law.year)
        self.before = mention
        return mention

    def _with_author(self, mention: CitationMention, symbol: Symbol, law: Named | None) -> CitationMention:
        """Find the body of a mention that names none behind it: before it, within it, else the one the symbol implies."""
        author = None
        if mention.issuer is None:
            author = read_author_before(self.text, self.folded, mention.start, self.context, mention.date)
            if author is None and not law:
                author = self._author_within(mention.start, symbol.start, mention.date)
        if author is not None:
            return mention._replace(issuer=author, stated=True)
        implied = implied_issuer(symbol)
        return mention._replace(issuer=implied, stated=mention.open, open=False) if implied else mention

    def read_named(self, name: Named) -> CitationMention:
        """Turn a named instrument into a mention; laws carry a date, never an issuer."""
        attached = (
            read_attached(self.text, self.folded, name.end, self.context, (), joint=False)
            if name.kind in ("L", "BL", "PL", "HP", "NQ", "KL")
            else Attached(name.end, None, None, False, None)
        )
        if name.kind not in ("NQ", "KL") or name.issuer:
            attached = attached._replace(issuer=name.issuer, open=False)
        attached = attached._replace(date=attached.date or name.year)
        return self._mention(name.start, (name.start, name.end), name.kind, name.symbol, attached, (), form="named")

    def _word(self, symbol: Symbol) -> tuple[TypeWord | None, int]:
        """Find the type word, the list's one where the number goes on a list."""
        word = read_type(self.folded, symbol.start)
        if word is not None and word.kind:
            strong = (
                word.numbered
                or self.text[word.start].isupper()
                or symbol.code is None
                or word.generic
                or symbol.code in word.codes
            )
            self.word = word if strong else None
            return (word, word.start) if strong else (None, symbol.start)
        before = self.before
        if (
            before is not None
            and self.word is not None
            and (symbol.code is None or self.word.generic or symbol.code in self.word.codes)
            and before.core_end <= symbol.start
            and symbol.start - before.end < 16
            and IN_LIST.match(self.folded[before.end : symbol.start])
        ):
            return self.word, symbol.start
        self.word = word
        return word, symbol.start

    def _author_within(self, start: int, end: int, date: str | None) -> str | None:
        """Read the body between type word and number: "các Nghị quyết của Bộ Chính trị: số …"."""
        at = self.folded.find(" của ", start, end)
        found = read_issuer(self.text, at + 5, self.context, date) if at >= 0 else None
        return found.name if found and not found.open and found.end <= end else None

    def _is_form(self, symbol: Symbol, word: TypeWord | None) -> bool:
        if not (word and word.kind) and is_form(self.folded, symbol.start):
            self.form_end = symbol.end
            return True
        if 0 <= symbol.start - self.form_end < 12 and IN_LIST.match(self.folded[self.form_end : symbol.start]):
            self.form_end = symbol.end
            return True
        return False

    def _law_before(self, symbol: Symbol, word: TypeWord | None) -> Named | None:
        """Find the law whose name stands before its number: "Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13"."""
        if not symbol.year or not any(issuer.startswith(("QH", "UBTVQH")) for issuer in symbol.issuers):
            return None
        for end in range(symbol.start, max(0, symbol.start - 16), -1):
            law = self.laws.get(end)
            if law is not None and _LAW_NUMBER.match(self.folded[end : symbol.start]):
                return law
        return None

    def _kind(self, symbol: Symbol, word: TypeWord | None) -> str | None:
        """Decide the type: the word says it, the code where the word is missing or general."""
        by_code = code_of(symbol.code) if symbol.code else None
        if word is None or not word.kind:
            if by_code is None and symbol.units and not symbol.year and symbol.text:
                return "CV"
            return by_code
        if word.generic:
            return by_code or word.kind
        if word.kind == "TT" and by_code == "TTLT":
            return by_code  # clerks call a joint circular a circular
        if symbol.code and symbol.code not in word.codes and word.kind not in ("CV", "CĐ"):
            self._note("type-conflict", f"the text says {word.kind}, the symbol {symbol.code}", word.start, symbol.end)
        return word.kind

    def _is_own(self, symbol: Symbol, start: int, attached: Attached) -> bool:
        """Say whether this is the document's own number: in its head, behind "kèm theo", or with its own date or issuer."""
        own = self.context.symbol
        line = self.folded.rfind("\n", 0, start) + 1
        if start < self.preamble.start and _OWN_LINE.match(self.folded, line):
            return True
        if own is None or symbol.text is None or own.replace(" ", "") != symbol.text:
            if own is not None or not start >= self.preamble.end > 0 or start - line >= 60:
                return False
            template = self.context.template
            fits = template is None or template.strip("/-") in (symbol.text or "")
            return fits and _HEAD_LINE.match(self.folded, line) is not None
        if (
            start < self.preamble.start
            or _HEAD_LINE.match(self.folded, line) is not None
            or _ATTACHED.search(self.folded[max(0, start - 20) : start])
        ):
            return True
        if attached.issuer and not attached.open:
            return attached.issuer == self.context.issuer
        return attached.date is not None and attached.date == self.context.issued

    def _report(self, symbol: Symbol, attached: Attached) -> None:
        printed = self.text[symbol.start : symbol.end]
        if symbol.text is None:
            self._note("unreadable-symbol", f"'{printed}' cannot be read with certainty", symbol.start, symbol.end)
        elif symbol.doubt == "unknown-issuer":
            self._note("unknown-issuer", f"no table knows the issuer in '{printed}'", symbol.start, symbol.end)
        if symbol.repairs:
            self._note("symbol-repaired", f"'{printed}' is read as '{symbol.text}'", symbol.start, symbol.end)
        if attached.bad_date:
            self._note("impossible-date", f"'{attached.bad_date}' is no date", symbol.end, attached.end)
        if attached.open:
            self._note("issuer-open", f"the place of '{attached.issuer}' is not known", symbol.end, attached.end)

    def _note(self, code: str, message: str, start: int, end: int) -> None:
        self.notes.append(Note(code, message, start, end))

    def _mention(
        self,
        start: int,
        core: tuple[int, int],
        kind: str | None,
        symbol: str | None,
        attached: Attached,
        repairs: tuple[str, ...],
        form: Form | None = None,
    ) -> CitationMention:
        """Put a mention together with what the words before and behind it say."""
        before = words_before(self.folded, start)
        basis = self.preamble.is_basis(start)
        untitled = kind in _UNTITLED or form == "named" and kind not in ("NQ", "KL")
        return CitationMention(
            start=start,
            end=attached.end,
            core_start=core[0],
            core_end=core[1],
            kind=kind,
            symbol=symbol,
            date=attached.date,
            issuer=attached.issuer,
            stated=attached.issuer is not None,
            basis=basis,
            relation="basis" if basis else relation_before(before),
            provision=provision_before(self.text, before, start),
            title=None if untitled else read_title(self.text, self.folded, attached.end),
            form=form or ("full" if attached.date or attached.issuer else "short"),
            open=attached.open,
            repairs=repairs,
        )


def _with_code_of(symbol: Symbol, word: TypeWord | None) -> Symbol:
    """Let the type word decide between codes that look alike: "Đề án số 05/DA-UBND" is 05/ĐA-UBND."""
    meant = (
        next((code for code in word.codes if symbol.code and same_but_look(code, symbol.code)), None) if word else None
    )
    if meant is None or symbol.code is None or symbol.text is None or word is None or symbol.code in word.codes:
        return symbol
    text = re.sub(rf"(?<=[/-]){symbol.code}(?=[/-])", meant, symbol.text, count=1)
    return symbol._replace(text=text, code=meant, repairs=(*symbol.repairs, "look-alike"))
