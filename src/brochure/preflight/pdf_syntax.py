"""Whether a content stream says what the PDF Reference lets it say: operators, operands, nesting, names of resources.

A stream that breaks these rules is drawn by some RIPs, dropped by others and refused by the rest. Sources: ISO 32000-1,
7.8.2 (operators and BX/EX), 8.4.2 (q and Q), 9.4 (text objects), 14.6 (marked content), Annex A (operators), Annex C
(limits: 28 graphics states deep); print.md on operators that PDF/X forbids even between BX and EX.
"""

from __future__ import annotations

from typing import Any

import pikepdf

DEEPEST = 28
_ANY = -1
_TABLE = {
    0: "b B b* B* n f F f* s S h W W* q Q BT ET T* EMC BX EX",
    1: "w J j M i ri gs Do Tc Tw Tz TL Tr Ts Tj TJ ' CS cs G g sh MP BMC",
    2: "d m l Tf Td TD d0 DP BDC",
    3: 'RG rg "',
    4: "v y re K k",
    6: "c cm Tm d1",
    _ANY: "SC SCN sc scn",
}
OPERATORS = {name: count for count, names in _TABLE.items() for name in names.split()}
"""How many operands each takes."""
_NAMED = {
    "gs": "/ExtGState",
    "Do": "/XObject",
    "Tf": "/Font",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "sh": "/Shading",
}
_PLAIN = ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern")
_DEVICE = {"g", "G", "rg", "RG", "k", "K"}
_OPEN = {"BT": "ET", "BMC": "EMC", "BDC": "EMC"}
_CLOSE = ("ET", "EMC")

Broken = tuple[int, str, str]
"""Page, and what is wrong in Chinese and in English."""


class Syntax:
    """The grammar of one stream, read operator by operator. What is wrong is added to `found`, each fault once.

    `resources` None: the stream has none of its own, and takes its names from whatever draws it (7.8.3).
    """

    __slots__ = ("_depth", "_found", "_open", "_page", "_resources", "_said")

    def __init__(self, resources: Any, page: int, found: list[Broken]) -> None:
        self._resources, self._page, self._found = resources, page, found
        self._depth = 0
        self._open: list[str] = []
        self._said: set[str] = set()

    def read(self, operator: str, operands: Any) -> None:
        wanted = OPERATORS.get(operator)
        if wanted is None:
            self._say(f"不认识的操作符 {_shown(operator)}", f"the operator {_shown(operator)} is not known")
            return
        if wanted not in (_ANY, len(operands)):
            self._say(
                f"操作符 {operator} 要 {wanted} 个操作数，写了 {len(operands)} 个",
                f"the operator {operator} takes {wanted} operands and has {len(operands)}",
            )
        elif operator in _NAMED:
            self._named(operator, operands[0])
        elif operator in _DEVICE:
            self._shares(operator, operands)
        elif operator in ("q", "Q"):
            self._saved(operator)
        elif operator in _OPEN or operator in _CLOSE:
            self._nested(operator, operands)

    def end(self) -> None:
        """After the last operator: what was opened must be closed."""
        if self._depth > 0:
            self._say("有 q 没有 Q", "a q without its Q")
        for one in self._open:
            self._say(f"有 {one} 没有 {_OPEN[one]}", f"a {one} without its {_OPEN[one]}")

    def _saved(self, operator: str) -> None:
        self._depth += 1 if operator == "q" else -1
        if self._depth < 0:
            self._depth = 0
            self._say("有 Q 没有 q", "a Q without its q")
        if self._depth > DEEPEST:
            self._say(f"图形状态套了 {DEEPEST} 层以上", f"graphics states are nested more than {DEEPEST} deep")

    def _nested(self, operator: str, operands: Any) -> None:
        if operator in _OPEN:
            if operator == "BT" and "BT" in self._open:
                self._say("BT 里又有 BT", "a BT within a BT")
            self._open.append(operator)
            if operator == "BDC" and isinstance(operands[1], pikepdf.Name):
                self._known("/Properties", operands[1])
        elif not self._open or _OPEN[self._open[-1]] != operator:
            self._say(f"{operator} 没有对应的开头，或者交错了", f"an {operator} that closes nothing, or is crossed")
            if operator in [_OPEN[one] for one in self._open]:
                self._open.remove(next(one for one in reversed(self._open) if _OPEN[one] == operator))
        else:
            self._open.pop()

    def _named(self, operator: str, name: Any) -> None:
        if operator in ("cs", "CS") and str(name) in _PLAIN:
            return
        self._known(_NAMED[operator], name)

    def _known(self, kind: str, name: Any) -> None:
        if self._resources is None:
            return
        if not isinstance(name, pikepdf.Name) or name not in self._resources.get(kind, {}):
            said = _shown(str(name))
            self._say(f"资源 {kind} 里没有 {said}", f"the resources have no {said} in {kind}")

    def _shares(self, operator: str, operands: Any) -> None:
        try:
            fits = all(0.0 <= float(value) <= 1.0 for value in operands)
        except (TypeError, ValueError):
            fits = False
        if not fits:
            shown = " ".join(_shown(str(value)) for value in operands)
            self._say(f"颜色 {shown} {operator} 超出 0–1", f"the colour {shown} {operator} is outside of 0 to 1")

    def _say(self, zh: str, en: str) -> None:
        if en not in self._said:
            self._said.add(en)
            self._found.append((self._page, f"内容流有错：{zh}", f"a content stream is wrong: {en}"))


def _shown(name: str) -> str:
    return name if len(name) <= 40 else name[:40] + "…"
