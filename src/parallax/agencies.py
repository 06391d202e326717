"""News agencies by the names and credits under which their copy appears."""

from __future__ import annotations

import re

# Key, the name to show, and how credits write it, from the agencies' own names and abbreviations.
# Short forms are only read in capitals: "ap" or "sid" in running text is something else.
AGENCIES: tuple[tuple[str, str, str], ...] = (
    ("reuters", "Reuters", r"reuters|рейтер|رويترز|路透社|ロイター"),
    ("ap", "Associated Press", r"associated press|\bAP\b|أسوشيتد ?برس|أسوشييتد ?برس|美联社"),
    (
        "afp",
        "Agence France-Presse",
        r"agence france[- ]presse|\bAFP\b|فرانس ?برس|وكالة الصحافة الفرنسية|\bأ[. ]?ف[. ]?ب\b|法新社",
    ),
    ("dpa", "dpa", r"deutsche presse-agentur|\bdpa\b|\bد[. ]?ب[. ]?أ\b"),
    ("efe", "EFE", r"agencia efe|\bEFE\b"),
    ("ansa", "ANSA", r"\bANSA\b"),
    ("lusa", "Lusa", r"agência lusa|\bLusa\b|\bLUSA\b"),
    ("apa", "APA", r"austria presse agentur|\bAPA\b"),
    ("sid", "SID", r"\bSID\b"),
    ("tass", "TASS", r"\bTASS\b|\bТАСС\b"),
    ("ria", "RIA Novosti", r"ria novosti|риа новости"),
    ("interfax", "Interfax", r"interfax|интерфакс"),
    ("ukrinform", "Ukrinform", r"ukrinform|укрінформ|укринформ"),
    ("xinhua", "Xinhua", r"xinhua|شينخوا|新华社|新華社"),
    ("kyodo", "Kyodo", r"kyodo|共同通信"),
    ("jiji", "Jiji Press", r"jiji press|時事通信"),
    ("yonhap", "Yonhap", r"yonhap|연합뉴스"),
    ("pti", "Press Trust of India", r"press trust of india|\bPTI\b"),
    ("ani", "ANI", r"\bANI\b"),
    ("aa", "Anadolu Agency", r"anadolu a(?:gency|jansı)|\bAA\b|وكالة الأناضول"),
    ("antara", "Antara", r"\bANTARA\b|\bAntara\b"),
    ("pap", "PAP", r"polska agencja prasowa|\bPAP\b"),
    ("sta", "STA", r"\bSTA\b"),
    ("upi", "UPI", r"united press international|\bUPI\b"),
    ("bloomberg", "Bloomberg", r"bloomberg"),
    ("pa", "PA Media", r"press association|\bPA Media\b"),
    ("cp", "Canadian Press", r"(?:the )?canadian press"),
    ("aap", "AAP", r"australian associated press|\bAAP\b"),
    ("tt", "TT", r"\bTT\b"),
    ("ntb", "NTB", r"\bNTB\b"),
    ("belga", "Belga", r"\bBelga\b|\bBELGA\b"),
    ("anp", "ANP", r"\bANP\b"),
)

_SHORT = re.compile(r"\\b")
_PATTERNS = tuple(
    (
        name,
        re.compile("|".join(part if _SHORT.search(part) else f"(?i:{part})" for part in pattern.split("|"))),
    )
    for _, name, pattern in AGENCIES
)
# All of them at once: a byline asks for a dozen texts whether they are an agency's.
_ANY = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in _PATTERNS))
# What an agency's credit may hold beside its name.
_AROUND = re.compile(
    r"^(?:the|agence|agencia|agência|agenzia|ajans)\s+|\s+(?:news(?: agency| service)?|agency|international)$",
    re.I,
)


def known_agency(text: str) -> str:
    """The agency whose name or abbreviation a credit holds; empty if it is none we know."""
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), "")


def is_agency(text: str) -> bool:
    """Whether a credit is an agency's name or abbreviation and nothing else."""
    text = text.strip()
    return bool(text) and any(map(_ANY.fullmatch, {text, _AROUND.sub("", text)}))
