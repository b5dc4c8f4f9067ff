"""What went wrong when a file is not YAML: one finding that names the character at fault, and the line as it should be.

libyaml reports where it could read no further, which is often a line after the fault and always in the parser's words.
Here its report only says where to look; the line itself says what happened, by the mistakes people make who type
Chinese: full-width marks, Word's indents, quotes, a missing space. The checks run in order, and the first that
recognises the line answers. Faults that leave the file readable are in `treefaults`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from brochure.diagnostics import Diagnostic, Message, Span
from brochure.regex import regex

if TYPE_CHECKING:
    from brochure.source import SourceFile

FULL_WIDTH = str.maketrans({"｛": "{", "｝": "}", "［": "[", "］": "]", "，": ", ", "：": ": ", "　": " "})
_BLOCK_HEADER = regex(r"^(?P<lead>\s*(?:- +)*)(?:[^\s#][^#]*?: +|- *)?[|>][-+0-9]*\s*(?:#.*)?$")
_KEY = regex(r"^\s*(?:- +)*[\w.-]+\s*:(?:\s|$)")
_WIDE_COLON = regex(r"^(?P<lead>\s*(?:- +)*)(?P<key>[\w.-]+)[ 　]*：[ 　]*(?P<rest>.*)$")
_WIDE_KEY = regex(r"^\s*(?:- +)*[A-Za-z][\w.-]*[ 　]*：")
_NO_SPACE = regex(r"^(?P<lead>\s*(?:- +)*)(?P<key>[A-Za-z_][\w.-]*):(?P<rest>[^\s/].*)$")
_DASH = regex(r"^(?P<lead>\s*)-(?P<rest>[A-Za-z_][\w.-]*:(?:\s.*)?)$")
_QUOTE_OPEN = regex(r"(?:^\s*(?:- +)*|: +|[\[{,] *)(?P<quote>[\"'])(?P<rest>.*)$")


def quote(text: str) -> str:
    """Text as a quoted YAML scalar, with the quotes that need the fewest changes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quoted(span: Span) -> str:
    """The line with the value that starts at the span in quotes."""
    line, start = span.text, span.column - 1
    end = _value_end(line, start)
    return line[:start] + quote(line[start:end]) + line[end:]


def _value_end(line: str, start: int) -> int:
    """Where a plain value ends: at the line's end or its comment; in braces at the next comma or bracket."""
    end = len(line)
    if line[:start].count("{") + line[:start].count("[") > line[:start].count("}") + line[:start].count("]"):
        found = regex(r",\s|[}\]]").search(line, start)
        end = found.start() if found else end
    comment = line.find(" #", start, end)
    return len(line[: comment if comment > start else end].rstrip())


def explain_syntax(file: SourceFile, error: Any) -> Diagnostic:
    """The one finding for a file that cannot be read."""
    return _Case(file, error).explain()


class _Case:
    """One parser error and the lines around it."""

    def __init__(self, file: SourceFile, error: Any) -> None:
        self.file = file
        self.problem = str(getattr(error, "problem", None) or "")
        self.context = str(getattr(error, "context", None) or "")
        mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        last = len(file.text.rstrip())
        self.at = min(mark.index if mark else 0, last)
        self.from_ = min(context_mark.index if context_mark else self.at, last)
        self.number = file.line_of(self.at)
        self.line = file.line(self.number)
        self.column = self.at - file.starts[self.number]
        self.before = self._before(self.number)
        self.blocks = _block_lines(file, self.number)

    def explain(self) -> Diagnostic:
        for check in (
            self._blank_indent, self._block_text, self._wide_colon, self._missing_space, self._wide_bracket,
            self._wide_comma, self._escape, self._unclosed_quote, self._after_quote, self._reserved, self._bar,
            self._colon_in_text, self._bracket, self._no_colon, self._indent,
        ):  # fmt: skip
            finding = check()
            if finding is not None:
                return finding
        return self._finding(
            "syntax", self.at, 1, "YAML 在这里读不下去", "the YAML cannot be read from here on",
            hints=(Message(f"解析器说：{self.problem}", f"the parser says: {self.problem}"),),
        )  # fmt: skip

    # --- the checks ---

    def _blank_indent(self) -> Diagnostic | None:
        """A tab, a full-width or a no-break space where only spaces may stand."""
        for number in dict.fromkeys((self.number, self.before)):
            line = self.file.line(number)
            found = re.match(r"^[ ]*([\t\u3000\u00a0])", line)
            if found and number not in self.blocks:
                body = line.lstrip("\t\u3000\u00a0 ")
                lead = line[: len(line) - len(body)]
                spaces = lead.expandtabs(2).replace("\u3000", "  ").replace("\u00a0", " ")
                code, zh, en = _BLANKS[found[1]]
                return self._finding(code, self.file.starts[number] + found.start(1), 1, zh, en, spaces + body)
        return None

    def _block_text(self) -> Diagnostic | None:
        """A line of text that is not indented below its `|`."""
        number = self.file.line_of(self.from_) if "simple key" in self.context else self.number
        line = self.file.line(number)
        above = self._before(number)
        header = above if _BLOCK_HEADER.match(self.file.line(above)) else None
        if header is None and above in self.blocks:
            header = self.blocks[above]
        if header is None or number in self.blocks or _KEY.match(line) or line.lstrip().startswith(("- ", "#")):
            return None
        indent = _key_indent(self.file.line(header)) + 2
        if above in self.blocks:
            indent = _indent(self.file.line(above))
        return self._finding(
            "block_indent", self.file.starts[number] + _indent(line), len(line.strip()),
            "`|` 下面的文字要比它的键缩进得深", "text under `|` must be indented deeper than its key",
            " " * indent + line.strip(),
        )  # fmt: skip

    def _wide_colon(self) -> Diagnostic | None:
        """`title：…`; the line may be well above, when a text of several lines follows."""
        near = (self.file.line_of(self.from_), self.number, self.before)
        for number in dict.fromkeys((*near, self._key_above())):
            found = None if number in self.blocks else _WIDE_COLON.match(self.file.line(number))
            if found and (found["key"].isascii() or (number in near and ": " not in found["rest"])):
                corrected = f"{found['lead']}{found['key']}: {found['rest']}".rstrip()
                at = self.file.starts[number] + self.file.line(number).index("：")
                return self._finding("fullwidth_colon", at, 1, *WIDE_COLON_TEXT, corrected)
        return None

    def _missing_space(self) -> Diagnostic | None:
        for number in dict.fromkeys((self.file.line_of(self.from_), self.number, self.before)):
            if number in self.blocks:
                continue
            line, start = self.file.line(number), self.file.starts[number]
            if found := _NO_SPACE.match(line):
                corrected = f"{found['lead']}{found['key']}: {found['rest']}"
                return self._finding("missing_space", start + found.end("key"), 1, *COLON_SPACE, corrected)
            if found := _DASH.match(line):
                corrected = f"{found['lead']}- {found['rest']}"
                return self._finding("missing_space", start + found.end("lead"), 1, *DASH_SPACE, corrected)
        return None

    def _wide_bracket(self) -> Diagnostic | None:
        found = re.search(r": *([｛［])", self.line)
        if found is None:
            return None
        return self._finding(
            "fullwidth_bracket", self._here(found.start(1)), 1, *WIDE_BRACKET, self.line.translate(FULL_WIDTH)
        )

    def _wide_comma(self) -> Diagnostic | None:
        """`{zh: 中文， en: text}`"""
        found = re.search(r"，\s*[A-Za-z_][\w-]*$", self.line[: self.column])
        if found is None or "flow" not in self.context:
            return None
        corrected = self.line[: found.start()] + ", " + self.line[found.start() + 1 :].lstrip()
        return self._finding("fullwidth_comma", self._here(found.start()), 1, *WIDE_COMMA, corrected)

    def _escape(self) -> Diagnostic | None:
        if "escape" not in self.problem:
            return None
        start = self.from_ - self.file.starts[self.number]
        end = self.line.find('"', start + 1)
        corrected = f"{self.line[:start]}'{self.line[start + 1 : end]}'{self.line[end + 1 :]}" if end > 0 else ""
        return self._finding(
            "bad_escape",
            self.at - 1,
            2,
            "双引号里的 `\\` 是转义符",
            "in double quotes `\\` starts an escape",
            corrected,
        )

    def _unclosed_quote(self) -> Diagnostic | None:
        """A quote that opens a value and is not closed on its line, while the next line starts a key."""
        first = self.file.line_of(self.from_) if "quoted scalar" in self.context else max(0, self.number - 40)
        for number in range(self.number, first - 1, -1):
            if number in self.blocks:
                continue
            line = self.file.line(number)
            found = _QUOTE_OPEN.search(line)
            if found is None or found["quote"] in found["rest"]:
                continue
            after = self.file.line(number + 1) if number + 1 < len(self.file.starts) else ""
            if (number == self.number and "quoted scalar" not in self.context) or (after and not _KEY.match(after)):
                continue
            corrected = "" if re.search(r"[{\[]", line[: found.start("quote")]) else line.rstrip() + found["quote"]
            at = self.file.starts[number] + found.start("quote")
            return self._finding("unclosed_quote", at, 1, "引号没有闭合", "the quote is never closed", corrected)
        if "quoted scalar" in self.context:
            return self._finding("unclosed_quote", self.from_, 1, "引号没有闭合", "the quote is never closed")
        return None

    def _after_quote(self) -> Diagnostic | None:
        """Text goes on behind a closing quote: quotes inside a quoted text, or around its first words only."""
        found = re.match(r"^(\s*(?:- +)*(?:[\w.-]+: +)?)([\"'])", self.line)
        if found is None or self.problem != "did not find expected key" or self.column <= found.start(2):
            return None
        value = self.line[found.start(2) :].rstrip()
        inner = value[1:-1] if value.endswith(found[2]) and len(value) > 1 else value
        zh, en = "引号闭合之后还有文字", "text goes on after the closing quote"
        return self._finding("text_after_quote", self.at, 1, zh, en, found[1] + quote(inner))

    def _reserved(self) -> Diagnostic | None:
        """A plain text that begins with a mark that means something in YAML."""
        at = self.from_ if re.search(r"alias|anchor|tag|directive", self.context) else self.at
        character = self.file.text[at : at + 1]
        known = re.search(
            r"alias|anchor|a tag|directive|any token|entries are not|keys are not|node content",
            self.problem + self.context,
        )
        if not known or character not in "%@`*&!-?,>|]}" or not character:
            return None
        number = self.file.line_of(at)
        span = self.file.span(at, at + 1)
        plain = _indent(self.file.line(number)) == span.column - 1
        return self._finding(
            "reserved_start", at, 1, f"文字不能以 `{character}` 开头而不加引号",
            f"a text that begins with `{character}` needs quotes", "" if plain else quoted(span),
        )  # fmt: skip

    def _bar(self) -> Diagnostic | None:
        if "block scalar" not in self.context:
            return None
        corrected = self.line[: self.from_ - self.file.starts[self.number] + 1]
        hints = (Message("文字从下一行写起，并缩进", "the text starts on the next line, indented"),)
        return self._finding(
            "text_after_bar", self.at, 1, "`|` 后面不能有文字", "no text may follow `|` on its line", corrected, hints
        )

    def _colon_in_text(self) -> Diagnostic | None:
        head = self.line[: self.column]
        if self.line[self.column : self.column + 1] != ":":
            return None
        if "flow" in self.context:
            opening = [found.end() for found in re.finditer(r"[:,{\[] *", head)]
        else:
            opening = [found.end() for found in re.finditer(r"^\s*(?:- +)*[^:\s][^:]*: +", head)]
        if not opening or ("{" in head and "flow" not in self.context and not head.rstrip().endswith("}")):
            return None
        span = self.file.span(self._here(opening[-1]))
        zh, en = "文字里有冒号加空格，要加引号", "a text with a colon and a space in it needs quotes"
        return self._finding("colon_in_text", self.at, 1, zh, en, quoted(span))

    def _bracket(self) -> Diagnostic | None:
        """Brackets: one too many, one too few, a comma left out, or a text that begins with one."""
        character = self.line[self.column : self.column + 1]
        if "flow" in self.context:
            opened = self.file.line_of(self.from_)
            line = self.file.line(opened)
            closer = "]" if "sequence" in self.context else "}"
            if opened != self.number or not character:
                corrected = line.rstrip() + closer if line.count("{") + line.count("[") == 1 else ""
                zh, en = f"括号没有闭合，少一个 `{closer}`", f"the bracket is never closed: `{closer}` is missing"
                return self._finding("unclosed_bracket", self.from_, 1, zh, en, corrected)
            if character == "{":
                return self._brace_in_flow()
            corrected = self.line[: self.column].rstrip() + ", " + self.line[self.column :]
            return self._finding("missing_comma", self.at, 1, "这里少一个逗号", "a comma is missing here", corrected)
        if character and character in "]}" and self.problem == "did not find expected key":
            corrected = self.line[: self.column] + self.line[self.column + 1 :]
            zh, en = f"多了一个 `{character}`", f"one `{character}` too many"
            return self._finding("extra_bracket", self.at, 1, zh, en, corrected)
        found = re.match(r"^\s*(?:- +)*[\w.-]+: +(?P<bracket>[\[{])", self.line)
        if found and self.column > found.start("bracket") and "mapping values" not in self.problem:
            at = self._here(found.start("bracket"))
            zh, en = (
                f"文字不能以 `{found['bracket']}` 开头而不加引号",
                f"a text that begins with `{found['bracket']}` needs quotes",
            )
            whole = self.line[: found.start("bracket")] + quote(self.line[found.start("bracket") :].rstrip())
            return self._finding("reserved_start", at, 1, zh, en, whole)
        return None

    def _brace_in_flow(self) -> Diagnostic:
        """`{zh: 达到{funds}, en: …}`: inside braces a text with a brace needs quotes."""
        opening = [found.end() for found in re.finditer(r"[:,{\[] +|[{\[]", self.line[: self.column])]
        start = opening[-1] if opening else self.column
        found = regex(r"(?:\{[^{}]*\}|[^{},])*").match(self.line, start)
        end = found.end() if found else len(self.line)
        corrected = self.line[:start] + quote(self.line[start:end].rstrip()) + self.line[end:]
        zh, en = "花括号里的文字含有 `{`，要加引号", "a text with `{` inside braces needs quotes"
        return self._finding("brace_in_text", self.at, 1, zh, en, corrected)

    def _indent(self) -> Diagnostic | None:
        if not _KEY.match(self.line) and not self.line.lstrip().startswith("- "):
            return None
        above, body = self.file.line(self.before), self.line.lstrip()
        if "'-' indicator" in self.problem:
            indent = _indent(above) if not above.lstrip().startswith("-") else _indent(above) + 2
        elif _indent(self.line) > _indent(above):
            indent = _indent(above)
        else:
            wanted = {0} | {
                _indent(self.file.line(n))
                for n in range(self.number)
                if n not in self.blocks and self.file.line(n).strip()
            }
            indent = min(wanted, key=lambda known: (abs(known - _indent(self.line)), -known))
        zh, en = "缩进与上面的行不齐", "the indent does not match the lines above"
        return self._finding("indent", self._here(_indent(self.line)), len(body), zh, en, " " * indent + body)

    def _no_colon(self) -> Diagnostic | None:
        if "':'" not in self.problem:
            return None
        hints = (
            Message(
                "键的后面要有半角冒号和空格；若是上一行文字的继续，请用 `|`",
                "a key needs a colon and a space; to go on with a text use `|`",
            ),
        )
        return self._finding(
            "no_colon", self.from_, 40, "这一行不是「键: 值」", "this line is not `key: value`", "", hints
        )

    # --- help ---

    def _before(self, number: int) -> int:
        """The last line above that is neither blank nor a comment."""
        for above in range(number - 1, -1, -1):
            if (stripped := self.file.line(above).strip()) and not stripped.startswith("#"):
                return above
        return number

    def _key_above(self) -> int:
        """The nearest line above that begins like a key, with either colon."""
        for above in range(self.number - 1, -1, -1):
            line = self.file.line(above)
            if above not in self.blocks and (_KEY.match(line) or _WIDE_KEY.match(line)):
                return above
        return self.number

    def _here(self, column: int) -> int:
        return self.file.starts[self.number] + column

    def _finding(
        self, code: str, at: int, length: int, zh: str, en: str, corrected: str = "", hints: tuple[Message, ...] = ()
    ) -> Diagnostic:
        return Diagnostic(
            f"yaml.{code}", "error", Message(zh, en), self.file.span(at, at + length), "", hints, corrected
        )


WIDE_COLON_TEXT = (
    "冒号是全角的，键的后面要用半角冒号加空格",
    "the colon is full-width; after a key write `:` and a space",
)
COLON_SPACE = ("冒号后面少一个空格", "a space is missing after the colon")
DASH_SPACE = ("`-` 后面少一个空格", "a space is missing after `-`")
WIDE_BRACKET = ("括号是全角的，这里要用半角", "the brackets are full-width; use `{ }` and `[ ]`")
WIDE_COMMA = ("逗号是全角的，这里要用半角逗号加空格", "the comma is full-width; write `,` and a space")
_BLANKS = {
    "\t": ("tab", "缩进用了制表符（Tab），要用空格", "the indent has a tab; use spaces"),
    "\u3000": (
        "strange_space",
        "缩进用了全角空格，要用半角空格",
        "the indent has a full-width space; use plain spaces",
    ),
    "\u00a0": (
        "strange_space",
        "缩进用了不换行空格，要用普通空格",
        "the indent has a no-break space; use plain spaces",
    ),
}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _key_indent(line: str) -> int:
    """Where the key of a line starts, past its dashes."""
    found = re.match(r"^\s*(?:- +)*", line)
    return found.end() if found else 0


def _block_lines(file: SourceFile, upto: int) -> dict[int, int]:
    """Lines inside a `|` or `>` text above line `upto` (inclusive), each with the line of its header."""
    inside: dict[int, int] = {}
    header, depth, declared = -1, 0, 0
    for number in range(min(upto + 1, len(file.starts))):
        line = file.line(number)
        if header >= 0 and (not line.strip() or _indent(line) > depth):
            inside[number] = header
            if line.strip() and depth <= declared:
                depth = _indent(line) - 1  # its first line sets how deep the text stands
            continue
        header = -1
        found = _BLOCK_HEADER.match(line)
        if found:
            header, declared = number, _key_indent(line) if ":" in line else _indent(line)
            depth = declared
    return inside
