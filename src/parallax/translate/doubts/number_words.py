"""Words that are numbers, or that multiply the number before them."""

from __future__ import annotations

ENGLISH_SMALL = {
    word: value
    for value, words in enumerate(
        (
            "zero",
            "one first once single",
            "two second twice double both pair couple half",
            "three third triple thrice",
            "four fourth quarter",
            "five fifth",
            "six sixth",
            "seven seventh",
            "eight eighth",
            "nine ninth",
            "ten tenth decade",
            "eleven eleventh",
            "twelve twelfth dozen noon midnight",
            "thirteen thirteenth",
            "fourteen fourteenth",
            "fifteen fifteenth",
            "sixteen sixteenth",
            "seventeen seventeenth",
            "eighteen eighteenth",
            "nineteen nineteenth",
        )
    )
    for word in words.split()
}
ENGLISH_TENS = {
    word: 10 * value
    for value, words in enumerate(
        (
            "twenty twentieth twenties",
            "thirty thirtieth thirties",
            "forty fortieth forties",
            "fifty fiftieth fifties",
            "sixty sixtieth sixties",
            "seventy seventieth seventies",
            "eighty eightieth eighties",
            "ninety ninetieth nineties",
        ),
        start=2,
    )
    for word in words.split()
}
ENGLISH_HUNDRED = {"hundred": 100, "century": 100, "centuries": 100, "thousand": 1_000, "million": 10**6}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

ENGLISH_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "thousands": 1_000,
    "k": 1_000,
    "million": 10**6,
    "millions": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "billions": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "trillions": 10**12,
    "tn": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}

# By base language; a word is looked up as it begins, so that endings need no entries of their own.
SCALES: dict[str, dict[str, int]] = {
    "pt": {
        "mil": 1_000,
        "milhão": 10**6,
        "milhões": 10**6,
        "bilh": 10**9,
        "biliões": 10**12,
        "trilh": 10**12,
    },
    "es": {"mil": 1_000, "millón": 10**6, "millones": 10**6, "bill": 10**12},
    "fr": {"mille": 1_000, "million": 10**6, "milliard": 10**9, "billion": 10**12},
    "it": {"mila": 1_000, "milion": 10**6, "miliard": 10**9},
    "ro": {"mii": 1_000, "milio": 10**6, "miliard": 10**9},
    "ca": {"mil": 1_000, "milió": 10**6, "milions": 10**6},
    "de": {
        "tausend": 1_000,
        "million": 10**6,
        "mio": 10**6,
        "milliard": 10**9,
        "mrd": 10**9,
        "billion": 10**12,
    },
    "nl": {"duizend": 1_000, "miljoen": 10**6, "miljard": 10**9},
    "sv": {"tusen": 1_000, "miljon": 10**6, "miljard": 10**9},
    "da": {"tusind": 1_000, "million": 10**6, "mio": 10**6, "milliard": 10**9, "mia": 10**9},
    "nb": {"tusen": 1_000, "million": 10**6, "milliard": 10**9},
    "fi": {"tuha": 1_000, "miljoon": 10**6, "miljard": 10**9},
    "et": {"tuhat": 1_000, "miljon": 10**6, "miljard": 10**9},
    "hu": {"ezer": 1_000, "millió": 10**6, "milliárd": 10**9},
    "pl": {"tys": 1_000, "milion": 10**6, "mln": 10**6, "miliard": 10**9, "mld": 10**9},
    "cs": {"tisíc": 1_000, "milion": 10**6, "milión": 10**6, "miliard": 10**9},
    "sk": {"tisíc": 1_000, "milión": 10**6, "miliard": 10**9, "miliárd": 10**9},
    "ru": {
        "тыс": 1_000,
        "млн": 10**6,
        "миллион": 10**6,
        "млрд": 10**9,
        "миллиард": 10**9,
        "трлн": 10**12,
        "триллион": 10**12,
    },
    "uk": {
        "тис": 1_000,
        "млн": 10**6,
        "мільйон": 10**6,
        "млрд": 10**9,
        "мільярд": 10**9,
        "трлн": 10**12,
        "трильйон": 10**12,
    },
    "bg": {"хил": 1_000, "млн": 10**6, "милион": 10**6, "млрд": 10**9, "милиард": 10**9},
    "sr": {
        "хиљад": 1_000,
        "hiljad": 1_000,
        "милион": 10**6,
        "milion": 10**6,
        "милијард": 10**9,
        "milijard": 10**9,
    },
    "hr": {"tisuć": 1_000, "milijun": 10**6, "milijard": 10**9},
    "el": {"χιλιάδες": 1_000, "εκατομμ": 10**6, "εκατ": 10**6, "δισεκ": 10**9, "δισ": 10**9},
    "tr": {"bin": 1_000, "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12},
    "id": {"ribu": 1_000, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12},
    "ms": {"ribu": 1_000, "juta": 10**6, "bilion": 10**9},
    "vi": {"nghìn": 1_000, "ngàn": 1_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9},
    "ar": {
        "ألف": 1_000,
        "آلاف": 1_000,
        "مليون": 10**6,
        "ملايين": 10**6,
        "مليار": 10**9,
        "بليون": 10**9,
        "تريليون": 10**12,
    },
    "fa": {"هزار": 1_000, "میلیون": 10**6, "میلیارد": 10**9, "بیلیون": 10**9, "تریلیون": 10**12},
    "he": {"אלף": 1_000, "אלפים": 1_000, "מיליון": 10**6, "מיליארד": 10**9},
    "hi": {
        "हज़ार": 1_000,
        "हजार": 1_000,
        "लाख": 10**5,
        "मिलियन": 10**6,
        "करोड़": 10**7,
        "अरब": 10**9,
        "बिलियन": 10**9,
    },
    "bn": {"হাজার": 1_000, "লাখ": 10**5, "লক্ষ": 10**5, "কোটি": 10**7},
    "zh": {
        "百万": 10**6,
        "千万": 10**7,
        "百亿": 10**10,
        "千": 1_000,
        "万亿": 10**12,
        "萬億": 10**12,
        "万": 10**4,
        "萬": 10**4,
        "亿": 10**8,
        "億": 10**8,
    },
    "ja": {"千": 1_000, "百万": 10**6, "千万": 10**7, "万": 10**4, "億": 10**8, "兆": 10**12},
    "ko": {"천": 1_000, "만": 10**4, "억": 10**8, "조": 10**12},
}
