"""The ways in which a Chinese name can be typed in pinyin: every reading of each character, from any syllable on, and the
initials. pypinyin takes a while to load, so it is imported where it is first used.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product
from math import prod

MOST_WAYS = 32
MOST_SYLLABLES = 6
START, WITHIN = "^", "|"

# Readings that characters have as surnames, and that pypinyin's table of single characters lacks.
_SURNAMES = {
    "乐": "yue", "仇": "qiu", "俟": "qi", "冼": "xian", "区": "ou", "华": "hua", "单": "shan", "召": "shao", "员": "yun",
    "尉": "yu", "尹": "yin", "折": "she", "教": "jiao", "曾": "zeng", "朴": "piao", "查": "zha", "桂": "gui", "种": "chong",
    "秘": "bi", "繁": "po", "纪": "ji", "缪": "miao", "翟": "zhai", "能": "nai", "行": "xing", "覃": "qin", "解": "xie",
    "谌": "chen", "贠": "yun", "费": "fei", "过": "guo", "那": "na", "郇": "xun", "长": "zhang", "隗": "wei", "黑": "he",
    "黄": "huang", "万": "mo", "盖": "ge", "逄": "pang", "褚": "chu", "祭": "zhai", "卜": "bu", "洗": "xian", "佴": "nai",
}  # fmt: skip


@cache
def readings(sign: str) -> tuple[str, ...]:
    """Every reading of a character, the usual one first, without tones; a letter or digit stands for itself."""
    if sign.isascii():
        return (sign.lower(),) if sign.isalnum() else ()
    from pypinyin import Style, pinyin

    found = pinyin(sign, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = [each for each in (found[0] if found else []) if each.isascii()]
    plain += [_SURNAMES[sign]] if sign in _SURNAMES else []
    plain += [each.replace("v", "u") for each in plain if "v" in each]  # 吕 is typed lv and lu
    return tuple(dict.fromkeys(plain))


def spelt(name: str) -> str:
    """Everything that can be typed for a name, each behind a sign: `^` from its first syllable on, `|` from a later one."""
    syllables = _syllables(name)
    while prod(map(len, syllables)) > MOST_WAYS:  # of a long name the later characters keep their usual reading
        longest = max(place for place, each in enumerate(syllables) if len(each) > 1)
        syllables[longest] = syllables[longest][:1]
    ways: dict[str, None] = {}
    for way in product(*syllables):
        for place in range(len(way)):
            sign = WITHIN if place else START
            ways[sign + "".join(way[place:])] = None
            ways[sign + "".join(syllable[0] for syllable in way[place:])] = None
    return "".join(ways)


@lru_cache(maxsize=4096)
def spelt_unit(unit: str) -> str:
    """The same for a unit, with the usual reading of each character; units are many people's, so it is kept."""
    usual = [each[0] for sign in unit[:20] if (each := readings(sign))]
    whole = {WITHIN + "".join(usual[place:]) for place in range(len(usual))}
    initials = WITHIN + "".join(each[0] for each in usual)
    return "".join(sorted(whole)) + initials + "".join(WITHIN + initials[place:] for place in range(2, len(initials)))


def _syllables(name: str) -> list[tuple[str, ...]]:
    """The readings of each syllable of a name; a word in letters is one syllable."""
    found: list[tuple[str, ...]] = []
    word = ""
    for sign in name[:40] + " ":
        if sign.isascii() and sign.isalnum():
            word += sign.lower()
            continue
        if word:
            found.append((word,))
            word = ""
        if not sign.isascii() and (each := readings(sign)):
            found.append(each)
    return found[:MOST_SYLLABLES]
