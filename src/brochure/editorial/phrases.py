"""Set phrases whose numerals count nothing: a translation may say them with figures, without, or with others.

A numeral inside one of these may answer a figure in the other language, but is not missed there. Only phrases that
would otherwise be read as figures stand here: 四梁八柱 needs no entry, because 四 and 八 stand before no measure word.
Names of a project of its own are added by that project (`Phrases.with_more`).
"""

from __future__ import annotations

import re
from functools import cached_property

from brochure.dataclass import dataclass

_CHINESE = """
一成不变 时间过半 十月怀胎
三十年河东 三十年河西
三位一体 三番五次 三番两次 三天两头 两步并作一步 一举两得 一石二鸟 一石三鸟 四通八达 三言两语 千家万户 千军万马
万水千山 万家灯火 百家争鸣 百花齐放 十全十美 十拿九稳 十指连心 十字路口 十字架 三轮车 两轮驱动 双轮驱动 三个和尚
两面性 两回事 三分天下 七分 三分钟热度 三生有幸 三年五载 十年磨一剑 十年树木 百年树人 百年大计 百年未有之大变局
千年大计 千载难逢 百尺竿头 八仙过海 九牛二虎 两口子 四面八方 四方来客 八方来客 五湖四海 三级跳 三级甲等 三甲
二人转 三八妇女节 三八红旗手 五四青年节 六一儿童节 七一勋章 八一建军节 十一黄金周 双十一 双十二 九三学社
三一重工 三一集团 五一劳动节 五一国际劳动节 五一假期 五一小长假 七天连锁 三农 三牌楼 五里牌 十八洞 两弹一星
两山论 两山理论 两路口 三下乡 二十四桥 二十世纪福克斯 三十而立 三十六计 七十二变 三百六十行 九十九 一心一意
三心二意 两全其美 三顾茅庐 两情相悦 百年老店 百年奥运 万里长城 万里长征 八千里路 千里之行 万亩良田 千亩良田 百姓
老百姓 百分表 万一 千万不 千万别 千万要 千千万万 千秋万代 亿万 百万雄师 三三两两 三五成群 两三 十有八九 十之八九
八九不离十 两手抓 两手都要硬 三驾马车 两条腿走路 一个个 三座大山 四个自信 一国两制 两岸 两江 三江 两相 三线城市
二线城市 四线城市 五线谱 三角 四季 四处 三包 两栖 五项全能 铁人三项 三部曲 三步并作两步 一条龙 九条命 两把刷子
半斤八两 三天打鱼 两天晒网 万丈高楼 一五一十 五年计划的 三代同堂 四世同堂 三餐四季 双11 双12 一万年 5+2
"""
CHINESE = tuple(_CHINESE.split())

ENGLISH = r"""
covid-19
|second to none|second nature|second-hand|second thoughts?|second home|on second thought|second hometown|second wind
|three-dimensional|two-dimensional|four-dimensional|two-way|three-way|two-pronged|three-pronged|four corners
|seven seas|cloud nine|at sixes and sevens|nine times out of ten|ten to one|six-figure|double-digit|triple-digit
|kill(?:ing)? two birds with one stone|two sides of (?:the same|one) coin|in two minds|a thousand miles|three cheers
|third part(?:y|ies)|third-party|thousand and one|million-dollar question|two-tier|first and second|thousand-fold
|(?:the|these|those|between|of|its|their|our) two
(?=[,.;:]|\s+(?:of|are|is|can|will|go|complement|reinforce|together|have))
|put two and two together|five-star|four-star|three-star|twin-engined?|million lights|tens? of thousands of households
|second-guess\w*|fourth estate|fifth column|third world|sixth sense|seventh heaven|eleventh hour|ninety-nine times
|(?:thousands upon|millions upon|hundreds upon) \w+|two-wheel|three-wheel\w*|four-wheel|zero-sum|one or two
|first,? second(?:,? and third)?|secondly|thirdly|two thumbs|two-thumbs|two-step|three-ring|(?:day|step|year) two
|a second (?:time|chance|look)
"""


@dataclass(frozen=True)
class Phrases:
    """The set phrases of both languages, as one pattern each."""

    zh: tuple[str, ...] = CHINESE
    en: tuple[str, ...] = ()

    def with_more(self, zh: tuple[str, ...] = (), en: tuple[str, ...] = ()) -> Phrases:
        """These phrases and a project's own."""
        return Phrases(self.zh + zh, self.en + en)

    @cached_property
    def chinese(self) -> re.Pattern[str]:
        return re.compile("|".join(sorted(map(re.escape, self.zh), key=len, reverse=True)))

    @cached_property
    def english(self) -> re.Pattern[str]:
        own = "".join(f"|{re.escape(phrase)}" for phrase in self.en)
        return re.compile(rf"\b(?:{ENGLISH.replace(chr(10), '').strip()}{own})\b", re.I)


BUILT_IN = Phrases()
