"""Simplified or traditional characters."""

from __future__ import annotations

# Pairs of the commonest characters that differ, simplified first; each pair occurs in most titles.
_PAIRS = (
    "国國 会會 这這 来來 们們 时時 为為 说說 对對 后後 过過 学學 发發 开開 经經 动動 现現 还還 进進 间間 关關 长長 实實 问問 点點"
    " 从從 无無 业業 当當 东東 车車 书書 万萬 与與 气氣 见見 马馬 门門 风風 电電 头頭 务務 报報 员員 总總 统統 战戰 军軍 选選 举舉"
    " 议議 党黨 权權 济濟 产產 应應 机機 认認 让讓 声聲 话話 请請 亚亞 欧歐 韩韓 湾灣 港港 华華 汉漢 约約 纽紐 该該 将將 导導 网網"
    " 卫衛 医醫 药藥 钱錢 银銀 银銀 资資 贸貿 历歷 变變 带帶 并並 边邊 号號 只隻 台臺 众眾 体體 铁鐵 飞飛 龙龍 华華 万萬 阳陽 难難"
)
_SIMPLIFIED = frozenset(pair[0] for pair in _PAIRS.split() if pair[0] != pair[1])
_TRADITIONAL = frozenset(pair[1] for pair in _PAIRS.split() if pair[0] != pair[1])


def chinese_variant(text: str, *, declared_traditional: bool = False) -> str:
    """``zh-Hans`` or ``zh-Hant``; what was declared where the characters are common to both."""
    simplified = sum(character in _SIMPLIFIED for character in text)
    traditional = sum(character in _TRADITIONAL for character in text)
    if simplified == traditional:
        return "zh-Hant" if declared_traditional else "zh-Hans"
    return "zh-Hant" if traditional > simplified else "zh-Hans"
