"""Pieces of the tree → bilingual texts, blocks and pictures, with every fault reported where it was typed.

This is what models are validated with: records call `pair`, `block`, `blocks` and `picture` with the values as they
stand in the file. What is faulty is reported, and something harmless handed back, so that one run finds everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from brochure.dataclass import dataclass, field, replace
from brochure.diagnostics import Diagnostic, Message, Severity, Sink, Span
from brochure.facts import FORMATS, write_fact
from brochure.inline import Inline
from brochure.markup import NAMED_MARKS, Fault, Paragraph, parse
from brochure.model import BlockBase, Fact, TextReader
from brochure.project import Project
from brochure.record import Refused
from brochure.regex import regex
from brochure.source import Map, Node, Text, characters, value_offsets
from brochure.validation import close_to, did_you_mean, one_of
from brochure.yamlfaults import quote

_HAN = regex("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN_AT_LINE_END = regex(f"{_HAN.pattern}\n|\n{_HAN.pattern}")
_LETTER = regex(r"[^\W\d_]")
_LANGUAGE_NAMES = {"zh": ("中文", "Chinese"), "en": ("英文", "English")}

MAX_FAULTS = 20
"""Findings of markup in one text; what has more is not marked up at all, and says so well enough."""

Texts = tuple[tuple[str, Inline], ...]
Paragraphs = tuple[tuple[str, tuple[Inline, ...]], ...]


@dataclass(slots=True, eq=False)
class Reader(TextReader):
    """`languages` may have a text, `required` must. `fact_names` are all that stand there, `facts` the sound ones."""

    sink: Sink
    project: Project
    languages: tuple[str, ...]
    required: tuple[str, ...]
    read_block: Callable[[Any], BlockBase | None]
    fact_names: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    uses: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[tuple[str, str], str] = field(default_factory=dict)
    draft: bool = False
    """Whether English may be missing where there is Chinese: pseudo-words will stand in for it."""
    untranslated: list[str] = field(default_factory=list)
    """Places of the texts where it is."""

    # --- what models ask for ---

    def pair(self, value: Any) -> tuple[Texts, str]:
        texts: list[tuple[str, Inline]] = []
        for lang, text in self._halves(value):
            paragraphs = self._parse(text, lang, block=False)
            if len(paragraphs) > 1:
                self._report(
                    "text.one_paragraph",
                    text.node.span(),
                    text.path,
                    "这里只能有一段文字",
                    "only one paragraph can stand here",
                )
            if paragraphs:
                texts.append((lang, paragraphs[0].inline()))
        return tuple(texts), getattr(value, "path", "")

    def unit(self, value: Any) -> tuple[Texts, str]:
        """A unit's words; a language may do without."""
        required, self.required = self.required, ()
        try:
            return self.pair(value)
        finally:
            self.required = required

    def block(self, value: Any) -> tuple[Paragraphs, str]:
        texts = [
            (lang, tuple(paragraph.inline() for paragraph in self._parse(text, lang, block=True)))
            for lang, text in self._halves(value)
        ]
        if len({len(paragraphs) for _, paragraphs in texts}) > 1:
            self._uneven(value, texts)
        return tuple(texts), getattr(value, "path", "")

    def blocks(self, value: Any) -> tuple[BlockBase, ...]:
        if not isinstance(value, list):
            raise Refused("tuple_type")
        return tuple(block for item in value if (block := self.read_block(item)) is not None)

    def picture(self, value: Any) -> str:
        if not isinstance(value, Text):
            raise Refused("wrong", zh="应是图片的文件名", en="must be the name of a picture file")
        found = self.project.resolve(value, value.node.file.path, self.sink, value.node.span(), "picture", value.path)
        return str(found) if found else ""

    # --- halves of a pair ---

    def _halves(self, value: Any) -> list[tuple[str, Text]]:
        """The languages a pair has, each with its text; what is missing or in the way is reported."""
        if isinstance(value, Text):
            return self._bare(value)
        if not isinstance(value, Map):
            raise Refused("wrong", **_PAIR_WANTED)
        if len(value) > 1 and all(lang in self.languages and _is_blank(text) for lang, text in value.items()):
            self._blank(value)
            return []
        halves: list[tuple[str, Text]] = []
        for lang, text in value.items():
            if lang not in self.languages:
                self._not_a_language(value, lang)
            elif isinstance(text, Text) and text.strip():
                halves.append((lang, text))
            elif text is None or isinstance(text, Text):
                if lang in self.required:
                    self._no_translation(value, lang, _key(value.node, lang).span())
            else:
                hints = (
                    Message(
                        "多段文字请用 `|`，段落之间空一行", "for several paragraphs use `|`, with blank lines between"
                    ),
                )
                span = _key(value.node, lang).span()
                self._report(
                    "text.not_text",
                    span,
                    f"{value.path}.{lang}",
                    "这里应是一段文字",
                    "a text must stand here",
                    hints=hints,
                )
        if not value.node.broken:
            for lang in self.required:
                if lang not in value:
                    self._no_translation(value, lang, _start(value.node))
        return halves

    def _blank(self, value: Map) -> None:
        """A pair left empty in every language is one mistake, not one for each."""
        hints = (Message("写上文字，或者删去这一项", "write the texts, or take the key out"),)
        zh, en = "各种语言都是空的", "the text is empty in every language"
        self._report("text.missing_translation", _start(value.node), value.path, zh, en, hints=hints)

    def _bare(self, text: Text) -> list[tuple[str, Text]]:
        """A text without languages: the same in all when it has no letters (a telephone number), else half a pair."""
        if not text.strip():
            self._report("text.missing_translation", text.node.span(), text.path, "文字是空的", "the text is empty")
            return []
        if not _LETTER.search(text):
            return [(lang, text) for lang in self.languages]
        lang = "zh" if _HAN.search(text) else "en"
        span = text.node.span()
        corrected = ""
        if "\n" not in text.node.file.text[text.node.start : text.node.end]:
            halves = ", ".join(f"{name}: {quote(text) if name == lang else quote('')}" for name in self.languages)
            end = span.column - 1 + text.node.end - text.node.start
            corrected = f"{span.text[: span.column - 1]}{{{halves}}}{span.text[end:]}"
        self._report(
            "text.not_a_pair",
            span,
            text.path,
            "文字要写成中英一对",
            "a text is a pair, one half a language",
            corrected=corrected,
        )
        return []

    def _not_a_language(self, value: Map, lang: str) -> None:
        span = _key(value.node, lang).span()
        best = close_to(lang, self.languages)
        names = "、".join(f"`{name}`" for name in self.languages)
        hints = did_you_mean(best) or (
            Message(f"这里只有语言：{names}", f"only languages stand here: {', '.join(self.languages)}"),
        )
        value.node.broken = bool(best) or value.node.broken
        zh, en = f"不认识的键 `{lang}`", f"unknown key `{lang}`"
        start, end = span.column - 1, span.column - 1 + len(lang)
        corrected = span.text[:start] + best + span.text[end:] if best and span.text[start:end] == lang else ""
        self._report("model.unknown_key", span, f"{value.path}.{lang}", zh, en, hints=hints, corrected=corrected)

    def _no_translation(self, value: Map, lang: str, span: Span) -> None:
        source = value.get("zh")
        printed = value.path.startswith(("sections.", "document."))
        if self.draft and printed and lang == "en" and isinstance(source, Text) and source.strip():
            self.untranslated.append(value.path)
            return
        zh, en = _LANGUAGE_NAMES.get(lang, (lang, lang))
        self._report(
            "text.missing_translation",
            span,
            f"{value.path}.{lang}",
            f"缺少{zh}（`{lang}`）",
            f"the {en} text (`{lang}`) is missing",
        )

    def _uneven(self, value: Map, texts: list[tuple[str, tuple[Inline, ...]]]) -> None:
        counts_zh = "，".join(f"{_LANGUAGE_NAMES.get(lang, (lang,))[0]} {len(ps)} 段" for lang, ps in texts)
        counts_en = ", ".join(f"{_LANGUAGE_NAMES.get(lang, ('', lang))[1]} {len(ps)}" for lang, ps in texts)
        hints = (
            Message(
                "段落之间空一行，两种语言逐段对应", "a blank line parts paragraphs; they stand in step in all languages"
            ),
        )
        self._report(
            "text.paragraph_count", _key(value.node, texts[-1][0]).span(), value.path,
            f"段数不同：{counts_zh}", f"the paragraphs differ in number: {counts_en}", hints=hints,
        )  # fmt: skip

    # --- markup ---

    def _parse(self, text: Text, lang: str, *, block: bool) -> list[Paragraph]:
        faults: list[Fault] = []
        value = self._unfold(text, lang, block)
        paragraphs = parse(value, lang, lambda name: self._figure(name, lang, text.path), faults, items=block)
        for fault in faults[:MAX_FAULTS]:
            self._explain(fault, text)
        return paragraphs

    def locate(self, text: Text, lang: str, paragraph: int, offset: int) -> int:
        """Offset in a paragraph's `Inline` → offset in the scalar's value."""
        quiet = replace(self, sink=Sink(), uses={})
        block = text.node.style == "|" or paragraph > 0
        paragraphs = parse(
            quiet._unfold(text, lang, block), lang, lambda name: quiet._figure(name, lang, ""), [], items=block
        )
        if not paragraphs:
            return 0
        return paragraphs[min(paragraph, len(paragraphs) - 1)].source(offset)

    def _unfold(self, text: Text, lang: str, block: bool) -> str:
        """The value with its typed line ends back, where YAML folded them into spaces.

        A line end that YAML left in a folded text was a blank line: a paragraph in a block text, a new line in a title.
        """
        node = text.node
        if node.style == "|":
            return text
        folded = str(text).rstrip("\n").replace("\n", "\u2029" if block else "\u2028")
        if not lang.startswith("zh") or "\n" not in node.file.text[node.start : node.end].rstrip("\n"):
            return folded
        offsets, source = value_offsets(node), node.file.text
        typed = "".join(
            "\n" if char == " " and source[at] == "\n" else char for char, at in zip(folded, offsets, strict=False)
        )
        if typed != folded and _HAN_AT_LINE_END.search(typed):
            self._folded(text)
        return typed

    def _folded(self, text: Text) -> None:
        node = text.node
        header = node.file.span(node.start)
        corrected = ""
        if node.style == ">":
            corrected = header.text[: header.column - 1] + "|" + header.text[header.column :]
        elif not node.style and not header.text[: header.column - 1].strip() and header.line > 1:
            above = node.file.line(header.line - 2).rstrip()
            if above.endswith(":"):  # the text begins below its key: that is where `|` is missing
                header = node.file.span(node.file.starts[header.line - 2] + len(above) - 1)
                corrected = above + " |"
        hints = (
            Message(
                "中文请用 `|`：它保留换行，由排版去掉",
                "for Chinese use `|`: it keeps the line ends, and the typesetter joins them",
            ),
        )
        self._report(
            "text.folded", header, text.path,
            "YAML 会在这段中文的换行处加空格", "YAML puts spaces into this Chinese text",
            severity="warning", hints=hints, corrected=corrected,
        )  # fmt: skip

    def _figure(self, name: str, lang: str, path: str) -> str | None:
        """The figure of `name` or `name.format`."""
        plain, _, form = name.partition(".")
        if plain not in self.fact_names or (form and form not in FORMATS):
            return None
        self.uses.setdefault(plain, []).append(path)
        known = self.figures.get((name, lang))
        if known is None:
            fact = self.facts.get(plain)
            known = self.figures[name, lang] = write_fact(fact, lang, form) if fact else "?"
        return known

    def _explain(self, fault: Fault, text: Text) -> None:
        span = characters(text.node, fault.start, fault.end)
        start, end = span.column - 1, span.end_column - 1
        word = fault.words[0] if fault.words else ""
        zh, en = _FAULTS[fault.code]
        code = "fact.unknown" if fault.code == "fact" else f"text.{fault.code}"
        hints: tuple[Message, ...] = ()
        changed: str | None = None
        severity: Severity = "error"
        plain, _, form = word.partition(".")
        if fault.code == "fact" and form and plain in self.fact_names:
            code, (zh, en) = "fact.unknown_format", ("`{}`：没有这种写法", "`{}`: there is no such format")
            best = close_to(form, FORMATS)
            hints = did_you_mean(f"{plain}.{best}" if best else "") or one_of(f"{plain}.{known}" for known in FORMATS)
            changed = f"{plain}.{best}" if best else None
        elif fault.code in ("fact", "mark"):
            best = close_to(plain, self.fact_names if fault.code == "fact" else NAMED_MARKS)
            best += f".{form}" if best and form else ""
            hints, changed = did_you_mean(best), best or None
        elif fault.code == "stray_brace":
            changed = f"{{{{{word[1:-1]}}}}}" if len(word) > 1 else word * 2
        elif fault.code in ("invisible", "typed_indent"):
            severity, changed = "warning", ""
        elif fault.code in ("no_han", "no_name", "empty_reading"):
            severity, changed = "warning", word
        elif fault.code == "readings":
            severity = "warning"
        elif fault.code == "not_normalized":
            severity = "info"
        elif fault.code == "unbalanced":
            hints = (
                Message(
                    f"成对写；要印出星号本身写 `\\{word[0]}`",
                    f"write them in pairs; for the mark itself write `\\{word[0]}`",
                ),
            )
        corrected = "" if changed is None else span.text[:start] + changed + span.text[end:]
        self._report(
            code, span, text.path, zh.format(*fault.words), en.format(*fault.words),
            severity=severity, hints=hints, corrected=corrected,
        )  # fmt: skip

    def _report(
        self,
        code: str,
        span: Span,
        path: str,
        zh: str,
        en: str,
        *,
        severity: Severity = "error",
        hints: tuple[Message, ...] = (),
        corrected: str = "",
    ) -> None:
        self.sink.add(Diagnostic(code, severity, Message(zh, en), span, path, hints, corrected))


_PAIR_WANTED = {"zh": "应是中英一对的文字：{zh: …, en: …}", "en": "must be a pair of texts: {zh: …, en: …}"}
_FAULTS = {
    "unbalanced": ("`{}` 没有配对", "`{}` has no partner"),
    "bad_link": ("链接要写成 [文字](地址)", "a link is written [text](address)"),
    "fact": ("facts 里没有 `{}`", "there is no fact `{}`"),
    "mark": ("不认识的标记 `{}`", "unknown mark `{}`"),
    "stray_brace": ("`{0}` 不是标记；要印出花括号，写两个", "`{0}` is no mark; to print a brace, write it twice"),
    "invisible": ("有看不见的字符 {}，不会印出", "there is an invisible character, {}; it is not printed"),
    "typed_indent": ("段首的空格不用打，缩进由样式决定", "spaces before a paragraph are left out: the style indents"),
    "no_han": ("着重号加在汉字下，`{0}` 里没有汉字", "emphasis dots stand below Han; there is none in `{0}`"),
    "no_name": ("`{1}:` 里没有文字，线无处可画", "there is nothing in `{1}:` to draw a line under"),
    "empty_reading": ("`{0}` 的注音是空的", "the reading of `{0}` is empty"),
    "readings": (
        "注音 {0} 个，汉字 {1} 个：每字一个，以空格分开；整词一个就连写",
        "{0} readings for {1} Han: write one for each, with spaces, or a single one for the whole word",
    ),
    "not_normalized": ("`{}` 按 NFC 写成 `{}`", "`{}` is written `{}`, in NFC"),
}  # fmt: skip


def _is_blank(text: Any) -> bool:
    return text is None or (isinstance(text, Text) and not text.strip())


def _key(node: Node, name: str) -> Node:
    pair = node.pair(name)
    return pair[0] if pair else node


def _start(node: Node) -> Span:
    return node.span() if not node.block or not node.pairs else node.pairs[0][0].span()
