"""Texts of bug reports against other typesetters, at many measures: what must never happen in any of them."""

from __future__ import annotations

import re

from pdf_bench import CLOSING, COMMAS, OPENING, STOPS, Page, case, suite, together

NEVER_FIRST = frozenset(CLOSING + COMMAS + STOPS + "·～—…℃％／々–/")
NEVER_LAST = frozenset(OPENING + "￥＄／/")
REPORTS = {
    "typst#3082: a comma after （8888）": (
        "課有手冬，朱得過已誰卜服見以大您即乙太邊良，因且行肉因和拉幸，念姐遠米巴急（8888），松黃貫誰。", "",
    ),
    "typst#6774: · and ～ at line starts": (
        "弗里德里希·威廉·尼采与卡尔·马克思（1818～1883年）以及A／B测试、甲／乙双方。", "1818～",
    ),
    "typst#2348: brackets at paragraph starts": ("（囗囗囗囗）囗囗囗囗囗囗囗囗囗囗囗囗囗囗囗囗囗囗囗ijk囗囗囗囗囗囗囗囗囗囗囗囗", "ijk"),
    "typst#5858: apostrophes amid Han": (
        "O’Neill说Rock ’n’ Roll是“90’s”的事，T’Pol和Children’s Palace、don’t、it’s、James’ book。",
        "O’Neill ’n’ T’Pol Children’s don’t it’s",
    ),
    "ctex-kit#456: “ before a dash": ("字字字字字字字“——”字字字字字字", "——"),
    "ctex-kit#456: a comma after a dash": ("字字字字字字字——，字字字字字字字", "——"),
    "ctex-kit#456: an ellipsis after a dash": ("字字字字字字字——……字字字字字字", "—— ……"),
    "ctex-kit#456: a dash after a comma": ("字字字字字字字字，——字字字字字字", "——"),
    "CTeX forum#298: an ellipsis at a line start": (
        "唐代之前，荆楚民间存在一种祈求丰收的“牵钩之戏”，广为流传。《观拔河俗戏》诗有云：“壮徒恒贾勇，拔拒抵长河。"
        "欲练英雄志，须明胜负多……预期年岁稔，先此乐时和。”",
        "……",
    ),
    "ctex-kit#437: ”“ may part": ("上一句话。”“下一句话。”“再下一句话。”“又一句。”", ""),
    "clreq#262: notes stay with their words": ("如前所述[1]，又见［2］，再见[3,4]；另参见①②③，注¹²³。", "述[1] 见［2］ 见[3,4]"),
    "clreq, unbreakable marks: dates, times, money": (
        "会议定于2025-11-23至2025年12月1日10:30～11:45举行，气温−5～8℃，湿度45%～60%，票价¥1,200.50或$99.9、€80。",
        "2025-11-23 10:30 11:45 −5 8℃ 45% 60% ¥1,200.50 $99.9 €80",
    ),
    "clreq, unbreakable marks: quantities": (
        "长3.5km/h、面积36.5°、纬度28°12′30″、浓度0.5‰、第3届、№5、COVID-19、x²+y²=z²、H₂O。", "3.5km/h 36.5° 0.5‰ №5 COVID-19",
    ),
    "UAX #14 for names of techniques": (
        "C++、C#、.NET 6、Node.js、A*算法、#话题#、@某人、50%+、3D、5G、PM2.5、B2B、O2O、IPv6、U盘、T恤、卡拉OK。",
        "C++ C# 3D 5G PM2.5 B2B O2O IPv6 50%+",
    ),
    "GB/T 15834 5.1.4–5.1.6: dashes of every kind": (
        "甲——乙——丙，2011—2020年，A—B，北京—上海，第1–3章，10-20个，甲－乙。", "—— 10-20",
    ),
    "GB/T 15834 4.14: dots of names and dates": (
        "让·雅克·卢梭、J·K·罗琳、“9·11”、“五·四”、3·15、12·9、爱新觉罗·玄烨、列夫·尼·托尔斯泰。", "3·15 12·9",
    ),
    "typst#2439: marks of every kind in a row": (
        "真的吗？！！不会吧！？好……——对！”“是。”）（否，《甲》、《乙》；〈丙〉：丁。", "？！ ！？",
    ),
}  # fmt: skip
MEASURES = (6, 6.5, 7.3, 8, 8.5, 9.25, 10, 11, 12, 13.3, 15, 18, 22, 27.7, 33)


def _edges(page: Page) -> None:
    for number, text in enumerate(page.texts):
        assert not number or text.lstrip()[0] not in NEVER_FIRST or re.match("’[a-z]", text), page.texts
        assert number == len(page.rows) - 1 or text.rstrip()[-1] not in NEVER_LAST, page.texts


def _report(name: str, text: str, units: str, measure: float, align: str) -> object:
    def check(page: Page) -> None:
        _edges(page)
        for row in page.rows:
            assert row.x[-1] <= page.measure - 0.2, (row, "ink outside the column")
        if units and len(page.rows) > 1:
            together(*units.split())(page)
        shown = re.sub("[ \x02\u00ad-]", "", page.joined)
        assert shown == re.sub("[ -]", "", text), shown

    lang = "zh-Hant" if "3082" in name else "zh-Hans"
    return case(f"{name}, {measure} em, {align}", text, check, measure=measure, align=align, lang=lang)


test_reports = suite(
    [
        _report(name, text, units, measure, align)  # type: ignore[misc]
        for name, (text, units) in REPORTS.items()
        for measure in MEASURES
        for align in ("justify", "left")
    ]
)
