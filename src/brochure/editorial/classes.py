"""The classes of faults that keep a brochure from being printed, each with its exit code."""

from __future__ import annotations

from collections.abc import Iterable

from brochure.dataclass import dataclass
from brochure.diagnostics import Diagnostic, Message


@dataclass(frozen=True, slots=True)
class ReleaseClass:
    """One line of the release list: what must hold, its exit code, and the codes of the findings that break it."""

    exit: int
    name: Message
    codes: tuple[str, ...]


CLASSES = (
    ReleaseClass(10, Message("两种语言齐全", "both languages complete"),
                 ("text.missing_translation", "text.paragraph_count")),
    ReleaseClass(11, Message("没有示意图", "no stand-in pictures"), ("picture.placeholder",)),
    ReleaseClass(12, Message("每张图有署名", "a credit for every picture"), ("picture.no_credit",)),
    ReleaseClass(13, Message("每张图有替代文字", "a description of every picture"), ("picture.no_alt",)),
    ReleaseClass(14, Message("地图有审图号", "an approval number for every map"),
                 ("picture.no_map_approval", "picture.map_approval")),
    ReleaseClass(15, Message("图片权利与肖像同意", "rights and consent"), ("picture.no_rights", "picture.no_consent")),
    ReleaseClass(16, Message("数字有日期与来源，与正文一致", "figures dated, sourced and not contradicted"),
                 ("fact.no_date", "fact.no_source", "fact.contradicted")),
    ReleaseClass(17, Message("没有未定稿的标记", "no draft marks"), ("text.draft_mark",)),
    ReleaseClass(18, Message("每块每种语言已签发", "every block signed in each language"),
                 ("approval.missing", "approval.stale", "approval.no_id")),
    ReleaseClass(19, Message("术语与核心价值观", "terms and core values"),
                 ("terms.unconfirmed", "terms.missing", "terms.forbidden", "terms.core_values")),
    ReleaseClass(20, Message("中英文数字一致", "figures agree in both languages"),
                 ("numbers.missing", "numbers.extra", "numbers.different", "numbers.approximation", "numbers.unit",
                  "numbers.swapped")),
    ReleaseClass(21, Message("单位词表", "the office's word list"), ("words.listed", "words.too_short")),
    ReleaseClass(22, Message("每个字都有字形", "a glyph for every character"), ("text.missing_glyph",)),
    ReleaseClass(23, Message("印前检查没有错误", "no errors of preflight"),
                 tuple(f"preflight.{name}" for name in (
                     "resolution", "hairline", "small_type", "safe_area", "bleed", "bleed_box", "rich_black_text",
                     "registration", "white_overprint", "ink", "rgb", "missing_glyph"))),
)  # fmt: skip
"""In the order of their exit codes."""
EXIT_CODES = {code: entry.exit for entry in CLASSES for code in entry.codes}


def exit_code(findings: Iterable[Diagnostic]) -> int:
    """The exit code of a release check: 0 clean, 1 when anything outside the classes fails, else the lowest class."""
    codes = {EXIT_CODES.get(finding.code, 1) for finding in findings if finding.severity == "error"}
    return min(codes, default=0)
