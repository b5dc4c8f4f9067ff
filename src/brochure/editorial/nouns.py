"""Nouns that figures stand beside in reports of towns, parks and companies, each with what English calls it.

They tell which of two figures belongs where (`swaps`). A noun need not be here: a figure beside unknown words is simply
not judged. English is a pattern that must begin a word.
"""

from __future__ import annotations

import re
from functools import cache

_NOUNS = """
企业|公司|厂商|商户=compan|firm|enterprise|business|manufacturer|merchant
项目=project
工业=industr
农业=agricultur|farm
服务业|第三产业=services?\\b|tertiary
制造业=manufactur
建筑=build|construct|floor
投资=invest
税|税收=tax
财政|预算=fiscal|budget|revenue
收入|营收=revenue|income|earning|sales
利润=profit
产值=output|value
增加值=value[- ]added|added value
出口=export
进口=import
外贸|进出口=foreign trade|trade
外资=foreign
消费=consum|retail
存款=deposit
贷款=loan|lend
专利=patent
论文=paper
标准=standard
商标=trademark
人才=talent|profession|skilled
博士=doctor|phd
硕士=master
院士=academician
教授=professor
教师|老师=teacher|faculty
学生=student|pupil
学校|中小学=school
高校|大学=universit|college
医院=hospital
床位=bed
医生=doctor|physician
护士=nurse
职工|员工|工人=employee|worker|staff
岗位|就业=job|employ|position
居民|市民=resident|citizen
村民|农民=villager|farmer
村=village
镇|乡=town
街道=subdistrict|street
社区=communit
县=count(?:y|ies)
区=district|zone|area
国家=countr|nation
地区=region
城市=cit(?:y|ies)
机构=institution|organi[sz]ation|agenc
平台=platform
实验室=laborator|\\blabs?\\b
研究院|研究所=institute
研发=r&d|research
中心=cent(?:er|re)
基金=fund
银行=bank
保险=insur
上市=listed|public|listing
产品=product
数据=data
服务=service
游客|旅游|景区=tourist|visitor|scenic|touris
酒店|饭店|宾馆=hotel
道路|公路=road|highway
高速=expressway|motorway|express
铁路|高铁=rail
地铁=metro|subway
桥|桥梁=bridge
隧道=tunnel
车站|站点=station|stop
机场=airport
港口|码头=port|wharf|berth
航线=route
航班=flight
汽车|车辆=car\\b|cars\\b|vehicle|automobile
车位=parking
面积=area|cover
绿化|绿地|森林=green|forest|park
耕地=farmland|arable
粮食=grain
人口=population|people|resident
家庭|户=household|famil
老人|老年=elder|older|senior|aged
儿童|孩子=child|kid
妇女|女性=women|female
男性=men\\b|male
能耗|能源=energy
用电|电力=electric|power
用水|供水=water
污水=sewage|wastewater
排放|碳=emission|carbon
垃圾=waste|garbage|refuse
空气=air\\b
住房|住宅=hous|home|residential
楼|大厦=building|tower
车间=workshop|shop\\b
生产线|产线=line
设备=equipment|machine
机器人=robot
芯片=chip|semiconductor
基站=base station
仓库|仓储=warehouse|storage
图书|藏书=book|volume
文物=relic|item|artifact
博物馆=museum
图书馆=librar
剧院=theat
志愿者=volunteer
党员=party member
代表=delegate|deput|representative
记者=journalist|reporter
专家=expert
律师=lawyer
部门=department
窗口=window|counter
事项=matter|item
时间|时限=time
活动=event|activit
会议=meeting|conference
展位=booth|stand
展商|参展=exhibit
订单=order
合同|签约=contract|sign
销售=sale|sold
市场=market
门店|店铺=store|shop|outlet
用户=user
客户=customer|client
会员=member
粉丝=follower|fan
工程=works|project
诉求|问题=request|problem|issue
走访=visit
培训=train
比赛|赛事=competition|match|race
奖=award|prize|winner
地产|生产总值=gdp|gross domestic
生产总值|GDP=gdp|gross domestic
开工=ground|start|commenc
竣工|完工|建成=complet|built|finish
投产=production|operation
需求=need|demand
供给|供应=offer|suppl
上半年=first half|h1
下半年=second half|h2
一季度=first quarter|q1
二季度=second quarter|q2
三季度=third quarter|q3
四季度=fourth quarter|q4
去年|上年=last year|previous year
今年=this year
目前|现在|如今=now|current|today|present
长度|全长=long|length
高|高度=high|height|tall
宽|宽度=wide|width
深|深度=deep|depth
地上=above ground
地下=underground|below ground|below
一期=phase (?:i|1|one)\\b|first phase
二期=phase (?:ii|2|two)\\b|second phase
三期=phase (?:iii|3|three)\\b|third phase
国家级=national
省级=provincial
市级=municipal|city
北京=beijing
上海=shanghai
广州=guangzhou
深圳=shenzhen
长沙=changsha
香港=hong kong
"""


@cache
def nouns() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """(Chinese, English) patterns."""
    pairs = (line.split("=") for line in _NOUNS.strip().split("\n"))
    return tuple((re.compile(zh), re.compile(rf"\b(?:{en})", re.I)) for zh, en in pairs)
