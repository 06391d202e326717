"""News agencies by the names and credits under which their copy appears."""

from __future__ import annotations

import re

# Key, the name to show, and how credits write it, from the agencies' own names and abbreviations.
# Short forms are only read in capitals: "ap" or "sid" in running text is something else.
AGENCIES: tuple[tuple[str, str, str], ...] = (
    ("reuters", "Reuters", r"reuters|рейтер|رويترز|路透社|ロイター"),
    ("ap", "Associated Press", r"associated press|\bAP\b|أسوشيتد برس|美联社"),
    ("afp", "Agence France-Presse", r"agence france[- ]presse|\bAFP\b|فرانس برس|法新社"),
    ("dpa", "dpa", r"deutsche presse-agentur|\bdpa\b"),
    ("efe", "EFE", r"agencia efe|\bEFE\b"),
    ("ansa", "ANSA", r"\bANSA\b"),
    ("lusa", "Lusa", r"agência lusa|\bLusa\b|\bLUSA\b"),
    ("apa", "APA", r"austria presse agentur|\bAPA\b"),
    ("sid", "SID", r"\bSID\b"),
    ("tass", "TASS", r"\bTASS\b|\bТАСС\b"),
    ("ria", "RIA Novosti", r"ria novosti|риа новости"),
    ("interfax", "Interfax", r"interfax|интерфакс"),
    ("ukrinform", "Ukrinform", r"ukrinform|укрінформ|укринформ"),
    ("xinhua", "Xinhua", r"xinhua|新华社|新華社"),
    ("kyodo", "Kyodo", r"kyodo|共同通信"),
    ("jiji", "Jiji Press", r"jiji press|時事通信"),
    ("yonhap", "Yonhap", r"yonhap|연합뉴스"),
    ("pti", "Press Trust of India", r"press trust of india|\bPTI\b"),
    ("ani", "ANI", r"\bANI\b"),
    ("aa", "Anadolu Agency", r"anadolu a(?:gency|jansı)|\bAA\b"),
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
# A dateline's credit stands in the first words; a closing one is the text's last line.
HEAD = 120
TAIL = 80

_SHORT = re.compile(r"\\b")
_PATTERNS = tuple(
    (
        name,
        re.compile("|".join(part if _SHORT.search(part) else f"(?i:{part})" for part in pattern.split("|"))),
    )
    for _, name, pattern in AGENCIES
)
# "PARIS (AFP) -", "(Reuters) –", "RIO, 3 jul (EFE)": a credit in brackets or before a dash.
_DATELINE = re.compile(r"[(（【]([^)）】]{2,40})[)）】]|^([^—–-]{2,60})\s[—–-]\s")


def agency_of(credit: str, body: str) -> str:
    """The agency whose text this is, by a credit found on the page or by the body's dateline or last line.

    An agency's unknown name is kept as it was credited. Empty where nothing says so: a report
    that merely quotes an agency is its outlet's own.
    """
    if credit.strip():
        return known_agency(credit) or credit.strip()
    if not body:
        return ""
    dateline = _DATELINE.search(body[:HEAD])
    if dateline:
        found = known_agency(dateline.group(1) or dateline.group(2))
        if found:
            return found
    last = body.rstrip().rsplit("\n", 1)[-1]
    return known_agency(last) if len(last) <= TAIL else ""


def known_agency(text: str) -> str:
    """The agency whose name or abbreviation a credit holds; empty if it is none we know."""
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), "")
