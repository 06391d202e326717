"""English words that carry a capital in names and are not names: an institution's "Council", a
nation's "German". Where the English has one of these, the original may well have had a word, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from parallax.translate.bundled import bundled_models

DEMONYM_ENDINGS = ("ese", "ian", "ians", "ish", "ans", "ean", "eans", "itan", "istan", "ern", "land", "lands")

# fmt: off
ENGLISH_WORDS = frozenset(
    """
    the this that these those there they their when where while with what who why how and but for from into after
    before about although because however since until upon such many most some several each every both all any other
    more less much also even only just still then than thus here his her its our your she you one two three four five
    six seven eight nine ten first second third last next new old great grand big small high low early late long
    north south east west northern southern eastern western central upper lower middle mid
    red white black green blue yellow gold golden silver gray grey dark holy sacred saint santa
    united states nations kingdom union republic federation federal confederation commonwealth empire emirates people
    peoples democratic socialist national international world global european african asian american arab arabic latin
    government state ministry minister ministers prime president vice presidency secretary general chancellor governor
    mayor king queen prince princess duke lord lady sir pope bishop cardinal father mother brother sister captain
    colonel major sergeant commander lieutenant admiral marshal chief head director chairman chair chairwoman speaker
    leader member deputy senator congressman congresswoman representative ambassador judge justice attorney prosecutor
    doctor professor teacher officer agent inspector spokesman spokeswoman spokesperson coach captain
    parliament congress senate house houses chamber representatives assembly council committee commission cabinet court
    courts supreme tribunal constitutional constitution law laws act bill bills code rights human civil treaty agreement
    accord convention charter pact protocol summit conference meeting forum session
    party labour labor conservative liberal democrat democrats republican republicans communist communists greens left
    right center centre front movement alliance coalition league brotherhood opposition
    police army navy air force forces armed military guard guards corps marine marines defense defence security
    intelligence agency bureau department office service services administration authority board bank banks fund
    foundation institute institution organization organisation association society club team federation group company
    corporation industries industry business trade commerce market stock exchange finance financial treasury economic
    economy development energy oil gas nuclear atomic health medicine medical hospital clinic care disease control
    prevention university college school schools academy faculty education science sciences scientific research study
    studies technology engineering laboratory laboratories museum gallery library theater theatre opera art arts music
    film cinema television radio news press media times post daily weekly journal herald tribune guardian telegraph
    mirror star sun mail express independent observer gazette review magazine
    city town village county district province region territory island islands isle isles mountain mountains mount hill
    hills valley river rivers lake lakes sea seas ocean gulf bay strait channel coast beach cape point canal bridge
    road street avenue square park garden gardens tower castle palace temple church cathedral mosque airport port
    harbor harbour station stadium arena hall center building wall gate forest desert plateau plain peninsula continent
    earth moon mars venus mercury jupiter saturn uranus neptune pluto milky way galaxy universe space
    day days week month year years century age ages era war wars battle revolution independence liberation peace
    victory crisis games cup championship championships tournament olympic olympics paralympics final finals
    grand prix open tour race open award awards prize medal
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december summer winter spring autumn fall christmas easter ramadan
    christian christians christianity muslim muslims islam islamic jewish jews jew catholic catholics protestant
    buddhist buddhism hindu hindus hinduism orthodox god bible quran koran gospel testament
    internet web google facebook mister miss madam doctor
    english french german spanish dutch welsh irish scottish swiss swede swedes czech greek greeks turk turks thai
    iraqi iraqis israeli israelis pakistani pakistanis afghan afghans saudi kuwaiti qatari bengali nepali basque slav
    frenchman englishman dutchman arab arabs kurd kurds roma gypsy
    middle ages stone bronze iron cold world-war cross crescent
    food water fire wind life love death home family children child women woman men man youth young worker workers
    farmers students soldiers veterans victims citizens public social political cultural culture history historical
    heritage environment environmental nature natural climate change weather emergency disaster management relief aid
    transport transportation railway railways road safety aviation civil airlines airways shipping maritime
    agriculture fisheries forestry mining labour employment interior foreign affairs external internal home justice
    """.split()  # noqa: SIM905
)
# fmt: on

_WORD_START = "\u2581"  # what SentencePiece writes for the space before a word


@lru_cache(maxsize=1)
def shipped_words() -> frozenset[str]:
    """Words the bundled model's vocabulary has in small letters, some 16,000 English and Portuguese
    ones: what is a word there is hardly a name here. Empty where there is no bundled model."""
    return frozenset(
        piece[1:]
        for model in bundled_models()
        for file in model.files
        if file.kind == "vocab"
        for piece in _pieces((model.folder / file.name).read_bytes())
        if piece.startswith(_WORD_START) and len(piece) > 3 and piece[1:].islower()
    )


def _pieces(model: bytes) -> Iterator[str]:
    """The pieces of a SentencePiece model: a Protocol Buffers message whose first field (tag 0x0A)
    is repeated, each with the piece's text as its own first field."""
    position = 0
    while position < len(model) and model[position] == 0x0A:
        length, start = _varint(model, position + 1)
        if model[start] == 0x0A:
            size, text = _varint(model, start + 1)
            yield model[text : text + size].decode("utf-8", "replace")
        position = start + length


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        value |= (byte & 0x7F) << shift
        position, shift = position + 1, shift + 7
        if byte < 0x80:
            return value, position
