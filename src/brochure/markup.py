"""Text as typed → paragraphs of characters and marks, with a map back to where each character was typed.

    a blank line                  new paragraph           **bold**   *italic*   `code`   [text](address)
    - at the start of a line      list item               {汉字|hànzì}              ruby
    \\ at the end of a line        forced line end         {dots:重点} {name:长沙}   emphasis dots, proper-name line
    {funds}                       the figure `funds`      {title:楚辞} {nobreak:…}  book-title line, kept on one line
    {{  }}  \\*                    the character itself

A line end between Han characters or full-width marks joins without a space, between words with one. In Chinese text
there is none between Han and Latin either: the gap is set by the typesetter, and a typed space would widen it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable

from brochure.dataclass import dataclass, field
from brochure.inline import Inline, Mark, Marked
from brochure.regex import regex

_HAN = regex(
    "[\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_READ = regex("[\u3005\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""What emphasis dots stand below, and pinyin above: Han and kana, no marks, no Latin."""
_HAN_IN_CHINESE = "—…“”‘’·"
"""Marks that Chinese and English share; in Chinese text they are full-width."""

_TOKEN = regex(
    r"[ \t]*\n(?:[ \t]*\n)+[ \t]*|[ \t]*\u2029+[ \t]*|\u2028"  # paragraph; forced line end
    r"|[ \t]*\n[ \t]*"  # line end
    r"|\\(?:[\n\u2028][ \t]*|[^\w\s])"
    r"|\*+|\[|\{\{|\}\}|\{|\}|`"
    "|[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e]"
)
_FACT = regex(r"\{ *([^\W\d][\w-]*(?:\.[a-z]+)?) *\}")
_NAMED = regex(r"\{([a-z]+):")
_RUBY = regex(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")
_LINK = regex(r"\[([^\[\]]*)\]\(([^()\s]*)(\)?)")
MAX_MARKS_DEEP = 8
NAMED_MARKS: dict[str, Mark] = {"dots": "dots", "name": "name", "title": "title", "nobreak": "nobreak"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at `value[start:end]`; `words` fill the message of `code`."""

    code: str
    start: int
    end: int
    words: tuple[str, ...] = ()


Expand = Callable[[str], str | None]
"""Name of a fact, with its format (`funds.number`) → its figure in the language at hand; None when there is none."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph on the way: pieces of text, and for each where it begins in the output and in the value."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    outs: list[int] = field(default_factory=list)
    ins: list[int] = field(default_factory=list)
    marks: list[Marked] = field(default_factory=list)
    item: bool = False

    def add(self, text: str, at: int) -> None:
        if text:
            self.outs.append(self.length)
            self.ins.append(at)
            self.pieces.append(text)
            self.length += len(text)

    def inline(self) -> Inline:
        text = "".join(self.pieces)
        stripped = text.rstrip(" \t")
        marks = [mark for mark in self.marks if mark.start < mark.end]
        if self.item:
            marks.insert(0, Marked(0, len(stripped), "item"))
        return Inline(stripped, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))

    def source(self, offset: int) -> int:
        """Where in the value a character of the output was typed; for a figure, where it was asked for."""
        if not self.outs:
            return 0
        piece = max(bisect_right(self.outs, offset) - 1, 0)
        inside = offset - self.outs[piece] if self.pieces[piece] != "\n" else 0
        following = self.ins[piece + 1] if piece + 1 < len(self.ins) else None
        at = self.ins[piece] + inside
        return at if following is None or at < following else self.ins[piece]


def parse(value: str, lang: str, expand: Expand, faults: list[Fault], *, items: bool = True) -> list[Paragraph]:
    """The paragraphs of a text. Faults are added to `faults`; what is faulty stands as typed.

    Without `items` a dash at the start is a dash: a title is never a list. U+2029 and U+2028 part paragraphs and lines;
    the loader writes them for line ends that YAML has already folded or unescaped.
    """
    if not unicodedata.is_normalized("NFC", value):
        normal = unicodedata.normalize("NFC", value)
        at = next((i for i, (a, b) in enumerate(zip(value, normal, strict=False)) if a != b), len(normal) - 1)
        faults.append(Fault("not_normalized", at, at + 1, (value[at : at + 1], normal[at : at + 1])))
        value = normal
    parser = _Parser(value, lang, expand, faults, items)
    parser.run(0, len(value))
    parser.end_paragraph(len(value))
    return parser.done


class _Parser:
    """One pass over a value: plain stretches are copied whole, each token has its method."""

    def __init__(self, value: str, lang: str, expand: Expand, faults: list[Fault], items: bool) -> None:
        self.value = value
        self.items = items
        self.chinese = lang.startswith(("zh", "ja"))
        self.expand = expand
        self.faults = faults
        self.done: list[Paragraph] = []
        self.now = Paragraph()
        self.braces: dict[int, int] = {}
        self.depth = 0
        self.open: list[tuple[Mark, int, int]] = []  # mark, start in the output, index in the value

    def run(self, at: int, end: int) -> None:
        value = self.value
        while at < end:
            if not self.now.length and not self.open and not self.now.item:
                at = self._start(at, end)
            found = _TOKEN.search(value, at, end)
            if found is None:
                self.now.add(value[at:end], at)
                return
            self.now.add(value[at : found.start()], at)
            at = self._token(found, end)

    def _start(self, at: int, end: int) -> int:
        """The start of a paragraph: blanks are dropped, a dash makes it an item."""
        found = regex(r"[ \t\n\u3000]*").match(self.value, at, end)
        start = found.end() if found else at
        if "\u3000" in self.value[at:start]:
            first = self.value.index("\u3000", at)
            self.faults.append(Fault("typed_indent", first, start))
        if self.items and self.value.startswith("- ", start) and start + 2 < end:
            self.now.item = True
            return start + 2
        return start

    def _token(self, found: re.Match[str], end: int) -> int:
        token, at = found[0], found.start()
        first = token[0]
        if first != "\\" and ("\n" in token or "\u2029" in token):
            return self._line_end(found)
        if first == "\u2028":
            self._force(at)
        elif first == "\\":
            if token[1] in "\n\u2028":
                self._force(at)
            else:
                self.now.add(token[1], at + 1)
        elif first == "*":
            return self._stars(token, at, end)
        elif first == "`":
            return self._code(at, end)
        elif first == "[":
            return self._link(at, end)
        elif token in ("{{", "}}"):
            self.now.add(first, at)
        elif first == "{":
            return self._brace(at, end)
        elif first == "}":
            self.faults.append(Fault("stray_brace", at, at + 1, ("}",)))
            self.now.add("}", at)
        else:
            self.faults.append(Fault("invisible", at, at + 1, (f"U+{ord(first):04X}",)))
        return found.end()

    def _force(self, at: int) -> None:
        if self.now.pieces:
            kept = self.now.pieces[-1].rstrip(" \t")
            self.now.length -= len(self.now.pieces[-1]) - len(kept)
            self.now.pieces[-1] = kept
        self.now.add("\n", at)

    def _line_end(self, found: re.Match[str]) -> int:
        at, after = found.start(), found.end()
        item = self.items and self.value.startswith("- ", after)
        if found[0].count("\n") > 1 or "\u2029" in found[0] or item:
            self.end_paragraph(at)
            return after
        if after < len(self.value) and self.now.length and not self._joins(after):
            self.now.add(" ", at)
        return after

    def _joins(self, after: int) -> bool:
        """Whether a line end disappears between the last character set and the next one in the value."""
        last = self.now.pieces[-1][-1]
        peek = regex(r"(?:\*+|\[|`|\{[a-z]+:|\{(?=[^\W\d]))*(.)").match(self.value, after)
        following = peek[1] if peek else " "
        if last in " \n—" or (following in " —" and last != " "):
            return True
        left, right = self._wide(last), self._wide(following)
        return (left or right) if self.chinese else (left and right)

    def _wide(self, character: str) -> bool:
        return bool(_HAN.match(character)) or (self.chinese and character in _HAN_IN_CHINESE)

    def _stars(self, token: str, at: int, end: int) -> int:
        after = at + len(token)
        if len(token) > 3:
            self.now.add(token, at)
            return after
        can_open = after < end and not self.value[after].isspace()
        can_close = at > 0 and not self.value[at - 1].isspace()
        left = len(token)
        while left:
            kind: Mark = "bold" if left >= 2 else "italic"
            top = next((mark for mark, _, _ in reversed(self.open)), None)
            if left == 3 and top == "italic" and can_close:
                kind = "italic"
            size = 2 if kind == "bold" else 1
            if can_close and top == kind:
                _, start, _ = self.open.pop()
                self.now.marks.append(Marked(start, self.now.length, kind))
            elif can_open:
                self.open.append((kind, self.now.length, after - left))
            else:
                if kind == "bold" or can_close:
                    self.faults.append(Fault("unbalanced", after - left, after, ("*" * size,)))
                self.now.add("*" * size, after - left)
            left -= size
        return after

    def _code(self, at: int, end: int) -> int:
        close = self.value.find("`", at + 1, end)
        if close < 0:
            self.faults.append(Fault("unbalanced", at, at + 1, ("`",)))
            self.now.add("`", at)
            return at + 1
        start = self.now.length
        self.now.add(self.value[at + 1 : close].replace("\n", " "), at + 1)
        self.now.marks.append(Marked(start, self.now.length, "raw"))
        return close + 1

    def _link(self, at: int, end: int) -> int:
        found = _LINK.match(self.value, at, end)
        if found is None:
            self.now.add("[", at)
            return at + 1
        if not found[3] or not found[2]:
            self.faults.append(Fault("bad_link", at, found.end()))
            self.now.add("[", at)
            return at + 1
        start = self.now.length
        self._inside(found.start(1), found.end(1))
        self.now.marks.append(Marked(start, self.now.length, "link", found[2]))
        return found.end()

    def _brace(self, at: int, end: int) -> int:
        if found := _FACT.match(self.value, at, end):
            figure = self.expand(found[1])
            if figure is None:
                self.faults.append(Fault("fact", at + 1, found.end() - 1, (found[1],)))
            self.now.add(found[0] if figure is None else figure, at)
            return found.end()
        if found := _RUBY.match(self.value, at, end):
            start = self.now.length
            self._inside(found.start(1), found.end(1))
            self.now.marks.append(Marked(start, self.now.length, "ruby", found[2].strip()))
            self._readings(found)
            return found.end()
        found = _NAMED.match(self.value, at, end)
        close = self._closing(at, end)
        if found is None or close < 0 or self.depth >= MAX_MARKS_DEEP:
            after = close + 1 if close >= 0 else at + 1
            self.faults.append(Fault("stray_brace", at, after, (self.value[at:after],)))
            self.now.add(self.value[at:after], at)
            return after
        mark = NAMED_MARKS.get(found[1])
        if mark is None:
            self.faults.append(Fault("mark", at + 1, found.end() - 1, (found[1],)))
        start = self.now.length
        self._inside(found.end(), close)
        if mark:
            self.now.marks.append(Marked(start, self.now.length, mark))
            self._marks_something(mark, start, at, found.end(), close)
        return close + 1

    def _readings(self, found: re.Match[str]) -> None:
        """Several readings must be one for each Han; a single one is for the whole word."""
        given, wanted = len(found[2].split()), len(_READ.findall(found[1]))
        if not given:
            self.faults.append(Fault("empty_reading", found.start(), found.end(), (found[1],)))
        elif given > 1 and given != wanted:
            self.faults.append(Fault("readings", found.start(2), found.end(2), (str(given), str(wanted))))

    def _marks_something(self, mark: Mark, start: int, at: int, inner: int, close: int) -> None:
        """Dots stand below Han only, lines below names: with none of them nothing would be printed."""
        inside = "".join(self.now.pieces)[start:]
        seen = _READ.search(inside) if mark == "dots" else any(map(str.isalnum, inside))
        if not seen and mark != "nobreak":
            typed = self.value[inner:close]
            self.faults.append(Fault(f"no_{'han' if mark == 'dots' else 'name'}", at, close + 1, (typed, mark)))

    def _closing(self, at: int, end: int) -> int:
        """The brace that closes the one at `at`, on the same line and before `end`; -1 when there is none."""
        if not self.braces:
            pending: list[int] = []
            for found in re.finditer(r"[{}\n]", self.value):
                if found[0] == "{":
                    pending.append(found.start())
                elif found[0] == "}" and pending:
                    self.braces[pending.pop()] = found.start()
                elif found[0] == "\n":
                    pending.clear()
            self.braces.setdefault(-1, -1)
        close = self.braces.get(at, -1)
        return close if close < end else -1

    def _inside(self, start: int, end: int) -> None:
        """A stretch inside a mark; marks opened in it must close in it."""
        outer, self.open = self.open, []
        self.open.append(("span", 0, 0))  # keeps `run` from taking this for the start of a paragraph
        self.depth += 1
        self.run(start, end)
        self.depth -= 1
        self.open.pop(0) if self.open and self.open[0][0] == "span" else None
        self._unclosed()
        self.open = outer

    def _unclosed(self) -> None:
        for mark, _, at in self.open:
            stars = "**" if mark == "bold" else "*"
            self.faults.append(Fault("unbalanced", at, at + len(stars), (stars,)))
        self.open = []

    def end_paragraph(self, at: int) -> None:
        self._unclosed()
        if self.now.length:
            self.done.append(self.now)
        self.now = Paragraph()
