"""Finding, in a text, numbers of children so small that they may tell who is meant, and the age of one child.

A small number counts only beside a word for children: in the same clause, with nothing between them but what describes
the children. "Three looked-after boys" is found; "3 schools for boys", "one in four children", "Year 3 pupils" and
"2 September children return" are not. Whoever writes is asked about everything that is found here, so a false alarm
costs more than a rare wording that is missed.

The text is read once and every look around a word is of bounded length: the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# --- Words ---------------------------------------------------------------------------------------


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty")
NUMBERS = {word: number for number, word in enumerate((*UNITS, *TEENS))}
TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
LARGE = _words("hundred thousand million billion dozen")
BEGINS_A_COUNT = frozenset(NUMBERS) | _words("couple pair both single sole lone")
OLDEST = 25  # Somebody who has left care may be called a child in these texts until then.

# One child, and the word for several.
CHILD = {
    "child": "children",
    "kid": "kids",
    "boy": "boys",
    "girl": "girls",
    "pupil": "pupils",
    "student": "students",
    "baby": "babies",
    "newborn": "newborns",
    "infant": "infants",
    "toddler": "toddlers",
    "teenager": "teenagers",
    "teen": "teens",
    "adolescent": "adolescents",
    "sibling": "siblings",
    "twin": "twins",
    "triplet": "triplets",
    "youngster": "youngsters",
}
CHILDREN = frozenset(CHILD.values()) | _words("brothers sisters sons daughters uasc")
# The second of two words: "young people", "care leavers", "unaccompanied minors".
SECOND = {
    "young": (
        {"person": "people", "man": "men", "woman": "women", "carer": "carers", "adult": "adults"}
        | {"offender": "offenders", "parent": "parents", "mother": "mothers", "father": "fathers"}
    ),
    "care": {"leaver": "leavers"},
    "unaccompanied": {"minor": "minors", "refugee": "refugees", "migrant": "migrants"},
    "asylum": {"seeker": "seekers"},
}
BEGINS_A_NOUN = frozenset(CHILD) | CHILDREN | frozenset(SECOND)

# A number after one of these is a name, not a count: "Year 2", "Key Stage Two", "Priority 3".
LABELS = _words(
    "year years stage stages ks key priority priorities action actions phase phases tier tiers level levels grade "
    "grades band bands step steps section sections paragraph paragraphs table figure goal goals objective objectives "
    "outcome outcomes theme themes strand strands quarter quarters q week weeks day days term terms page pages item "
    "items version part parts ward zone area wave waves cohort group groups class classes room unit units cycle round "
    "category categories no number numbers appendix annex target targets measure measures indicator indicators ni p "
    "chapter recommendation recommendations point points question questions pillar pillars standard option "
    "aged age ages set top form block workstream route scheme schedule article clause regulation "
    "covid type formula model sub milestone milestones commitment commitments lesson lessons module"
)
# Labels that also stand between a count and its children: "two Year 6 pupils".
SCHOOL_LABELS = _words("year years y stage ks tier level class reception band")
PASSING = _words("last this that next previous past same a per")
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
SPANS = _words("year years month months week weeks day days hour hours minute minutes term terms")
# What a number before these words is not: a count of just so many.
NOT_A_COUNT_AFTER = _words("no not every each any per over above under below than aged age number half")
GROUPED = _words("groups classes teams pairs units batches sets ratio households families bubbles")
THEIR = _words("the our these those their its his her my your")
BETWEEN_OF = _words("more further other others out additional")
# Ends the look for children: another clause, another thing, or another person.
STOPS = _words(
    "a an and or but nor if as at by for from in into on onto to with without within via per than that which who whom "
    "whose where when while because so then there this it he she they we you i them us me him each every any some "
    "all no not is are was were be been being am has have had do does did can could will would shall should may might "
    "must about across after against along among around before behind between beyond during since through throughout "
    "towards under until up upon over off out said says told tell tells asked ask asks want wants need needs help "
    "helps helped gave give gives made make makes took take takes support supports offer offers see sees saw "
    "third half quarter percent percentage cent hundred thousand million billion dozen "
    "people person women woman men man adult staff parent family household mother father carer team board body cohort "
    "service workforce forum panel school nursery centre college provider agency partner practitioner officer worker "
    "social nurse teacher governor volunteer supporting helping involving including affecting protecting keeping "
    "giving meeting teaching caring reaching serving using seeing thing way event visit work role post plan meeting"
)
# These describe children where they stand between: "one primary school pupil".
DESCRIBES = _words("school nursery college social")
# What a word for children only describes: "one child protection conference", "two boys groups".
HEADS = _words(
    "protection health care services service social worker workers nurse nurses centre centres homes house houses "
    "school schools nursery nurseries ward wards hospital hospitals clinic clinics unit units club clubs group groups "
    "team teams panel panels forum forums board boards council councils parliament plan plans strategy strategies "
    "policy policies programme programmes project projects charity charities officer officers lead leads champion "
    "champions commissioner commissioners minder minders minding poverty premium place places referral attainment "
    "survey surveys voice rights friendly benefit sexual criminal exploitation development safeguarding feeding "
    "learning mental film films workshop workshops event events festival award awards led level weight massage bank "
    "food box boxes yoga review reviews conference conferences assessment assessments advocate advocates ambassador "
    "ambassadors inspector inspectors apprenticeship apprenticeships hub hubs offer pathway pathways football rugby "
    "sports toilets changing department departments directorate directorates practitioner practitioners psychologist "
    "psychologists psychiatrist psychiatrists therapist therapists data dashboard record records outcomes act bill "
    "budget grant fund leaders support specialist specialists coach coaches representative representatives session "
    "sessions course courses class classes clothes bed beds cot cots cafe cafes café cafés library libraries book "
    "books park parks trust trusts network networks partnership partnerships minders doctor doctors ward consultant "
    "consultants paediatrician paediatricians midwife midwives places measures priorities profile survey"
)
# What may follow one child who is meant, and not the name of a thing.
FOLLOWS = _words(
    "and or but nor if as at by for from in into on onto to with without within via than that which who whom whose "
    "where when while because so then there this it he she they we has have had is are was were be been does did can "
    "could will would shall should may might must about across after against along among around before behind between "
    "beyond during since through throughout towards under until up upon over off out not now still also again only "
    "never later ever already home went came left told said felt found got ran took spent began broke became chose "
    "kept lost met sat saw won fell hurt hit knew made gave put set grew wrote spoke thought sent held stood read "
    "death deaths exclusion suspension fatality remains remain alone too here abroad"
)
# What is somebody's own: "two siblings' placement", "one boy's father", but not "two children's homes".
OWN = _words(
    "placement placements parent parents mother mothers father fathers carer carers needs case cases death deaths "
    "behaviour disability disabilities diagnosis diagnoses adoption adoptions injury injuries brother brothers sister "
    "sisters sibling siblings family families mum dad grandparents grandmother teacher attendance tenancy tenancies"
)
COUNT_VERBS = _words(
    "were was are is have has had did do remain went left came became got took lost began chose kept will"
)
BACK_REFERENCES = _words("them whom these those")

_QUIET = frozenset("'’‘\"“”*_`~")  # Quotation and light markup: nothing is said by them.
_HYPHENS = frozenset("-‐‑–")
_LOOK_AHEAD = 12
_MOST_WORDS_BETWEEN = 6


# --- Reading -------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)"
    # A number with whatever clings to it: 2.5, 1,200, 24/7, 5s, 3rd, 10%.
    r"|(?P<number>\d(?:[.,:/]?[^\W_])*%?)"
    r"|(?P<line>\n\s*)"
    r"|(?P<mark>[^\w\s]|_)"
)


class _Is(StrEnum):
    WORD = "word"
    NUMBER = "number"
    LINE = "line"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    said: str
    # In small letters, with one kind of apostrophe.
    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Few:
    """So few children, from `start` to `end`. `whom` names them without the number; empty where the text does not."""

    start: int
    end: int
    whom: str


@dataclass(frozen=True, slots=True)
class _Noun:
    """A word for children: tokens `first` to `last`."""

    first: int
    last: int
    is_plural: bool
    is_possessive: bool
    # The plural of its last word.
    plural: str


NOTHING = Token("", "", -1, -1, _Is.LINE)


class Text:
    """A text as tokens, with questions about what stands at a place."""

    def __init__(self, text: str) -> None:
        self.said = text
        tokens = [
            Token(
                found[0],
                found[0].casefold().replace("’", "'").replace("ʼ", "'"),
                found.start(),
                found.end(),
                str(found.lastgroup),
            )
            for found in _TOKEN.finditer(text)
        ]
        self.tokens = [each for at, each in enumerate(tokens) if not _is_wrapped(tokens, at)]

    def __getitem__(self, at: int) -> Token:
        return self.tokens[at] if 0 <= at < len(self.tokens) else NOTHING

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        return self[at].text if self[at].kind == _Is.WORD else ""

    def number(self, at: int) -> int | None:
        """The whole number at a place, in figures or in words; None for anything else."""
        token = self[at]
        if token.kind == _Is.NUMBER:
            return int(token.text) if token.text.isdecimal() and len(token.text) < 8 else None
        return NUMBERS.get(token.text) if token.kind == _Is.WORD else None

    def is_glued(self, at: int) -> bool:
        """Whether nothing stands between this token and the next."""
        return 0 <= self[at].end == self[at + 1].start

    def is_hyphen(self, at: int) -> bool:
        """A hyphen within a word, not a dash between two parts of a sentence."""
        return self[at].text in _HYPHENS and self.is_glued(at) and self.is_glued(at - 1)

    def quiet(self, at: int) -> bool:
        return self[at].text in _QUIET

    def before(self, at: int) -> int:
        """The place before, past markup."""
        at -= 1
        while self.quiet(at):
            at -= 1
        return at

    def after(self, at: int) -> int:
        at += 1
        while self.quiet(at):
            at += 1
        return at

    def slice(self, first: int, last: int) -> str:
        return " ".join(self.said[self[first].start : self[last].end].split())

    # --- Children

    def noun(self, at: int) -> _Noun | None:
        """The word for children that begins here."""
        word, is_possessive = _without_apostrophe(self.word(at))
        if word not in BEGINS_A_NOUN:
            return None
        if word in CHILD or word in CHILDREN:
            plural = CHILD.get(word, word)
            return _Noun(at, at, word in CHILDREN, is_possessive or self._has_apostrophe(at), plural)
        second = at + 2 if self.is_hyphen(at + 1) else at + 1
        last, is_possessive = _without_apostrophe(self.word(second))
        for one, several in SECOND.get(word, {}).items():
            if last in (one, several) or (one, last) == ("person", "persons"):
                is_possessive = is_possessive or self._has_apostrophe(second)
                return _Noun(at, second, last != one, is_possessive, several)
        return None

    def _has_apostrophe(self, at: int) -> bool:
        """As in "boys' placements": a closing quotation mark looks the same, but a thing follows here."""
        return (
            self.is_glued(at)
            and self[at + 1].text in ("'", "’")
            and not self.is_glued(at + 1)
            and self[at + 2].kind == _Is.WORD
            and self.word(at + 2) not in FOLLOWS
        )

    def age_ends(self, at: int) -> int:
        """The place of "old" or "olds" in "7-year-old", where that begins here; -1 where it does not."""
        if self.number(at) is None:
            return -1
        unit = at + 2 if self.is_hyphen(at + 1) else at + 1
        if self.word(unit) not in ("year", "years", "month", "months", "week", "weeks", "day", "days", "yr", "yrs"):
            return -1
        old = unit + 2 if self.is_hyphen(unit + 1) else unit + 1
        return old if self.word(old) in ("old", "olds") else -1

    def is_labelled(self, at: int) -> bool:
        """Whether the number here is the name of something: "Year 2", "Key Stages 1 and 2"."""
        before = self.before(at)
        for _step in range(4):
            joined = self[before].text in ("and", "or", "to", "&", ",", "/") or self[before].text in _HYPHENS
            if not joined or self.number(before - 1) is None:
                break
            before = self.before(before - 1)
        if self.word(before) in LABELS:
            # "Last term 4 pupils", "this year three children".
            return self.word(before - 1) not in PASSING
        return self[before].text == "#"


def _is_wrapped(tokens: Sequence[Token], at: int) -> bool:
    """Whether a line ends here in the middle of a sentence."""
    if tokens[at].kind != _Is.LINE or not 0 < at < len(tokens) - 1:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        tokens[at].said.count("\n") == 1
        and before.kind in (_Is.WORD, _Is.NUMBER)
        and after.kind == _Is.WORD
        and after.said[0].islower()
    )


def _without_apostrophe(word: str) -> tuple[str, bool]:
    return (word[:-2], True) if word.endswith("'s") else (word, False)


# --- Few children --------------------------------------------------------------------------------


def few_children(text: str, *, below: int) -> list[Few]:
    """Every mention of fewer children than `below`, in the order of the text; none overlaps another."""
    read = Text(text)
    found: list[Few] = []
    for few in _mentions(read, below):
        if found and few.start < found[-1].end:
            # "One of three children" holds "three children".
            continue
        found.append(few)
    return found


def _mentions(text: Text, below: int) -> Iterator[Few]:
    counts = _Counts()
    for at, token in enumerate(text.tokens):
        word = token.text
        counts.pass_by(text, at)
        few = None
        if token.kind == _Is.NUMBER or word in BEGINS_A_COUNT:
            few = _counted(text, at, below) or counts.of_those(text, at, below)
        elif word in BEGINS_A_NOUN:
            few = _in_brackets(text, at, below) or _sibling_group(text, at, below) or _the_twins(text, at, below)
        if few:
            yield few


def _is_small(number: int | None, below: int) -> bool:
    return number is not None and 1 <= number < below


def _counted(text: Text, at: int, below: int) -> Few | None:
    """A small number that begins here and counts children."""
    word = text.word(at)
    number = text.number(at)
    is_pair = word in ("couple", "pair") and text.word(at + 1) == "of" and text.word(at - 1) in ("a", "one", "another")
    if is_pair or word == "both":
        number = 2
    elif word in ("single", "sole", "lone") and text.word(at - 1) in ("a", "one", "the", "only"):
        number = 1
    if not _is_small(number, below) or not _may_count(text, at):
        return None
    noun = _noun_after(text, at, is_one=number == 1, is_both=word == "both")
    if noun is None or (word == "both" and _is_both_kinds(text, noun.last)):
        return None
    return Few(text[_begins(text, at)].start, text[noun.last].end, _whom(text, at, noun))


def _begins(text: Text, at: int) -> int:
    """Where the number begins: "a couple", "3-4"."""
    if text.word(at) in ("couple", "pair", "single", "sole", "lone"):
        return at - 1
    if text.is_hyphen(at - 1) and text.number(at - 2) is not None:
        return at - 2
    return at


def _may_count(text: Text, at: int) -> bool:
    """Whether a number here may be a count: not a name, a date, a rate, an amount or part of a longer number."""
    if text.age_ends(at) >= 0 or text.is_labelled(at):
        return False
    before, after = text.before(at), text.after(at)
    clings = text.is_glued(at - 1) and not text.quiet(at - 1)
    is_range = text.is_hyphen(at - 1) and text.number(at - 2) is not None and text.word(at - 2) not in TENS
    if clings and not is_range and text[at - 1].text not in ("(", "[", "—", ",", ";", "…"):
        return False
    if text.is_hyphen(at + 1):
        return False
    return not _is_told_otherwise(text, at, before) and not _is_date_or_item(text, at, before, after)


def _is_told_otherwise(text: Text, at: int, before: int) -> bool:
    """Whether what stands before makes it no count of just so many: "every single", "up to three", "twenty two"."""
    word, earlier = text.word(before), text.word(text.before(before))
    if word in TENS or word in LARGE or (word == "and" and earlier in LARGE):
        return True
    if word in NOT_A_COUNT_AFTER and (earlier, word) not in (("fewer", "than"), ("less", "than")):
        return True
    if word in ("a", "one") and earlier in ("not", "every") and text.word(at) in ("single", "sole"):
        return True
    is_rate = word in ("in", "of") and (
        text.number(before - 1) is not None or (earlier == "out" and text.number(before - 2) is not None)
    )
    return (
        (is_rate and (word, earlier) != ("of", ""))
        or (word == "least" and text.number(at) == 1)
        or (earlier, word) == ("up", "to")
        or (word == "of" and earlier in GROUPED)
        or (word == "with" and earlier in ("families", "parents", "mothers", "households", "couples", "women"))
    )


def _is_date_or_item(text: Text, at: int, before: int, after: int) -> bool:
    if text[at].kind != _Is.NUMBER:
        return False
    if text.word(before) in MONTHS or text.word(after) in MONTHS:
        return True
    begins_line = text[before].kind == _Is.LINE
    return begins_line and text[after].said[:1].isupper()


def _noun_after(text: Text, at: int, *, is_one: bool, is_both: bool) -> _Noun | None:
    """The word for children that the number here counts, past what describes them."""
    between = _Between(text, at, is_both=is_both)
    here = at + 1
    while here < min(at + 1 + _LOOK_AHEAD, len(text)) and between.words <= _MOST_WORDS_BETWEEN:
        noun, old = text.noun(here), text.age_ends(here)
        if noun is None and old >= 0 and (text.word(old) == "olds" or text.noun(old + 1) is None):
            noun = _Noun(here, old, text.word(old) == "olds", False, "")
        if noun is not None:
            return noun if _is_meant(text, noun, is_one=is_one and not between.of) else None
        if old >= 0:
            here = old
        elif not between.admits(here):
            return None
        here += 1
    return None


class _Between:
    """What stands between a number and the children whom it counts, word by word."""

    def __init__(self, text: Text, at: int, *, is_both: bool) -> None:
        self.text, self.at, self.is_both = text, at, is_both
        self.of = self.their = False
        self.words = 0

    def admits(self, here: int) -> bool:
        """Whether the children may still be to come after the token here."""
        text, word = self.text, self.text.word(here)
        if word == "of":
            first = not self.of and _only(text, self.at + 1, here, BETWEEN_OF)
            self.of = True
            return first
        if word in THEIR:
            first = not self.their and (self.of or self.is_both)
            self.their = True
            return first
        if text[here].kind == _Is.NUMBER or word in NUMBERS:
            counted = self.of and text.word(text.before(here)) in (*THEIR, "of")
            return counted or _names_class(text, here)
        if not word:
            return text.quiet(here) or text.is_hyphen(here) or text[here].text == "/"
        if word == "out":
            return text.word(here + 1) == "of" and text.word(here + 2) in THEIR
        self.words += 1
        return not _stops(text, here)


def _only(text: Text, first: int, end: int, words: frozenset[str]) -> bool:
    return all(text.word(at) in words for at in range(first, end) if not text.quiet(at))


def _names_class(text: Text, at: int) -> bool:
    """Whether the number here is a class's: "two Year 6 pupils"."""
    return text.word(text.before(at)) in SCHOOL_LABELS


def _stops(text: Text, here: int) -> bool:
    """Whether the word here ends the look for children."""
    word = text.word(here)
    if word in DESCRIBES and (text.noun(here + 1) or text.word(here + 1) == "age"):
        return False
    if word in SPANS:
        return text.number(here + 1) is None or word not in SCHOOL_LABELS
    if text.is_hyphen(here - 1) or text.is_hyphen(here + 1):
        # "looked-after", "age-appropriate": part of a longer word.
        return text.is_hyphen(here - 1) and _is_plural(word) and not text.is_hyphen(here + 1)
    if word == "after":
        return text.word(here - 1) != "looked"
    return word in STOPS or _is_plural(word)


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _is_meant(text: Text, noun: _Noun, *, is_one: bool) -> bool:
    """Whether children themselves are counted, as against something of theirs or for them."""
    if noun.is_plural == is_one and noun.plural != "uasc":
        return False
    after = text.after(noun.last)
    word = text.word(after)
    if noun.is_possessive:
        return word in OWN
    if text.is_hyphen(noun.last + 1):
        # "two child-friendly", "one-baby".
        return False
    if word in HEADS or (word in ("and", "or", "&") and _joins_a_name(text, after)):
        return False
    if text[after].text == "&" and _joins_a_name(text, after):
        return False
    if not is_one:
        return True
    if word in ("per", "in") and text.number(after + 1) is not None:
        return False
    if (word, text.word(after + 1)) in (("or", "more"), ("or", "two"), ("at", "a"), ("per", "")):
        return False
    return not word or word in FOLLOWS or word.endswith(("ed", "ly", "ing", "s"))


def _joins_a_name(text: Text, at: int) -> bool:
    """Whether it goes on as the name of a service does: "children and families", "child and adolescent"."""
    word, _apostrophe = _without_apostrophe(text.word(at + 1))
    if word in ("family", "families", "youth", "adolescent", "maternity", "maternal"):
        return True
    joined = text.noun(at + 1)
    return joined is not None and (joined.is_possessive or text.word(text.after(joined.last)) in HEADS)


def _is_both_kinds(text: Text, last: int) -> bool:
    """As in "both children and adults": two kinds of people, not two people."""
    at = text.after(last)
    if text.word(at) in ("in", "with", "at", "from", "on", "under", "of"):
        return any(text.word(at + step) in ("and", "or") for step in range(1, 6))
    return text.word(at) in ("and", "or") or text[at].text in ("&", "/")


def _whom(text: Text, at: int, noun: _Noun) -> str:
    """The children without their number, in the plural: "looked-after boys"."""
    first = at + 1
    while first < noun.first and (
        text.quiet(first)
        or text.word(first) in THEIR | BETWEEN_OF | {"of"}
        or (text.number(first) is not None and text.age_ends(first) < 0 and not _names_class(text, first))
    ):
        first += 1
    if not noun.plural:
        said = text.slice(first, noun.last)
        return said if said.endswith("s") else f"{said}s"
    last = noun.last
    before = f"{text.slice(first, last - 1)} " if first < last else ""
    if before and text.is_hyphen(last - 1):
        before = before.rstrip()
    plural, said = noun.plural, text[last].said
    if plural == "uasc":
        return f"{before}{said}"
    return before + (plural.capitalize() if said[:1].isupper() and not before else plural)


# --- Other ways to say it ------------------------------------------------------------------------


def _in_brackets(text: Text, at: int, below: int) -> Few | None:
    """A number after the word that it counts: "children (2)", "boys (n=3)", "Girls: 4"."""
    noun = text.noun(at)
    if noun is None or not noun.is_plural or noun.is_possessive:
        return None
    here = text.after(noun.last)
    if text[here].text == "(":
        here = text.after(here)
        if text.word(here) == "n" and text[here + 1].text == "=":
            here += 2
        if text[here].kind != _Is.NUMBER and text.number(here) is None:
            return None
        ends = text[text.after(here)].text == ")"
        if _is_small(text.number(here), below) and (ends or text.word(text.after(here)) == "of"):
            return Few(text[noun.first].start, text[here + 1 if ends else here].end, _alone(text, noun))
    elif text[here].text in (":", "="):
        here = text.after(here)
        ends = text[text.after(here)].text in (";", ",") or text[text.after(here)].kind == _Is.LINE
        if text[here].kind == _Is.NUMBER and _is_small(text.number(here), below) and ends:
            return Few(text[noun.first].start, text[here].end, _alone(text, noun))
    return None


def _alone(text: Text, noun: _Noun) -> str:
    return text.slice(noun.first, noun.last).lower()


def _sibling_group(text: Text, at: int, below: int) -> Few | None:
    words = [text.word(at + step) for step in range(3)]
    if words == ["sibling", "group", "of"] and _is_small(text.number(at + 3), below):
        return Few(text[at].start, text[at + 3].end, "siblings")
    return None


def _the_twins(text: Text, at: int, below: int) -> Few | None:
    """Two or three without a number: "the twins", "a set of triplets"."""
    word = text.word(at)
    number = {"twins": 2, "triplets": 3}.get(word)
    if not _is_small(number, below) or text.word(at + 1) in HEADS:
        return None
    before = text.before(at)
    if text.word(before) in ("the", "these", "those", "our"):
        return Few(text[before].start, text[at].end, "siblings")
    if text.word(before) == "of" and text.word(before - 1) == "set":
        return Few(text[before - 1].start, text[at].end, "siblings")
    return None


class _Counts:
    """Which people the sentence counted last, so that "two of them" and "two have moved" are known to be children."""

    def __init__(self) -> None:
        self.children_were_counted = False
        self.last_plural_is_children = False

    def pass_by(self, text: Text, at: int) -> None:
        token = text[at]
        if token.kind == _Is.LINE or token.text in (".", "!", "?"):
            self.children_were_counted = self.last_plural_is_children = False
            return
        noun = text.noun(at)
        if noun is not None and noun.is_plural:
            self.last_plural_is_children = not noun.is_possessive and text.word(text.after(noun.last)) not in HEADS
            if self.last_plural_is_children and _has_number_before(text, at):
                self.children_were_counted = True
        elif token.kind == _Is.WORD and _is_plural(token.text) and text.noun(at - 1) is None:
            self.last_plural_is_children = False

    def of_those(self, text: Text, at: int, below: int) -> Few | None:
        if not (self.children_were_counted and self.last_plural_is_children):
            return None
        if not _is_small(text.number(at), below) or not _may_count(text, at):
            return None
        after = text.after(at)
        word = text.word(after)
        if word == "of" and text.word(after + 1) in BACK_REFERENCES:
            return Few(text[at].start, text[after + 1].end, "")
        if word in COUNT_VERBS or (word.endswith("ed") and word not in LARGE):
            return Few(text[at].start, text[after].end, "")
        return None


def _has_number_before(text: Text, at: int) -> bool:
    """Whether the children named here were counted: "the 14 children", "557 vulnerable young people"."""
    for here in range(at - 1, max(at - 6, -1), -1):
        if text[here].kind == _Is.NUMBER:
            return text[here].text.replace(",", "").isdecimal() and not text.is_labelled(here)
        word = text.word(here)
        if word in NUMBERS or word in TENS:
            return not text.is_labelled(here)
        if word in STOPS or not (word or text.quiet(here) or text.is_hyphen(here)):
            return False
    return False


# --- The age of one child ------------------------------------------------------------------------

_ONE_WHO = _words("a an one this that our his her their the")
_TELLS_AN_AGE = re.compile(r"\bold\b|\baged\b", re.IGNORECASE)
_GENERAL = _words("every each any no per all")


def ages(text: str) -> list[tuple[int, int]]:
    """Where the age of one child is told: "a 14-year-old girl", "Jamie, aged 7"; not "all 3 and 4 year olds"."""
    if not _TELLS_AN_AGE.search(text):
        return []
    read = Text(text)
    found: list[tuple[int, int]] = []
    for at, token in enumerate(read.tokens):
        ends = -1
        if token.text == "aged":
            ends = _aged(read, at)
        elif token.kind == _Is.NUMBER or token.text in NUMBERS:
            ends = _one_old(read, at)
        if ends >= 0:
            found.append((read[at].start, read[ends].end))
    return found


def _one_old(text: Text, at: int) -> int:
    """The last place of "14-year-old girl", or -1."""
    number, old = text.number(at), text.age_ends(at)
    if number is None or number > OLDEST:
        return -1
    before = text.before(at)
    if old < 0:
        is_told = text.word(at + 1) in ("year", "years") and text.word(at + 2) == "old"
        return at + 2 if is_told and text.word(before) in ("is", "was", "turned") else -1
    if text.word(old) != "old":
        return -1
    if text.word(before) in ("is", "was", "turned") and text.word(at + 1) == "years":
        return old
    if text.word(before) not in _ONE_WHO:
        return -1
    after = text.after(old)
    for here in range(after, after + 3):
        noun = text.noun(here)
        if noun is not None:
            # "The 2-year-old children" are many.
            return noun.last if not noun.is_plural and _is_meant(text, noun, is_one=True) else -1
        if text.word(here) not in ("male", "female", "white", "black", "asian", "disabled", "autistic", "local"):
            break
    word = text.word(after)
    return old if not word or word in FOLLOWS or word in ("son", "daughter", "brother", "sister") else -1


def _aged(text: Text, at: int) -> int:
    """The last place of "aged 7" where that is said of one child, or -1."""
    age = text.after(at)
    number = text.number(age)
    if number is None or number > OLDEST or _goes_on(text, age):
        return -1
    return age if _is_said_of_one(text, at) else -1


def _goes_on(text: Text, age: int) -> bool:
    """Whether it is a range of ages: "aged 5 to 11", "aged 16 and over", "aged 16+"."""
    after = text.after(age)
    if text.word(after) in ("year", "years", "month", "months"):
        after = text.after(after)
    said, then = text[after].text, text.after(after)
    if said in ("and", "or", "&", "/", ",") or said in _HYPHENS:
        return text.number(then) is not None or text.word(then) in _words(
            "over under above below older younger up upwards more less"
        )
    return said in ("to", "+", "plus", "upwards", "through", "until")


def _is_said_of_one(text: Text, at: int) -> bool:
    before = text.before(at)
    for mark in (",", "("):
        if text[before].text == mark:
            named = text[text.before(before)]
            if named.kind == _Is.WORD and named.said[:1].isupper():
                return named.text not in CHILDREN and named.text not in ("people", "those")
            before = text.before(before)
    word = text.word(before)
    is_one = word in CHILD or (word in ("person", "leaver", "carer") and text.noun(before - 1) is not None)
    if not is_one and word not in ("son", "daughter", "brother", "sister", "one"):
        return False
    return not any(text.word(before - step) in _GENERAL for step in range(1, 4))
