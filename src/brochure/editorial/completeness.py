"""What a release needs: whole pairs, real pictures with credit and description, dated facts, no draft marks, sign-offs.

Pure functions from a brochure to findings. Each fault has a code of its own, and each class of faults an exit code
(`classes`), so that a script can tell a missing credit from a missing translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from brochure.diagnostics import Diagnostic, Message, Severity
from brochure.editorial.approvals import MIN_HASH, block_hash, has_words
from brochure.editorial.standins import stand_in
from brochure.editorial.texts import LANGUAGE_NAMES, own_texts, photos, texts
from brochure.model import BlockBase, BlockText, Brochure, Pair, Photo
from brochure.regex import regex

DRAFT_MARKS = regex(
    r"(?<![A-Za-z])(?:TODO|FIXME|TB[DC])(?![A-Za-z])|X{3,}|【[^】]*】"
    r"|\[缺\]|\[\s*(?:missing|to come)\s*\]|[?？]{3,}|[lL]orem ipsum"
    r"|(?<![有亟等期])待(?:定|补|填|续写)"
    r"|(?:(?<=[（(：:【])|^)待[^，。；、）)]{0,12}(?:填写|补充|补全|核实|核定|确认|提供)"
    r"|此处(?:填写|插入|补)|占位(?:图|符|文字)|\bplaceholder text\b"
    r"|(?<=[(（\[])[^)）\]]{0,20}\bto be (?:supplied|determined|decided|announced|added|completed|filled in"
    r"|confirmed)\b"
)
_MAP_NUMBER = regex(
    r"^[\u4e00-\u9fff]{0,4}\s*(?:GS|S)?\s*[\u4e00-\u9fff]{0,2}\s*[(（〔\[](?:19|20)\d{2}[)）〕\]]\s*\d+\s*号$"
)
_PEOPLE = regex(
    r"(?<!法)人员|人物|人群|员工|职工|工人|干部|专家|学生|儿童|孩子|居民|游客|嘉宾|代表|合影|合照|肖像|会谈|会见|采访|讲解员|志愿者|医生|护士"
    r"|\b(?:people|person|staff|workers?|employees?|officials?|experts?|students?|child(?:ren)?|residents?|visitors?|guests?|"
    r"delegates?|portrait|group photo|volunteers?|doctors?|nurses?|engineers?|man|men|woman|women)\b", re.I
)  # fmt: skip


def release_findings(brochure: Brochure) -> Iterator[Diagnostic]:
    """Everything that keeps a brochure from being printed, text by text, then pictures, facts and sign-offs."""
    yield from missing_halves(brochure)
    yield from draft_marks(brochure, "error")
    for photo in photos(brochure):
        yield from picture_findings(brochure, photo)
    yield from fact_findings(brochure)
    yield from approval_findings(brochure)


# --- texts ------------------------------------------------------------------------------------------------------------


def missing_halves(brochure: Brochure) -> Iterator[Diagnostic]:
    """Pairs that lack a language of the document."""
    if brochure.document.arrangement in ("zh", "en"):
        return
    pairs: list[Pair | BlockText] = [brochure.document.title]
    for block in brochure.walk():
        pairs += own_texts(block)
    for pair in pairs:
        for lang in brochure.document.languages:
            if pair.path and lang not in pair.languages:
                zh, en = LANGUAGE_NAMES.get(lang, (lang, lang))
                yield _error(
                    brochure, "text.missing_translation", f"{pair.path}.{lang}",
                    f"缺少{zh}（`{lang}`）", f"the {en} text (`{lang}`) is missing",
                )  # fmt: skip


def draft_marks(brochure: Brochure, severity: Severity) -> Iterator[Diagnostic]:
    """TODO, 待定, 【】 and the like, in any text that is printed."""
    for pair in texts(brochure):
        for lang, text in pair.texts:
            for mark in DRAFT_MARKS.finditer(text):
                yield Diagnostic(
                    "text.draft_mark", severity,
                    Message(f"有未定稿的标记“{mark[0]}”", f"a draft mark is left: `{mark[0]}`"),
                    pair.span(brochure, lang, mark.start(), mark.end()), f"{pair.path}.{lang}",
                )  # fmt: skip


# --- pictures ---------------------------------------------------------------------------------------------------------


def picture_findings(brochure: Brochure, photo: Photo) -> Iterator[Diagnostic]:
    """What one picture lacks."""
    name = Path(photo.file).name
    if photo.placeholder:
        yield stand_in(brochure, photo, "error")
    for key, pair, zh, en in (
        ("credit", photo.credit, "署名", "credit"),
        ("alt", photo.alt, "替代文字（alt）", "description (`alt`)"),
    ):
        if pair is None or not pair.languages:
            yield _lacking(
                brochure, photo, f"picture.no_{key}", key, Message(f"{name} 没有{zh}", f"{name} has no {en}")
            )
    if photo.kind == "map":
        yield from _map_findings(brochure, photo, name)
    elif not photo.placeholder or photo.rights is not None:
        yield from _rights_findings(brochure, photo, name)


def _map_findings(brochure: Brochure, photo: Photo, name: str) -> Iterator[Diagnostic]:
    path = f"{photo.path}.map_approval"
    if not photo.map_approval.strip():
        hints = (Message('写 map_approval: "GS(2024)1234号"', 'write map_approval: "GS(2024)1234号"'),)
        said = Message(f"{name} 是地图，没有审图号", f"{name} is a map without an approval number")
        yield _lacking(brochure, photo, "picture.no_map_approval", "map_approval", said, hints)
    elif not _MAP_NUMBER.match(photo.map_approval.strip()) or regex(r"[)）]\s*0+号").search(photo.map_approval):
        yield _error(
            brochure, "picture.map_approval", path,
            f"`{photo.map_approval}` 不像审图号，应如 GS(2024)1234号",
            f"`{photo.map_approval}` does not look like a map approval number such as GS(2024)1234号",
        )  # fmt: skip


def _rights_findings(brochure: Brochure, photo: Photo, name: str) -> Iterator[Diagnostic]:
    rights = photo.rights
    if rights is None or not (rights.holder.strip() or rights.licence.strip()):
        said = Message(f"{name} 没有写权利人（rights）", f"{name} does not say who holds the rights (`rights`)")
        yield _lacking(brochure, photo, "picture.no_rights", "rights", said)
    if photo.kind == "photo" and shows_people(photo) and not (rights and rights.consent):
        said = Message(
            f"{name} 拍到了人，没有本人同意的记录", f"{name} shows people, and nothing says that they agreed"
        )
        hints = (Message("写 rights: {consent: true}，没有拍到人写 people: false",
                         "write rights: {consent: true}, or people: false when nobody can be seen"),)  # fmt: skip
        yield _lacking(brochure, photo, "picture.no_consent", "rights", said, hints)


def _lacking(
    brochure: Brochure, photo: Photo, code: str, key: str, message: Message, hints: tuple[Message, ...] = ()
) -> Diagnostic:
    """A key that a picture lacks: at the key where there is one, else at the line that names the picture."""
    path = f"{photo.path}.{key}"
    place = path if brochure.spans.has(path) else f"{photo.path}.file"
    return Diagnostic(code, "error", message, brochure.spans.at(place), path, hints)


def shows_people(photo: Photo) -> bool:
    """What `rights.people` says, else what description and caption suggest."""
    stated = getattr(photo.rights, "people", None)
    if stated is not None:
        return bool(stated)
    said = (pair.plain(lang) for pair in (photo.alt, photo.caption) if pair for lang in ("zh", "en"))
    return any(_PEOPLE.search(text) for text in said)


# --- facts ------------------------------------------------------------------------------------------------------------


def fact_findings(brochure: Brochure) -> Iterator[Diagnostic]:
    """Figures without a date or a source."""
    for name, fact in brochure.facts.items():
        path = f"facts.{name}"
        if not fact.as_of.strip():
            yield _error(
                brochure, "fact.no_date", f"{path}.as_of",
                f"数字 `{name}` 没有截止日期（as_of）", f"the figure `{name}` has no date (`as_of`)",
            )  # fmt: skip
        if fact.source is None or not fact.source.languages:
            yield _error(
                brochure, "fact.no_source", f"{path}.source",
                f"数字 `{name}` 没有来源（source）", f"the figure `{name}` has no source (`source`)",
            )  # fmt: skip


# --- sign-offs --------------------------------------------------------------------------------------------------------


def approval_findings(brochure: Brochure) -> Iterator[Diagnostic]:
    """Blocks that nobody has signed in a language, or whose words have changed since."""
    signed: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for approval in brochure.approvals:
        for lang in approval.lang:
            signed.setdefault((approval.id, lang), []).append((approval.hash, approval.by, approval.path))
    nested = {id(child) for block in brochure.walk() for child in _children(block) if not child.id}
    for block in brochure.walk():
        if id(block) in nested:
            continue
        for lang in brochure.document.languages:
            if not has_words(block, lang):
                continue
            if not block.id:
                yield _error(
                    brochure, "approval.no_id", block.path,
                    "这一块没有 id，无法签发", "this block has no `id`, so nobody can sign it",
                )  # fmt: skip
                break
            if (block.id, lang) in signed and _gap(brochure, block, lang):
                continue  # it was signed with the half that is missing now, which is said already
            now = block_hash(block, lang, brochure.facts)
            yield from _signature(brochure, block.path, block.id, lang, now, signed.get((block.id, lang), []))


def _gap(brochure: Brochure, block: BlockBase, lang: str) -> bool:
    """Whether a text of the block lacks this language."""
    if brochure.document.arrangement in ("zh", "en"):
        return False
    return any(text.path and lang not in text.languages for text in own_texts(block))


def _children(block: object) -> Iterator[BlockBase]:
    for value in getattr(block, "__dict__", {}).values():
        if isinstance(value, tuple):
            yield from (child for child in value if isinstance(child, BlockBase))


def _signature(
    brochure: Brochure, path: str, name: str, lang: str, now: str, signed: list[tuple[str, str, str]]
) -> Iterator[Diagnostic]:
    if any(len(written) >= MIN_HASH and now.startswith(written) for written, *_ in signed):
        return
    zh, en = LANGUAGE_NAMES.get(lang, (lang, lang))
    if not signed:
        yield _error(
            brochure, "approval.missing", f"{path}.id",
            f"`{name}` 的{zh}还没有签发", f"the {en} of `{name}` has not been signed off",
        )  # fmt: skip
        return
    _, by, place = signed[-1]
    yield _error(
        brochure, "approval.stale", f"{place}.hash",
        f"`{name}` 的{zh}在“{by}”签发之后改过，须重新签发",
        f"the {en} of `{name}` has changed since {by} signed it; it must be signed again",
        (Message(f"现在的校验码是 {now}", f"its hash is now {now}"),),
    )  # fmt: skip


def _error(brochure: Brochure, code: str, path: str, zh: str, en: str, hints: tuple[Message, ...] = ()) -> Diagnostic:
    return Diagnostic(code, "error", Message(zh, en), brochure.spans.at(path), path, hints)
