"""Whether what the original denies the English denies too."""

from __future__ import annotations

import re
from functools import lru_cache

from parallax.model import Doubt

# Every word that may make a sentence negative, by base language; generous, since it only takes doubts
# away. Scripts without spaces are searched as they stand.
PLAIN: dict[str, str] = {
    "pt": "não nunca jamais nem nenhum nenhuma ninguém sem nada",
    "es": "no nunca jamás ni ningún ninguno ninguna nadie sin tampoco nada",
    "fr": "pas jamais aucun aucune personne sans ni rien n' ne",
    "it": "non mai nessun nessuno nessuna né senza nulla niente",
    "ro": "nu niciodată nici niciun nicio nimeni fără n-",
    "ca": "no mai cap ningú sense ni res",
    "de": "nicht nichts nie niemals kein keine keinen keinem keiner keines niemand ohne weder",
    "nl": "niet nooit geen niemand zonder niets noch",
    "sv": "inte aldrig ingen inget inga utan varken icke",
    "da": "ikke aldrig ingen intet uden hverken",
    "nb": "ikke aldri ingen intet uten verken",
    "pl": "nie nigdy żaden żadna żadne żadnych nikt bez ani nic",
    "cs": "ne nikdy žádný žádná žádné nikdo bez ani nic není nejsou nebyl nebyla nebylo nebyli",
    "ru": "не нет никогда никто ничего ничто никаких никакой без ни нельзя",
    "uk": "не немає нема ніколи ніхто нічого жоден жодного жодної без ні ані",
    "bg": "не няма никога никой нищо без нито",
    "sr": "не није нису никад никада нико ништа без ни нема ne nije nisu nikad nikada niko ništa bez ni nema",
    "hr": "ne nije nisu nikad nikada nitko ništa bez ni nema",
    "tr": "değil değildi değildir yok yoktu yoktur hiç hiçbir asla kimse ne",
    "id": "tidak bukan belum tanpa jangan tak tiada",
    "ms": "tidak bukan belum tanpa jangan tak tiada",
    "vi": "không chưa chẳng đừng",
    "el": "δεν δε μην μη ποτέ κανείς κανένας καμία κανένα χωρίς ούτε τίποτα",
    "ar": "لا لم لن ليس ليست ليسوا غير بدون دون ولا ولم ولن وليس فلا فلم عدم ما",
    "fa": "نه بدون نیست نیستند نبود نبودند هرگز هیچ غیر عدم ندارد ندارند نداشت نشد نشده نمی",
    "he": "לא אין ללא בלי אינו אינה אינם אף מעולם ולא",
    "hi": "नहीं न ना मत बिना कभी नही बगैर गैर",
    "bn": "না নয় নেই নি ছাড়া কখনও",
    "zh": "不 没 沒 无 無 未 非 别 否",
    "ja": "ない なか ず ぬ ません なく なし 無 不 未 非",
    "ko": "않 없 못 아니 안 말",
}
# Of these, the words whose loss turns a sentence round; only their loss is a doubt.
SURE: dict[str, str] = {
    "pt": "não nunca jamais ninguém",
    "es": "nunca jamás nadie ningún ninguna no",
    "fr": "pas jamais aucun aucune",
    "it": "non mai nessuno nessuna",
    "de": "nicht niemals kein keine keinen keinem keiner niemand",
    "nl": "niet nooit geen niemand",
    "sv": "inte aldrig ingen inget inga",
    "da": "ikke aldrig ingen",
    "nb": "ikke aldri ingen",
    "pl": "nie nigdy nikt",
    "ru": "не нет никогда никто",
    "uk": "не немає ніколи ніхто",
    "bg": "не няма никога никой",
    "id": "tidak bukan belum",
    "ms": "tidak bukan belum",
    "vi": "không chưa",
    "el": "δεν ποτέ κανείς",
    "ar": "لم لن ليس ليست لا",
    "fa": "نیست نیستند نبود هرگز ندارد",
    "he": "לא מעולם",
    "hi": "नहीं",
    "bn": "না নয় নেই",
    "ro": "nu niciodată nimeni",
    "ca": "mai ningú no",
    "zh": "没有 沒有 不是 不会 不會 不能 从未 從未 从不 并非 尚未 不再",
    "tr": "değil değildi değildir hiçbir",
}
# Endings and beginnings that negate within the word, and verbs that English puts with "not".
WITHIN: dict[str, str] = {
    "tr": r"\w+m[ae](?:z|m[ıiuü]|d[ıiuü]|y[ae]|k|s[ıi]|l[ıi]|n|ks|den)\w*|\w+s[ıiuü]z\w*|\w+m[ıiuü]yor\w*",
    "fa": r"ن(?:می|خواه|توان|شد|کرد|بود|دار|یافت|رسید|داد|گرفت|ب)\w*",
    "cs": r"ne\w+",
    "ja": "ない",
    "ru": r"не\w{3,}|запре\w+|отсутств\w+",
    "uk": r"не\w{3,}|заборон\w+|відсутн\w+",
    "bg": r"не\w{3,}",
    "hu": r"nem|nincs\w*|soha|senki|sem|nélkül|ne",
    "fi": r"ei|en|et|emme|ette|eivät|ilman|älä|\w+mat\w+|\w+t[oö]n",
}

_STRONG = re.compile(
    # "No. 11" is a number, and "whether or not" a question.
    r"\b(?:(?<!or )not|never|nobody|none|cannot|nor|neither|no(?!\.? ?\d)|nothing|nowhere|without)\b|n['’]t\b",
    re.IGNORECASE,
)
# What an English sentence may put for a negative word: prefixes, endings and verbs that deny.
_SOFT = re.compile(
    r"\b(?:un(?!der|til|it|ion|iv|iq|cle)[a-z-]{3,}|non-?[a-z]{3,}|[a-z]{2,}less|"
    r"in(?:ab|act|adequ|cap|compl|consist|correct|effect|eligib|evit|nocen|suffic|tact|val|visib|distin)[a-z]+|"
    r"im(?:poss|part|perf|prob|mob)[a-z]+|il(?:leg|log)[a-z]+|ir(?:reg|rel|resp|rev)[a-z]+|"
    r"dis(?:ag|app|band|like|miss|ob|qual|reg|put|rup|cont|ab|clos|cour)[a-z]+|mis[a-z]{4,}|"
    r"(?:fail|lack|refus|den[yi]|avoid|prevent|prohibit|forbid|forbad|bann|absen|miss|stopp|ceas|reject|exclud)[a-z]*|"
    r"hardly|barely|scarcely|rarely|seldom|few|little|except|unless|until|instead|rather|far from|other than|beyond|"
    r"rul(?:ed?|ing) out|out of|away|free|although|despite|as well as|regardless|apart from|hard|difficult|cancel[a-z]*|no-one|zero|nil|impossible|against|least|only|yet|but|just|any[a-z]*|too)\b",
    re.IGNORECASE,
)


def negation_doubts(original: str, english: str, language: str) -> tuple[Doubt, ...]:
    """A doubt when only one of the two sides denies something. Nothing for languages without a list."""
    if language not in PLAIN:
        return ()
    if _STRONG.search(english):
        if not _any(original, language):
            return (Doubt("negation", "The English denies something; the original seems not to."),)
    elif language in SURE and not _SOFT.search(english):
        found = _first(original, language, SURE[language], "")
        if found:
            return (Doubt("negation", f"The original has “{found}”; the English denies nothing."),)
    return ()


def _any(original: str, language: str) -> bool:
    return bool(_first(original, language, PLAIN[language], WITHIN.get(language, "")))


def _first(original: str, language: str, words: str, within: str) -> str:
    if language in {"zh", "ja", "ko"}:
        return next((word for word in words.split() if word in original), "")
    found = _pattern(words, within).search(original)
    return found[0] if found else ""


@lru_cache(maxsize=256)
def _pattern(words: str, within: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, words.split()))
    # An apostrophe ends a word here ("n'est"), which \b alone would not let it do.
    # Vowel signs of Indian scripts are not \\w, yet the word goes on with them.
    edge = r"(?![\w\u0900-\u0dff])"
    start = r"(?<![\w\u0900-\u0dff])"
    return re.compile(
        rf"{start}(?:(?:{listed}){edge}|n['’](?=\w)|(?:{within or '(?!)'}){edge})", re.IGNORECASE
    )
