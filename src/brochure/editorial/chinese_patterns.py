"""What a figure in Chinese looks like: units, measure words, hedges before and after, dates and fractions."""

from __future__ import annotations

import re

from brochure.editorial.numerals import ARABIC, HAN
from brochure.editorial.quantity import Approx

UNITS = (
    ("point", "个百分点|百分点"), ("basis", "个基点|基点"), ("percent", "%"), ("permille", "‰"),
    ("km2", "平方公里|平方千米|km²|km2"), ("m2", "平方米|平米|㎡|m²"), ("hectare", "公顷"), ("acre", "英亩"),
    ("mu", "亩"),
    ("m3", "立方米|m³"), ("km", "公里|千米|km(?![a-zA-Z])"), ("cm", "厘米"), ("mm", "毫米|mm(?![a-zA-Z])"),
    ("um", "微米"),
    ("nm", "纳米|nm(?![a-zA-Z])"), ("mile", "英里"), ("nmi", "海里"), ("ft", "英尺"), ("inch", "英寸"),
    ("li", "华里"),
    ("m", "米(?![粉饭])"), ("t", "吨"), ("kg", "公斤|千克|kg"), ("mg", "毫克"), ("jin", "斤"),
    ("g", "克(?![服隆拉])"),
    ("mL", "毫升"), ("L", "升(?![级至到幅])"), ("kWh", "千瓦时|千瓦·时|kWh|度电"), ("MWh", "兆瓦时"),
    ("GWh", "吉瓦时"),
    ("kW", "千瓦|kW"), ("MW", "兆瓦|MW"), ("GW", "吉瓦|GW"), ("hour", "个?小时|个?钟头"), ("minute", "分钟"),
    ("second", "秒(?![杀])"), ("day", "个?工作日|天|昼夜"), ("week", "个?星期|个?礼拜|周(?![年岁边围期])"),
    ("month", "个月"),
    ("quarter", "个季度"), ("USD", "美元|美金"), ("EUR", "欧元"), ("HKD", "港元|港币"), ("JPY", "日元"),
    ("GBP", "英镑"),
    ("CNY", "元(?![旦素宇件首月])|块钱|人民币"), ("celsius", "摄氏度|℃|°C"), ("times", "倍"),
)  # fmt: skip
UNIT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in UNITS))
MEASURE = re.compile(
    "周年|方面|人次|车次|班次|年代|世纪|级别|大类|家次|件次|场次"
    "|[个家项条名位座所套台辆艘架件份批届次回期类种款支只枚张把户人口栋幢层楼间处块片"
    "年月日号岁代轮场篇部本册集首幅根棵株头匹群组队班对双步点大强级车席张趟遍顿则道门宗笔起桩卷版例孔路单站港镇村乡街梯环字词"
    "阶股尊眼箱包盒瓶杯桶罐袋列节课时席]|等(?=[奖品功舱座])|季度"
)
APPROX_SUFFIX = "余多"
LABELS = set("号楼层栋幢期届级代轮批步版席环路线") | {"季度", "世纪"}
BEFORE: tuple[tuple[Approx, str], ...] = (
    ("most", "不超过|不多于|不高于|不大于|不超|最多|至多"),
    ("least", "不少于|不低于|不小于|不下于|不下|至少|最少|起码"),
    ("down", "不到|不足|不满|未满|未及|未到|少于|低于|小于|短于"),
    ("near", "将近|接近|逼近|直逼|趋近|(?<![附最靠临邻远亲新相])近"),
    ("up", "超过|超出|超越|(?<![高赶反])超|突破|冲破|打破|逾|多于|高于|大于|长于|破"),
    ("about", "大约|大概|大致|(?<![签契合节条公制简预特相隐违履续])约"),
    ("free", "跨越|跨过|迈过|越过|站上|跃上|迈上|登上|冲上|迈入|跻身|最高|最低|高达|多达|长达|可达|最大|最长|上限"
    "|下限|最近"),
)  # fmt: skip
TAIL = (
    r"(?:了|过|至|到|达到|达成|达|占到|占|为|有|合|用|需|计|人民币|第)?[\s“‘\"「]*"
    r"(?:每(?:平方米|平方公里|公顷|[亩人年月个家股吨户]))?(?:人民币|RMB|CNY|US\$|USD|HK\$|\$|¥|￥|€|£)?\s*$"
)
PREFIX = re.compile(
    "|".join(f"(?P<{name}{n}>{words})" for n, (name, words) in enumerate(BEFORE)).join(("(?:", ")")) + TAIL
)
SHARE_PREFIX = re.compile(
    "(?:(?P<down>不到|不足)|(?P<up>超过|超|逾)|(?P<near>近)|(?P<about>约))(?:全[市省国区球县镇]|世界|全球|总[量数额])的?$"
)
"""不到全市1%: the hedge of a share, before what it is a share of."""
LONE_PREFIX = re.compile(r"(?:将近|接近|近|超过|超|突破|逾|过|破|上|约|第|达|满)$")
NOT_UP = re.compile(r"(?:[线网晚早以向海马路史身世天地岸桌台街市会]上|[通经度路]过)$")
AFTER = re.compile(
    r"\s*[”’」\"]?(?:(?P<least>及?以上|之上)|(?P<down>及?以下|不到)|(?P<within>以内|之内|内(?![部外容地陆需涵在]))"
    r"|(?P<about>左右|上下|前后|许(?!可|多))|(?P<up>有余|余|多(?![方元层样种数维式边级]))|(?P<plus>\+(?!\d))"
    r"|(?P<free>级|起))"
)
SPAN = re.compile(r"\s*(?:以来|来|间|里|中|之间|期间)")
MONEY_BEFORE = re.compile(
    r"(?P<CNY>人民币|RMB|CNY|¥|￥)\s*$|(?P<HKD>HK\$|HKD)\s*$|(?P<USD>US\$|USD|\$)\s*$|(?P<EUR>€|EUR)\s*$"
    r"|(?P<GBP>£)\s*$"
)
RANGE = re.compile(r"\s*(?:[-–—~～至到、或和与及,，]|——|--|分别为)\s*")
GROWTH = re.compile(r"(?:增长|增加|提高|提升|扩大|上升|增幅|多出|翻)(?:了|超过|近|逾|约|超)?[^，。；到至为]{0,3}$")

SPECIAL = re.compile(
    r"(?P<skip>(?:https?://|www\.)[\w./?=&%#-]+|[\w.+-]+@[\w.-]+)"
    r"|(?P<phone>(?<!\d)(?:\+?86[- ]?)?(?:0\d{2,3}[- ]\d{7,8}|1[3-9]\d{9}|[48]00[- ]?\d{3,4}[- ]?\d{3,4}))(?!\d)"
    r"|(?P<iso>(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)|(?P<clock>(?<!\d)\d{1,2}[:：]\d{2})(?!\d)"
    rf"|(?P<plan>十[一二三四五六]五(?=[”’\"」]|规划|时期|期间|末|以来|开局|收官|计划|[、，。]))"
    rf"|(?P<decade>(?:(?P<century>\d\d|[一二]?十[一二九]?)世纪|上个?世纪)(?P<tens>\d0|[一二三四五六七八九]十)年代)"
    rf"|(?P<part>(?P<of>{ARABIC}|{HAN})分之(?P<share>{ARABIC}|{HAN})(?:点(?P<point>[零一二三四五六七八九]+))?)|(?P<all>百分之?百)"
    r"|(?P<slash>(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<half>一半|半数|过半|半个?世纪|[上下]半年|半年|半个月|半个?小时|半天|半(?!导|路|山|岛|径|程|斤|途|成))"
    r"|(?P<double>翻(?:了|一|两|二|三|四)*番|翻倍|倍增|翻一倍|加倍)"
    r"|(?P<several>(?<![总人户次倍指系基函参整少多无字代岁分级位])[数几](?=[十百千万亿])[十百千万亿]+|成百上千"
    r"|成千上万|十几(?=[个家项条名位年天亩万亿人])|几十(?=[个家项条名位年天亩万亿人]))"
)
DECIMAL = re.compile("点([〇零一二三四五六七八九]+)(?=[万亿倍成个%]|[平立公厘毫米千]|亩|吨|元|小时|年)")
"""三点五 before a unit; 三点 alone is three points, or three o'clock."""
