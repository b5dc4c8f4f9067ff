"""What a figure in English looks like: units, currencies, hedges before and after, the ways to begin a number."""

from __future__ import annotations

import re

from brochure.editorial.quantity import Approx
from brochure.editorial.words import FRACTIONS, MONTHS, ORDINALS, SCALES, WORDS
from brochure.regex import regex

_FULL = "(?:(?:working|business|calendar|full|whole|consecutive|straight|successive|short|long|solid|more|running) )?"
UNITS = (
    ("point", r"percentage[- ]points?|pp\b|points?\b(?! of)"), ("basis", "basis points?"),
    ("percent", r"%|per ?cent(?:age)?\b|pct\b"),
    ("permille", r"‰|per mille|per thousand(?=[.,;]|$|\s+(?:to|and|in|by|from)\b)"),
    ("km2", r"square[- ](?:kilomet(?:er|re)s?|km)|sq\.? ?km|km²|km2"), ("mi2", "square miles?"),
    ("ft2", r"square[- ]f(?:ee|oo)t|sq\.? ?ft"),
    ("m2", r"square[- ]met(?:er|re)s?|sq\.? ?m\b|sqm\b|m²|㎡|m2\b"), ("hectare", r"hectares?|ha\b"), ("mu", r"mu\b"),
    ("acre", "acres?"),
    ("m3", r"cubic[- ]met(?:er|re)s?|m³"), ("km", r"kilomet(?:er|re)s?|km\b|kms\b|kph\b"),
    ("cm", r"centimet(?:er|re)s?"
    r"|cm\b"),
    ("mm", r"millimet(?:er|re)s?|mm\b"), ("um", r"micromet(?:er|re)s?|microns?|μm"), ("nm", r"nanomet(?:er|re)s?"
    r"|nm\b"),
    ("nmi", "nautical miles?"), ("mile", r"miles?\b|mph\b"), ("li", r"li\b"), ("ft", r"f(?:ee|oo)t\b"),
    ("inch", r"inch(?:es)?\b"), ("m", r"met(?:er|re)s?\b|m\b"),
    ("t", r"(?:metric )?ton(?:ne)?s?\b|t\b"), ("kg", r"kilograms?|kilos?\b|kg\b"), ("mg", r"milligrams?|mg\b"),
    ("g", r"grams?\b|g\b"),
    ("jin", r"jin\b|catties"), ("lb", r"pounds?(?= of)|lbs?\b"), ("mL", r"millilit(?:er|re)s?|ml\b|mL\b"),
    ("L", r"lit(?:er|re)s?\b|L\b"),
    ("TWh", r"terawatt[- ]hours?|TWh"), ("GWh", r"gigawatt[- ]hours?|GWh"), ("MWh", r"megawatt[- ]hours?|MWh"),
    ("kWh", r"kilowatt[- ]hours?|kWh"),
    ("GW", r"gigawatts?|GW\b"), ("MW", r"megawatts?|MW\b"), ("kW", r"kilowatts?|kW\b"),
    ("kV", r"kV\b|kilovolts?"),
    ("PB", r"PB\b|petabytes?"), ("TB", r"TB\b|terabytes?"), ("GB", r"GB\b|gigabytes?"), ("MB", r"MB\b|megabytes?"),
    ("Gbps", r"Gbps|Gb/s"), ("Mbps", r"Mbps|Mb/s"),
    ("hour", r"hours?\b|hrs?\b|h\b"), ("minute", r"minutes?\b|mins?\b"),
    ("ms", r"milliseconds?\b|ms\b"), ("second", r"seconds\b|second\b(?= (?:video|clip|delay))"
    r"|(?<=\d )second\b|(?<=\d-)second\b"),
    ("day", rf"{_FULL}days?\b"), ("week", rf"{_FULL}weeks?\b"), ("month", rf"{_FULL}months?\b"),
    ("quarter", r"quarters\b"),
    ("year", rf"{_FULL}years?\b|yrs?\b"), ("decade", r"decades?\b"), ("century", r"centur(?:y|ies)\b"),
    ("millennium", r"millenni(?:um|a)\b"),
    ("CNY", r"(?:Chinese )?yuan\b|RMB\b|renminbi|CNY\b"), ("HKD", r"Hong Kong dollars?|HK dollars?|HKD\b"),
    ("USD", r"(?:US|U\.S\.|American)[- ]?(?:dollars?|\$)|dollars?\b|USD\b"), ("EUR", r"euros?\b"),
    ("GBP", r"pounds? sterling|pounds\b"),
    ("JPY", r"(?:Japanese )?yen\b"), ("celsius", r"degrees? (?:Celsius|centigrade)|°C|℃"),
    ("fahrenheit", r"degrees? Fahrenheit|°F"),
    ("times", r"times\b|-?fold\b|x\b|×"),
)  # fmt: skip
UNIT = regex(r"(?:\s*-?\s*)(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in UNITS) + ")", re.I)
CURRENCY = regex(
    r"(?:(?P<HKD>HK\$|HKD|HK dollars)|(?P<USD>US\$|USD|U\.S\.\$|(?<![A-Z])\$)|(?P<CNY>RMB|CNY|Rmb|renminbi|yuan|CN¥"
    r"|¥|￥)"
    r"|(?P<EUR>€|EUR)|(?P<GBP>£|GBP)|(?P<JPY>JPY))\s?$"
)
BEFORE: tuple[tuple[Approx, str], ...] = (
    ("most", r"≤|<=|no more than|not more than|not exceed(?:ing)?|not to exceed|at (?:the )?most|a maximum of|maximum"
    r"|a ceiling of|no later than"),
    ("least", r"≥|>=|no less than|not less than|no fewer than|not fewer than|at (?:the )?least|a minimum of|minimum"
    r"|or more than"),
    ("down", r"<|less than|fewer than|lower than|smaller than|below|under|short of|(?:not|never) (?:even|quite|yet)"
    r"|shy of|shorter than|not reaching"),
    ("free", r"(?:a little|a bit|just|shortly|soon|not long|slightly|right|minutes) (?:after|past|before)"
    r"|(?:cap(?:ped)?|limit(?:ed)?) (?:at|of|to)|(?:as (?:many|much|high|low|long|far|early|late) as)|more or less"),
    ("up", r">|(?:just|slightly|a little|well|far|a good deal) (?:over|above|more than)|more than|in excess of"
    r"|upwards? of|greater than|higher than|larger than|longer than|well over|over"
    r"|above|beyond|north of|"
     r"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|(?:has|have|had) passed|"
     r"(?:will|should|to|can|would|could|may|must) pass|pass(?:es|ed|ing)"
     r"|cross(?:es|ed|ing)|"
     r"brok(?:e|en)(?: through)?|break(?:s|ing)?(?: through)?|outstripp(?:ed|ing)|go(?:es|ing)? past|went past"
     r"|climb(?:ed|ing) past|past"),
    ("near", r"(?:just|slightly|a little) (?:shy of|short of|less than|below|under)|not quite|close on"
    r"|getting on for|nearly|almost|close to|just under|approach(?:es|ed|ing)?|near(?:s|ed|ing)?|nigh on|verging on"
    r"|closing in on"),
    ("about", r"≈|about|around|approximately|roughly|some|circa|c\.|approx\.?|an estimated|in the region of"
    r"|in the neighborhood of|or so"),
    ("within", r"within|up to|inside"),
)  # fmt: skip
PREFIX = regex(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{name}{n}>{words})" for n, (name, words) in enumerate(BEFORE))
    + r")(?:\s+|(?<=[≥≤<>≈])\s*)"
    r"(?:(?:a total of|the|an?|by|at|to|every|each)\s+)?(?:the\s+)?[“\"‘']?(?:RMB|CNY|US\$|USD|HK\$|¥|￥|€|£|\$)?"
    r"\s*$",
    re.I,
)  # fmt: skip
NOT_HEDGE = regex(
    r"(?:under|over|within|past|above|around|near|top|below|inside|some)\s+(?:the|a|an)\s*$|"
    r"(?:the|this|in the|its) past\s+$|(?:over|under|past|around) at\s+$|"
    r"(?:learn|talk|know|hear|care|think|speak)\w* about\s+$|"
    r"walk\w* past\s+$|half past\s+$|pass(?:ed|ing)?\s+(?:by|to|at)\s+$|(?:reviewed and|bill|law|was"
    r"|were) passed\s+$", re.I
)  # fmt: skip
AFTER = regex(
    r"(?:\s+(?!or\b|and\b|to\b|of\b|in\b)[\w’'-]+){0,2}?\s+or (?P<least>more|above|over|higher|greater|larger"
    r"|longer|better|upwards?)\b"
    r"|\s+and (?:above|over|up|higher|upwards?)\b(?P<least2>)|(?:\s+[\w’'-]+){0,2}?\s+or (?P<down>less|fewer|below"
    r"|under|lower|smaller)\b"
    r"|(?:\s+(?!or\b)[\w’'-]+){0,2}?\s+or (?P<about>so|thereabouts)\b|(?P<up>-?odd\b|-some\b|\s?\+(?!\d)|-plus\b"
    r"| plus\b(?! \d))"
    r"|(?:,)? (?P<about2>or thereabouts)|(?:,)? (?P<least3>at (?:the )?least|at a minimum)(?=[,.;]|$)"
    r"|(?:,)? (?P<most>at (?:the )?most)(?=[,.;]|$)|[- ]?(?P<free>level\b)",
    re.I,
)
LINK = regex(r"\s*(?:[-–—~]|,|,? ?(?:to|and|or|through)|,? and)\s*(?:(?:RMB|CNY|US\$|¥|\$|€)\s?)?|- ?to ", re.I)
LABEL = regex(
    r"(?:No\.?|Nos\.|Number|Phase|Chapter|Section|Building|Floor|Room|Line|Route|Top|rank(?:s|ed"
    r"|ing)?(?: at)?(?: No\.)?|Level|Class|Grade|Article|Unit|Block|"
    r"Tower|Gate|Step|Stage|Part|Volume|Issue|Page|Highway|Tier|Category|Type|Version|Figure|Table|day"
    r"|part)\s+$", re.I
)  # fmt: skip
ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
WEAK_WORDS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "both": 2, "pair": 2, "couple": 2, "twin": 2, "dual": 2, "duo": 2, "bilateral": 2, "mutual": 2, "either": 2,
    "secondary": 2,
    "primary": 1, "tertiary": 3, "triple": 3, "trio": 3, "trilateral": 3, "tripartite": 3, "once": 1, "single": 1,
    "sole": 1,
    "foremost": 1, "halved": 0, "quadruple": 4, "thrice": 3, "binary": 2, "zero": 0, "latter": 2, "noon": 12,
    "midday": 12, "runner-up": 2, "runners-up": 2, "midnight": 0, "again": 2, "champion": 1,
    "alternating": 2,
}  # fmt: skip
TIMES = {
    "twice": 2, "doubled": 2, "doubling": 2, "doubles": 2, "double": 2, "twofold": 2, "tripled": 3, "tripling": 3,
    "triples": 3, "trebled": 3,
    "threefold": 3, "fourfold": 4, "quadrupled": 4, "quadrupling": 4, "quintupled": 5, "fivefold": 5, "sixfold": 6,
    "sevenfold": 7,
    "eightfold": 8, "ninefold": 9, "tenfold": 10, "sextupled": 6, "quadruples": 4,
}  # fmt: skip
TOKEN = regex(
    r"(?P<skip>(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+)"
    r"|(?P<phone>(?<![\d,])(?:\+?86[- ]?)?(?:\(?0?\d{2,3}\)?[- ]\d{4}[- ]?\d{4}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
    r"|[48]00[- ]\d{3,4}[- ]\d{3,4}))(?!\d)"
    r"|(?P<iso>(?<!\d)\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)"
    r"|(?P<clock>(?<!\d)\d{1,2}:\d{2})(?!\d)(?:\s*(?P<half>[ap])\.?m\b)?"
    r"|(?P<past>\b(?:half past|(?:a )?quarter (?:past|to)) (?P<pasthour>[a-z]+|\d{1,2}))\b"
    r"|(?P<hour>(?<![\d.])\d{1,2})\s*(?P<noon>[ap])\.?m\b"
    r"|(?P<decade>(?:(?:18|19|20)\d0|(?<=[’'])\d0|(?<=post-)\d0)s)\b|(?P<slash>(?<![\d/.])\d{1,2}/\d{1,2})(?![\d/])"
    r"|(?P<allday>(?:a?round|24 hours)[- ]the[- ]clock)"
    r"|(?P<ratio>\b(?:\d{1,2}|" + "|".join(WORDS) + r")(?: (?:in|out of|in every|out of every) (?:every )?"
    r"| per (?=ten thousand[.,;]|ten thousand$|10,000[.;]|10,000$))"
    r"(?:(?:ten|a|one|every|1|10)[, ]?(?:thousand|000)|\d{1,3}|ten|three|four|five|a hundred|one hundred)\b"
    r"(?! (?:years?|months?|days?)))"
    r"|(?P<tens>(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)(?: of (?:thousands|millions"
    r"|billions|hundreds|trillions))?\b)"
    r"|(?P<severalscale>several[- ](?:dozen|hundred|thousand|million|billion|hundred million|ten thousand)\b"
    r"|a few (?:dozen|hundred|thousand|million)\b)"
    r"|(?P<month>\b(?:" + "|".join(MONTHS) + r")\b\.?)|(?P<number>\d|\b(?:an?"
    r"|" + "|".join([*WORDS, *ORDINALS, *SCALES, *(name for name in FRACTIONS if name != "halves")]) + r")\b)"
    r"|(?P<word>\b(?:" + "|".join([*WEAK_WORDS, *TIMES, "decade", "century", "millennium"]) + r")\b|\bhalv(?:ed|ing"
    r"|es)\b)|(?P<roman>\b(?:II|III|IV|V|VI|VII|VIII|IX)\b)|(?P<letters>\bA{2,5}\b)",
    re.I,
)  # fmt: skip
SPANS = {"decade": 10, "century": 100, "millennium": 1000}
SIZES = {
    "ten": 10,
    "dozen": 10,
    "score": 20,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
MARK = regex(r"[ -](?:[\w-]+ )?(?:mark|threshold|milestone|barrier)\b")
PASSED = regex(r"\b(?:pass|exceed|surpass|cross|break|broke|top|overtak|breach)\w*", re.I)
"""The RMB 10 billion mark was crossed: the verb may stand far from the figure."""
NEVER = regex(
    r"(?:\b(?:not|no|never|nothing)|n't)(?: (?:fall|fallen|drop|dropped|dip|dipped|be|been|go|gone|sink|sunk|rise"
    r"|risen|get|got))? $",
    re.I,
)
"""Never fallen below: what turns a hedge round."""
NOBODY = regex(r"\b(?:no(?!\.)|none|nobody)\b(?! (?:fewer|less|more|later))[^,.;:]{0,40}$", re.I)
"""No teacher has more than eight."""
DURING = regex(r"(?:^|[,.;:(“\"] ?)over\s+$", re.I)
SPAN_NEXT = regex(
    r"[\w-]+ (?:\w+ )?(?:day|week|month|year|decade|hour|quarter|session|round|edition|season|term)s?\b", re.I
)
"""Over three days, …: in the course of them."""
CAPPED = regex(r"\b(?:capped|limited)\b[^.;]*$", re.I)
"""Capped at RMB 5 million each and 20 million in total: the limit is said once."""
STACKED = regex(r"[\w-]+ (?:floors|levels|stor(?:ey|ie)s)\b", re.I)
"""A hotel over 62 floors: spread on them, or more of them."""
