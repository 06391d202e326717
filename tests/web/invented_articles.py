"""Articles that are each odd in one way: their script, what they lack, what their publisher wishes."""

from __future__ import annotations

from invented_builders import HOSTILE, ago, piece, said
from invented_ferry import FERRY

from parallax.model import (
    Author,
    Block,
    Content,
    Doubt,
    Image,
    Passage,
    Rights,
)

NILE = piece(
    "jisr",
    "nahr",
    "ar",
    Content(
        title="افتتاح الجسر الخشبي بعد ترميمه",
        url="",
        dek="قال المهندسون إن العمل استغرق 14 شهرا.",
        blocks=(
            Block("paragraph", "افتتح الجسر الخشبي صباح اليوم. حضر الافتتاح مئات من سكان البلدة."),
            Block("paragraph", "وقالت المهندسة هالة إن الخشب جاء من 3 بلدان."),
        ),
        authors=(Author("سامي النجار", "مراسل"),),
        published=ago(hours=9),
        lead_image=Image("https://nahr.example/jisr.jpg", "الجسر", "الجسر عند الفجر", "النهر"),
        section="محليات",
        live=True,
    ),
    (
        Passage(
            "title",
            0,
            (said("افتتاح الجسر الخشبي بعد ترميمه", "Wooden bridge opens after restoration", model="aren"),),
        ),
        Passage(
            "dek",
            0,
            (
                said(
                    "قال المهندسون إن العمل استغرق 14 شهرا.",
                    "Engineers said the work took 14 months.",
                    model="aren",
                ),
            ),
        ),
        Passage(
            "body",
            0,
            (
                said(
                    "افتتح الجسر الخشبي صباح اليوم.", "The wooden bridge opened this morning.", model="aren"
                ),
                said(
                    "حضر الافتتاح مئات من سكان البلدة.",
                    "Hundreds of townspeople attended the opening.",
                    model="aren",
                ),
            ),
        ),
    ),
    rights=Rights(text_mining=False, basis=("tdm-reservation header",)),
)

GEORGIA = piece(
    "khidi",
    "mtkvari",
    "ka",
    Content(
        title="ხიდი დროებით დაიკეტა",
        url="",
        dek="მუშაობა ორ კვირას გაგრძელდება.",
        blocks=(Block("paragraph", "ხიდი დროებით დაიკეტა. მძღოლებმა სხვა გზა უნდა აირჩიონ."),),
        published=ago(days=2),
    ),
    tuple(
        Passage(part, index, (said(text, None, refusal="No installed engine reads Georgian."),))
        for part, index, text in (
            ("title", 0, "ხიდი დროებით დაიკეტა"),
            ("dek", 0, "მუშაობა ორ კვირას გაგრძელდება."),
            ("body", 0, "ხიდი დროებით დაიკეტა. მძღოლებმა სხვა გზა უნდა აირჩიონ."),
        )
    ),
)

IRAN = piece(
    "bandar",
    "darya",
    "fa",
    Content(
        title="بندر قدیمی دوباره باز شد",
        url="",
        blocks=(Block("paragraph", "بندر قدیمی پس از سال‌ها دوباره باز شد."),),
        published=ago(days=1),
    ),
)

GERMANY = piece(
    "fischmarkt",
    "hafen",
    "de",
    Content(
        title="Fischmarkt bleibt nach langem Streit zwischen Händlern, Anwohnern, Hafenbehörde, Denkmalschutz und "
        "drei Ausschüssen des Stadtrats nun doch an seinem alten Platz, allerdings nur sonnabends und nur bis zum "
        "Ende der kommenden Wintersaison, wie die Verwaltung am Mittwochabend nach siebenstündiger Sitzung mitteilte",
        url="",
        dek="Nur sonnabends.",
        blocks=(Block("paragraph", "Der Fischmarkt bleibt."),),
        published=ago(hours=1),
        paywalled=True,
        opinion=True,
    ),
    (
        Passage(
            "title",
            0,
            (
                said(
                    "Fischmarkt bleibt …",
                    "After a long dispute between traders, residents, the port authority, the monuments office and "
                    "three committees of the city council, the fish market is to stay in its old place after all, "
                    "though only on Saturdays and only until the end of next winter season",
                    Doubt("length", "the English is much shorter than the original"),
                    model="deen",
                ),
            ),
        ),
        Passage("dek", 0, (said("Nur sonnabends.", "Saturdays only.", model="deen"),)),
        Passage("body", 0, (said("Der Fischmarkt bleibt.", "The fish market stays.", model="deen"),)),
    ),
)

JAPAN = piece(
    "tako",
    "minato",
    "ja",
    Content(
        title="凧揚げ大会、風を待って三日延期",
        url="",
        dek="主催者は「風は来る」と話した。",
        blocks=(
            Block("live-post", "風速は2メートル。まだ飛ばない。", at=ago(hours=3)),
            Block("live-post", "子どもたちが集まり始めた。", at=ago(hours=5)),
        ),
        published=ago(hours=6),
        live=True,
    ),
    (
        Passage(
            "title",
            0,
            (
                said(
                    "凧揚げ大会、風を待って三日延期",
                    "Kite festival put off three days to wait for wind",
                    model="jaen",
                ),
            ),
        ),
        Passage(
            "dek",
            0,
            (said("主催者は「風は来る」と話した。", "“The wind will come,” organisers said.", model="jaen"),),
        ),
        Passage(
            "body",
            0,
            (
                said("風速は2メートル。", "Wind speed is 2 metres.", model="jaen"),
                said("まだ飛ばない。", "They do not fly yet.", model="jaen"),
            ),
        ),
        Passage(
            "body", 1, (said("子どもたちが集まり始めた。", "Children have begun to gather.", model="jaen"),)
        ),
    ),
)

BRITAIN = piece(
    "lamp",
    "harbour-post",
    "en",
    Content(
        title="Lamplighters' guild asks for one more winter",
        url="",
        dek="The guild says three streets are enough.",
        blocks=(
            Block(
                "paragraph", "The guild of lamplighters has asked to keep three streets for one more winter."
            ),
            Block("heading", "Three streets", level=2),
            Block("paragraph", "The council will answer on Friday."),
        ),
        authors=(Author("Edith Marlow", "Local editor", "Edith Marlow writes about the harbour."),),
        published=ago(minutes=30),
        lead_image=Image("https://harbour-post.example/lamp.jpg", "A lamp", "A lamp at dusk", "Harbour Post"),
    ),
)

LEAD_ONLY = piece(
    "granica",
    "exile-times",
    "be",
    Content(title="Паром зноў ходзіць", url="", dek="Першы рэйс адбыўся ў сераду.", published=None),
    rights=Rights(archive=False, max_snippet=160, basis=("robots meta noarchive",)),
    minutes=0,
)

EVIL = piece(
    "evil",
    "radio-serra",
    "pt-\"><script>alert('y')</script>",
    Content(
        title=HOSTILE,
        url="",
        dek=HOSTILE,
        blocks=(
            Block("paragraph", HOSTILE),
            Block("embed", HOSTILE, url="https://radio-serra.example/e?a=1&b=2"),
        ),
        authors=(Author(HOSTILE, HOSTILE, HOSTILE),),
        section=HOSTILE,
        topics=(HOSTILE,),
        published=ago(days=3),
    ),
    tuple(
        Passage(part, 0, (said(HOSTILE, HOSTILE, Doubt("name", HOSTILE), model=HOSTILE),))
        for part in ("title", "dek", "body", "role", "bio")
    ),
)

VIEWS = (FERRY, NILE, GEORGIA, IRAN, GERMANY, JAPAN, BRITAIN, LEAD_ONLY, EVIL)

EXTRAS = tuple(
    piece(
        f"nota-{number}",
        "radio-serra",
        "pt",
        Content(title=f"Nota {number} da serra", url="", published=ago(days=4, hours=number)),
        (Passage("title", 0, (said(f"Nota {number} da serra", f"Note {number} from the hills"),)),),
        minutes=1,
    )
    for number in range(1, 41)
)
