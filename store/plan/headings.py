"""The tables of a plan as offices lay them out: each column with its headings and how its cells are read.

The first Chinese and the first English heading of a column are those of the template; the others are the usual variants.
Blanks, signs, brackets and capital letters make no difference (`store.plan.header`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from store.plan import values
from store.plan.durations import duration, offset
from store.plan.faults import Unreadable
from store.plan.grid import Cell
from store.plan.times import day, moment, span, spans

Reader = Callable[..., Any]
Words = Mapping[str, tuple[str, ...]]

BROADCAST = {
    "live": ("直播", "现场直播", "电视直播", "livebroadcast"),
    "recorded": ("录播", "录像", "录制", "录像播出", "recording"),
    "none": ("不播", "不播出", "不直播", "无", "否", "notbroadcast", "no"),
}
KINDS = {
    "act": ("节目", "演出", "文艺节目", "表演"),
    "ceremony": ("仪式", "颁奖", "颁奖仪式", "award"),
    "speech": ("讲话", "致辞", "致词", "发言"),
    "host": ("主持", "主持人", "报幕", "串场"),
    "break": ("休息", "中场休息", "间歇", "interval", "intermission"),
}
POSTS = {
    "public_gate": ("安检口", "观众入口"),
    "vip_gate": ("嘉宾通道", "贵宾通道"),
    "staff_gate": ("演职人员通道", "工作人员通道"),
    "vehicle_gate": ("车辆通道",),
    "stage_front": ("台口警戒岗", "台口"),
    "restricted_area": ("重点部位",),
    "emergency_exit": ("应急疏散口", "疏散口"),
    "patrol": ("巡更线", "巡更", "巡逻"),
}
CALLS = {
    "check": ("检查",),
    "safety": ("安全确认", "安全"),
    "standby": ("准备",),
    "countdown": ("倒计时",),
    "vt_go": ("走带", "短片"),
    "cut": ("切",),
    "gfx_on": ("字幕上", "字幕"),
    "audio": ("音响",),
    "light": ("灯光",),
    "stage": ("上场", "换景", "上场/换景"),
    "insert": ("插播",),
    "handover": ("切回总控",),
    "stop": ("停机",),
}
ANCHORS = {
    "clock": ("时钟", "钟点"),
    "on_air": ("开播", "直播开始"),
    "item_start": ("节目开始", "上场"),
    "item_end": ("节目结束", "下场"),
}
EXPECTED = {
    "yes": ("参会", "参加", "出席", "是", "y", "attending"),
    "leave": ("请假", "不参会", "不参加", "缺席", "否", "n", "no", "onleave"),
}


@dataclass(frozen=True)
class Column:
    """A column: the field that it fills, its headings (Chinese and English, separated by `|`), and its reader.

    `timed` readers take the seconds of a unit as a second argument; `unit_s` is the unit of bare numbers where the heading
    names none. `words` are the codes that the column knows, each with its words.
    """

    field: str
    chinese: str
    english: str
    read: Reader = values.text
    timed: bool = False
    unit_s: int = 1
    required: bool = False
    words: Words | None = None

    @property
    def headings(self) -> tuple[str, str]:
        """The heading in Chinese and the one in English."""
        return self.chinese.partition("|")[0], self.english.partition("|")[0]

    @property
    def variants(self) -> list[str]:
        """Every heading that is understood."""
        return [*self.chinese.split("|"), *self.english.split("|")]

    def value(self, cell: Cell, unit_s: int | None) -> Any:
        """What a cell of the column says, with the unit that its heading names in seconds; raises Unreadable."""
        return self.read(cell, unit_s or self.unit_s) if self.timed else self.read(cell)


@dataclass(frozen=True)
class Layout:
    """A table: its sheet's name in Chinese and English, its columns, and by which columns it is told from the others.

    A row of headings belongs to the table only where it has the `key` column and one of the `telling` ones.
    """

    table: str
    sheet: tuple[str, str]
    key: str
    telling: frozenset[str]
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column | None:
        """The column that fills a field, if there is one."""
        return next((column for column in self.columns if column.field == field), None)


def _coded(field: str, chinese: str, english: str, words: Words, *, open_ended: bool = False) -> Column:
    """A column of codes; with `open_ended` a word that is not known stands for itself."""
    read = partial(_word_or_itself if open_ended else values.choice, words=words)
    return Column(field, chinese, english, read, words=words)


def _word_or_itself(cell: Cell, words: Words) -> str:
    try:
        return values.choice(cell, words)
    except Unreadable:
        return values.text(cell)


# The number in the list or the id, whichever it is: `3`, `P3-02`. `store.plan.sheets` tells them apart.
_REF = Column(
    "ref", "序号|编号|节目序号|节目编号|顺序|出场顺序|演出顺序|号|次序|排序|代码", "No.|number|num|#|item no|seq|order|nr"
)
_ID = Column("id", "标识", "id|code")
_PERFORMANCE = Column(
    "performance", "演出|专场|场次|所属演出|所属专场|演出名称|演出场次", "Performance|show|programme", required=True
)
_UNIT = "单位|所属单位|工作单位|部门"
_CONTACT = "联系人|联系方式|联系电话|电话|手机|手机号|负责人|联系人及电话|节目负责人"
_CONTACT_EN = "Contact|phone|telephone|tel|mobile|contact person|responsible"
_ENGLISH = "英文名|英文名称|英文"

FESTIVAL = Layout("festival", ("活动", "Festival"), "name", frozenset({"theme", "organiser"}), (
    _ID,
    Column("name", "名称|活动名称|文化节|文化节名称|活动", "Name|festival", required=True),
    Column("name_en", _ENGLISH, "English name"),
    Column("theme", "主题|活动主题", "Theme"),
    Column("date", "日期|活动日期|时间|活动时间", "Date|day", day),
    Column("organiser", "主办单位|主办|承办单位|组织单位", "Organiser|organizer|host"),
    Column("timezone", "时区", "Time zone|timezone"),
))  # fmt: skip

STAGES = Layout("stages", ("舞台", "Stages"), "name", frozenset({"capacity", "seats", "venue", "area_m2", "indoor"}), (
    _REF, _ID,
    Column("name", "名称|舞台|舞台名称|场地|场地名称", "Name|stage|stage name", required=True),
    Column("name_en", _ENGLISH, "English name"),
    Column("venue", "地点|场馆|位置|地址|所在场馆", "Venue|place|location|address"),
    Column("capacity", "核准数量|核定人数|容量|容纳人数|核准人数", "Capacity|approved capacity", values.whole),
    Column("seats", "座席|座席数|座位|座位数|坐席", "Seats", values.whole),
    Column("stage_manager", "舞台监督", "Stage manager|sm"),
    Column("unit", _UNIT + "|场地单位|管理单位|场地管理单位", "Unit"),
    Column("contact", _CONTACT + "|场地负责人", _CONTACT_EN),
    Column("indoor", "室内|是否室内|室内外|室内/室外", "Indoor|indoors", values.yes_no),
    Column("area_m2", "面积|场地面积", "Area", values.number),
    Column("wet_weather_plan", "雨天预案|雨天方案|雨备", "Wet weather plan|rain plan"),
))  # fmt: skip

PERFORMANCES = Layout("performances", ("演出", "Performances"), "name", frozenset({"start", "period"}), (
    _REF, _ID,
    Column("name", "名称|演出名称|演出|专场|专场名称|场次", "Name|performance|show|title", required=True),
    Column("name_en", _ENGLISH, "English name"),
    Column("stage", "舞台|场地|地点|演出地点|演出场地|演出舞台", "Stage|venue|place", required=True),
    Column("date", "日期|演出日期", "Date|day", day),
    Column("start", "开始|开始时间|演出开始|开演|开演时间|起始时间", "Start|start time|begin|from", moment, required=True),
    Column("end", "结束|结束时间|演出结束|散场", "End|end time|ends|finish|to", moment),
    Column("period", "时间|演出时间|起止时间", "Time|times|period", span),
    _coded("broadcast", "播出方式|播出|直播方式|是否直播|播出形式", "Broadcast|broadcast mode", BROADCAST),
    Column("on_air", "开播|开播时间|直播开始", "On air", moment),
    Column("off_air", "停播|硬结束点|停播时间|直播结束", "Off air|hard out", moment),
    Column("doors_at", "入场|入场时间|开门时间", "Doors|doors at|doors open", moment),
    Column("sweep_by", "清场|清场完成|清场时间", "Sweep by|sweep", moment),
    Column("slot_end", "场地使用至|时段结束", "Slot end|venue until", moment),
    Column("lead_unit", "牵头单位|主办单位|承办单位|责任单位", "Lead unit|lead"),
    Column("co_units", "配合单位|协办单位", "Supporting units|co-units", values.listed),
    Column("director", "导播|导演", "Director"),
    Column("stage_manager", "舞台监督", "Stage manager|sm"),
    Column("hosts", "主持人|主持", "Hosts|host|presenter|presenters"),
    Column("expected_audience", "预计观众|观众人数|预计人数", "Audience|expected audience", values.whole),
))  # fmt: skip

ITEMS = Layout("items", ("节目单", "Items"), "title", frozenset({"duration_s", "form", "performance", "performers"}), (
    _PERFORMANCE, _REF, _ID,
    Column("title", "节目名称|节目|名称|剧目|节目名|剧目名称|曲目|作品|内容", "Title|item|name|act|piece", required=True),
    Column("form", "形式|节目形式|表演形式|艺术形式|体裁", "Form|genre|style"),
    _coded("kind", "类型|性质|节目类型|节目类别|类别", "Kind|type|category", KINDS),
    Column("unit", "表演单位|单位|演出单位|选送单位|报送单位|参演单位|表演者", "Unit|performing unit|performer|group"),
    Column("duration_s", "时长|节目时长|用时|演出时长", "Duration|length|running time", duration, True, required=True),
    Column("changeover_s", "转场|换场|转场时间|换场时间|换景|间隔", "Changeover|change|set change", duration, True),
    Column("fixed_start", "固定开始|固定时间|定点开始", "Fixed start", moment),
    Column("fixed_end", "固定结束|定点结束", "Fixed end", moment),
    Column("min_duration_s", "最短时长|最短", "Minimum duration|minimum", duration, True),
    Column("approved", "审定|是否审定|已审定|未审定|审核|是否审核|审定情况", "Approved|approval", values.yes_no),
    Column("performers", "人数|演员人数|演出人数|演职人员|参演人数", "Performers|people|cast", values.whole),
    Column("mics", "话筒|话筒数|麦克风|麦", "Mics|microphones", values.whole),
    Column("props", "道具|道具要求|道具需求", "Props|properties"),
    Column("contact", _CONTACT, _CONTACT_EN),
    Column("fallback_item", "备用节目|替补节目", "Standby act|fallback"),
))  # fmt: skip

CUES = Layout("cues", ("直播口令", "Cues"), "text", frozenset({"at", "type", "performance", "to", "anchor_ref"}), (
    _PERFORMANCE, _REF, _ID,
    Column("at", "时间|钟点|时刻|执行时间", "Time|at|clock", moment),
    _coded("anchor_ref", "基准|参照|锚点", "Anchor|reference|relative to", ANCHORS),
    Column("anchor_item", "节目|节目名称|对应节目|基准节目", "Item|act"),
    Column("offset_s", "偏移|提前/推后|偏移量", "Offset|shift", offset, True),
    _coded("type", "类别|类型|口令类型", "Type|kind", CALLS, open_ended=True),
    Column("text", "口令|口令内容|提示|指令|内容", "Call|cue|text|command", required=True),
    Column("text_en", "英文口令|英文", "English call|english"),
    Column("to", "对象|接收|接收人|接收岗位|执行岗位", "To|for|recipients", values.listed),
    Column("caller", "发令|发令人|下达人", "Caller|from"),
    Column("critical", "关键|是否关键|关键口令|重要", "Critical|key", values.yes_no),
    Column("needs_ack", "须应答|是否应答|应答|回复", "Needs answer|needs ack|acknowledge", values.yes_no),
))  # fmt: skip

CHECKPOINTS = Layout(
    "checkpoints", ("安检点", "Checkpoints"), "name",
    frozenset({"kind", "lanes", "rate_per_lane_min", "min_staff", "report_interval_s", "call_sign", "channel"}), (
    _REF, _ID,
    Column("name", "名称|安检点|岗位|点位|安检点名称|岗位名称", "Name|checkpoint|post|gate", required=True),
    Column("name_en", _ENGLISH, "English name"),
    _coded("kind", "类型|类别|岗位类型", "Kind|type", POSTS, open_ended=True),
    Column("stage", "舞台|场地|地点|所属舞台", "Stage|venue"),
    Column("counts_area", "计入区域|计数区域|计入舞台", "Counts towards|counts area"),
    Column("lanes", "通道数|通道|安检通道", "Lanes", values.whole),
    Column("rate_per_lane_min", "每道每分钟|通过率|每通道每分钟", "Per lane per minute|rate", values.number),
    Column("min_staff", "最少人数|人数|最低人数|配备人数|警力", "Minimum staff|min staff|staff", values.whole),
    Column("capacity", "核准数量|容量", "Capacity", values.whole),
    Column("contact", "负责人|" + _CONTACT, _CONTACT_EN),
    Column("unit", _UNIT + "|责任单位", "Unit"),
    Column("report_interval_s", "报告间隔|报告周期|上报间隔", "Report every|report interval|interval",
           partial(duration, typed_in_hours=True), True, 60),
    Column("grace_s", "宽限|宽限时间", "Grace|grace period", partial(duration, typed_in_hours=True), True, 60),
    Column("open_windows", "开放时间|启用时间|值守时间", "Open|open times|open windows", spans),
    Column("channel", "频道|电台频道|对讲频道", "Channel|radio channel"),
    Column("call_sign", "呼号", "Call sign|callsign"),
    Column("sweep_required", "须清场|是否清场|清场", "Sweep|sweep required", values.yes_no),
    Column("escalate_to", "上报对象|上报", "Escalate to", values.listed),
    Column("equipment", "器材|装备|设备", "Equipment", values.listed),
    Column("x", "横坐标|X坐标|地图横坐标", "X|map x|across", values.whole),
    Column("y", "纵坐标|Y坐标|地图纵坐标", "Y|map y|down", values.whole),
))  # fmt: skip

UNITS = Layout("units", ("单位", "Units"), "name", frozenset({"leader"}), (
    _REF, _ID,
    Column("name", "单位名称|名称|" + _UNIT, "Name|unit|unit name", required=True),
    Column("leader", "第一责任人|负责人|领导|主要负责人|单位负责人", "Leader|head"),
    Column("contact", "联系方式|联系电话|电话|手机|联系人", "Contact|phone|telephone|tel"),
))  # fmt: skip

DUTIES = Layout("duties", ("责任分工", "Duties"), "task", frozenset({"unit", "person", "leader", "deadline"}), (
    _REF, _ID,
    Column("task", "任务|工作任务|任务内容|职责|工作内容|责任分工", "Task|duty|job", required=True),
    Column("unit", "牵头单位|责任单位|单位|部门", "Lead unit|unit", required=True),
    Column("leader", "第一责任人|责任领导|牵头领导", "Leader|head"),
    Column("person", "具体责任人|责任人|经办人", "Responsible person|person|responsible|owner"),
    Column("contact", "联系方式|联系电话|电话|手机", "Contact|phone|telephone|tel"),
    Column("category", "类别|类型|分类", "Category|type|area"),
    Column("performances", "涉及演出|相关演出|演出", "Performances|shows", values.listed),
    Column("co_units", "配合单位|协办单位|协助单位", "Supporting units|co-units|supporting", values.listed),
    Column("start_at", "开始|开始时间", "Start|from", moment),
    Column("deadline", "完成时限|时限|截止时间|完成时间", "Deadline|due|due by", partial(moment, ends_the_day=True)),
))  # fmt: skip

OFFICIALS = Layout("officials", ("来宾名单", "Officials"), "name", frozenset({"unit", "title", "phone", "seat"}), (
    _REF, _ID,
    Column("name", "姓名|名字|嘉宾姓名|来宾姓名|参会人员|参会人", "Name|full name", required=True),
    Column("unit", _UNIT + "|单位名称|参会单位|工作单位及部门", "Unit|organisation|organization|department"),
    Column("title", "职务|职位|职务职称|现任职务", "Title|position|post"),
    Column("rank", "级别|职级|职务级别|行政级别", "Rank|level"),
    Column("seat", "座位|座位号|座次|席位|座号|座位安排|排座", "Seat|seat no"),
    Column("phone", "联系电话|电话|手机|手机号|手机号码|联系方式|电话号码|移动电话", "Phone|telephone|tel|mobile"),
    _coded("expected", "是否参会|参会|是否参加|出席|参会情况|参会状态|是否出席", "Attending|expected|attendance", EXPECTED),
    Column("substitute_of", "代会|代谁参会|代替|替会|被代会人", "Substitute of|stands in for|on behalf of"),
    Column("performance", "演出|专场|场次|参加场次|所属演出", "Performance|show"),
    Column("attention", "须关照|特殊需求|关照|注意事项", "Attention|special needs"),
    Column("note", "备注|说明", "Note|notes|remark|remarks"),
))  # fmt: skip

LAYOUTS: dict[str, Layout] = {
    layout.table: layout for layout in (FESTIVAL, STAGES, PERFORMANCES, ITEMS, CUES, CHECKPOINTS, UNITS, DUTIES, OFFICIALS)
}
