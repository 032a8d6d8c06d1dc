"""What still stands in the way of making a report final, from what is known of it. Touches no database.

Each item says what is missing, what to do about it and on which page. What `gap` says is printed where a report is
made final all the same, so it never quotes the text of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.wording import listed


class Whose(IntEnum):
    """Who can do it. The order is that of the list: what waits for one person comes first on that person's page."""

    ONLY_MINE = 0
    MINE = 1
    OTHERS = 2


class Kind(IntEnum):
    """What an item is about, in the order in which it is shown: what is written comes before who clears it."""

    EXEMPTION = 0
    LATE = 1
    FRONT = 2
    IMPLICATION = 3
    QUERY = 4
    REFERENCE = 5
    PERSONAL = 6
    CLEARANCE = 7
    SIGN_OFF = 8
    PRIORITY = 9
    FIGURES = 10
    NARRATIVE = 11
    SMALL_NUMBERS = 12
    PAGES = 13
    ACCESSIBILITY = 14


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is missing. `todo` says what to do, on the page at `address`, which may be empty.

    Past one that is a `must` nobody makes a report final.
    """

    kind: Kind
    what: str
    todo: str
    address: str
    whose: Whose
    gap: str
    is_must: bool = False


class State(IntEnum):
    """How far a clearance is."""

    NOT_ASKED = 0
    ASKED = 1
    RETURNED = 2
    OUTDATED = 3
    GIVEN = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the report and the page where it is written."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words that were found in a part of the report; none are told of a part that not everybody reads."""

    place: Place
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """That a post clears an implication, or signs off the whole.

    `address` is the page where it is asked for, or answered. `people` do the work of the post today, nobody where it
    is vacant. `is_asked_of_me` where the reader of the list is one of them.
    """

    name: str
    post: str
    state: State
    address: str
    people: tuple[str, ...] = ()
    is_asked_of_me: bool = False
    can_be_asked: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A priority that the report is about and that is not signed off."""

    place: Place
    body: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Undecided:
    """A part that is kept from the public and about which the proper officer has not decided."""

    place: Place
    post: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a report, for one reader. Addresses are those of the pages where things are mended."""

    # Whether the reader writes the report, and whether they take it on: ask for clearances, make it final.
    writes: bool
    takes: bool
    blank_front: tuple[Place, ...] = ()
    blank_implications: tuple[Place, ...] = ()
    clearances: tuple[Asked, ...] = ()
    sign_offs: tuple[Asked, ...] = ()
    unsigned: tuple[Unsigned, ...] = ()
    # The period whose figures nobody has fixed or signed off, and the page where that is done.
    unfixed: Place | None = None
    silent: tuple[Place, ...] = ()
    # Where all of them are, for when they are many.
    silent_at: str = ""
    # The period takes no updates any more, so that only the report can say it.
    is_for_writers_to_say: bool = False
    queries: tuple[Words, ...] = ()
    lost_references: tuple[Place, ...] = ()
    personal: tuple[Words, ...] = ()
    small_numbers: Place | None = None
    checks_small_numbers: bool = False
    page_limit: int | None = None
    # None: not known. `pages_are_counted` on a file, or worked out from the length of the text.
    pages: int | None = None
    pages_are_counted: bool = False
    pages_at: str = ""
    check_failed: str = ""
    check_at: str = ""
    undecided: tuple[Undecided, ...] = ()
    late_without_reason: Place | None = None


#: Where more than these are of one kind, one line stands for all of them.
MOST_OF_A_KIND = 6
#: Of those that their names alone tell apart, one line stands for more than these.
FEW = 2


def readiness(facts: Facts) -> tuple[Item, ...]:
    """Everything that stands in the way, first what only the reader can do, then what they can do too."""
    found = (
        *_front(facts),
        *_not_asked(facts),
        *_cleared(facts.clearances, Kind.CLEARANCE, facts),
        *_cleared(facts.sign_offs, Kind.SIGN_OFF, facts),
        *_figures(facts),
        *_text(facts),
        *_numbers(facts),
        *_exempt(facts),
        *_late(facts),
        *_file(facts),
    )
    return tuple(sorted(found, key=lambda each: (each.whose, each.kind)))


def gap_said(items: Iterable[Item]) -> str:
    """What was missing, in sentences, as it is printed."""
    return " ".join(dict.fromkeys(each.gap for each in sorted(items, key=lambda each: each.kind) if each.gap))


def _writers(facts: Facts) -> Whose:
    return Whose.MINE if facts.writes else Whose.OTHERS


def _takers(facts: Facts) -> Whose:
    return Whose.MINE if facts.takes else Whose.OTHERS


def _to_write(facts: Facts, address: str) -> str:
    """Nobody is led to a page that is not open to them."""
    return address if facts.writes else ""


def _front(facts: Facts) -> Iterator[Item]:
    for place in facts.blank_front:
        said = {"name": place.name}
        yield Item(
            Kind.FRONT,
            _("“%(name)s” on the front sheet is blank.") % said,
            _("Fill it in."),
            _to_write(facts, place.address),
            _writers(facts),
            _("“%(name)s” on the front sheet was left blank.") % said,
        )
    yield from _blank(facts.blank_implications, facts)


def _blank(places: tuple[Place, ...], facts: Facts) -> Iterator[Item]:
    """Implications without an answer. A fresh report has a page full of them: one line leads to the first."""
    todo = _("Write what it means, or say that there are none: blank is not an answer.")
    gaps = [_("Nothing was said about “%(name)s”.") % {"name": place.name} for place in places]
    if len(places) > FEW:
        names = listed([f"“{place.name}”" for place in places])
        yield Item(
            Kind.IMPLICATION,
            _("%(number)d implications say nothing yet: %(names)s.") % {"number": len(places), "names": names},
            todo,
            _to_write(facts, places[0].address),
            _writers(facts),
            " ".join(gaps),
        )
        return
    for place, gap in zip(places, gaps, strict=True):
        yield Item(
            Kind.IMPLICATION,
            _("“%(name)s” says nothing yet.") % {"name": place.name},
            todo,
            _to_write(facts, place.address),
            _writers(facts),
            gap,
        )


def _not_asked(facts: Facts) -> Iterator[Item]:
    """Several that nobody has asked for yet are asked for together."""
    signing, clearing = _unasked(facts.sign_offs), _unasked(facts.clearances)
    if len(signing) + len(clearing) < 2:
        return
    gaps = [_uncleared(each, Kind.CLEARANCE) for each in clearing] + [
        _uncleared(each, Kind.SIGN_OFF) for each in signing
    ]
    yield Item(
        Kind.CLEARANCE,
        _("%(number)d clearances have not been asked for: %(names)s.")
        % {"number": len(gaps), "names": listed([each.name for each in (*clearing, *signing)])},
        _("Ask for all of them at once, or for one after the other."),
        (*clearing, *signing)[0].address if facts.takes else "",
        _takers(facts),
        " ".join(gaps),
    )


def _unasked(asked: Iterable[Asked]) -> list[Asked]:
    return [each for each in asked if each.state == State.NOT_ASKED and each.can_be_asked]


def _cleared(asked: Iterable[Asked], kind: Kind, facts: Facts) -> Iterator[Item]:
    for each in asked:
        # What cannot be asked yet is on the list for another reason: nothing is written.
        if each.state == State.GIVEN or not each.can_be_asked:
            continue
        if each.state == State.NOT_ASKED and len(_unasked(facts.clearances)) + len(_unasked(facts.sign_offs)) > 1:
            continue
        whose = Whose.ONLY_MINE if each.state == State.ASKED and each.is_asked_of_me else _takers(facts)
        if each.state == State.ASKED and not each.is_asked_of_me:
            whose = Whose.OTHERS
        if each.state == State.RETURNED:
            whose = _writers(facts)
        # Where a clearance stands everybody who works on the report may read; the rest is for who can mend it.
        address = each.address if each.state == State.ASKED or whose == Whose.MINE else ""
        yield Item(kind, _awaited(each, kind), _to_clear(each, kind), address, whose, _uncleared(each, kind))


def _awaited(asked: Asked, kind: Kind) -> str:
    said = {"name": asked.name, "post": asked.post, "people": listed(list(asked.people)), "note": asked.note}
    if asked.state == State.ASKED and asked.is_asked_of_me:
        return (
            _("You are asked to sign off the report.")
            if kind == Kind.SIGN_OFF
            else _("You are asked to clear “%(name)s”.") % said
        )
    if kind == Kind.SIGN_OFF:
        return {
            State.NOT_ASKED: _("The sign-off by the %(post)s has not been asked for.") % said,
            State.ASKED: _("The %(post)s has not signed off the report yet.") % said,
            State.RETURNED: _("The %(post)s returned the report: %(note)s") % said,
            State.OUTDATED: _("The report has changed since the %(post)s signed it off.") % said,
        }[asked.state]
    return {
        State.NOT_ASKED: _("“%(name)s” has not been sent to the %(post)s to clear.") % said,
        State.ASKED: _("“%(name)s” waits to be cleared by the %(post)s.") % said,
        State.RETURNED: _("The %(post)s returned “%(name)s”: %(note)s") % said,
        State.OUTDATED: _("“%(name)s” has changed since the %(post)s cleared it.") % said,
    }[asked.state]


def _to_clear(asked: Asked, kind: Kind) -> str:
    if asked.state == State.ASKED:
        if asked.is_asked_of_me:
            return (
                _("Read the report, then sign it off or return it.")
                if kind == Kind.SIGN_OFF
                else _("Read what it says, then clear it or return it.")
            )
        if not asked.people:
            return _("Nobody holds that post now, so nobody can answer. Ask the plan’s coordinator who does its work.")
        return _("%(people)s can answer. Silence is not clearance.") % {"people": listed(list(asked.people))}
    if asked.state == State.RETURNED:
        return _("Put it right, then ask again.")
    return _("Ask for it.") if asked.state == State.NOT_ASKED else _("Ask again.")


def _uncleared(asked: Asked, kind: Kind) -> str:
    said = {"name": asked.name, "post": asked.post}
    if kind == Kind.SIGN_OFF:
        if asked.state == State.OUTDATED:
            return _("The report was changed after the %(post)s signed it off.") % said
        return _("The %(post)s did not sign off the report.") % said
    if asked.state == State.OUTDATED:
        return _("“%(name)s” was changed after the %(post)s cleared it.") % said
    return _("“%(name)s” was not cleared by the %(post)s.") % said


def _figures(facts: Facts) -> Iterator[Item]:
    for unsigned in facts.unsigned:
        said = {"name": unsigned.place.name}
        yield Item(
            Kind.PRIORITY,
            _("%(name)s is not signed off.") % said,
            _to_sign(unsigned),
            unsigned.place.address if unsigned.is_mine else "",
            Whose.MINE if unsigned.is_mine else Whose.OTHERS,
            _("%(name)s was not signed off.") % said,
        )
    if facts.unfixed:
        said = {"period": facts.unfixed.name}
        yield Item(
            Kind.FIGURES,
            _("The figures of %(period)s are not fixed yet.") % said,
            _("The plan’s coordinator fixes them, once updates are in."),
            facts.unfixed.address,
            Whose.OTHERS,
            _("The figures of %(period)s were not fixed.") % said,
        )
    yield from _silent(facts)


def _to_sign(unsigned: Unsigned) -> str:
    if unsigned.is_mine:
        return _("Sign it off.")
    if unsigned.body:
        return _("Ask whoever leads the %(body)s to sign it off.") % {"body": unsigned.body}
    return _("No body leads it, so the plan’s coordinator signs it off.")


def _silent(facts: Facts) -> Iterator[Item]:
    whose = _writers(facts) if facts.is_for_writers_to_say else Whose.OTHERS
    if len(facts.silent) > MOST_OF_A_KIND:
        number = {"number": len(facts.silent)}
        yield Item(
            Kind.NARRATIVE,
            _("%(number)d actions that are a concern have nothing said about them.") % number,
            _("Write a paragraph that names them and says what has happened.")
            if facts.is_for_writers_to_say
            else _("Ask whoever leads them for what has happened."),
            _to_write(facts, facts.silent_at) if facts.is_for_writers_to_say else facts.silent_at,
            whose,
            _("Nothing was said about %(number)d actions that are a concern.") % number,
        )
        return
    for place in facts.silent:
        said = {"name": place.name}
        yield Item(
            Kind.NARRATIVE,
            _("Nothing is said about “%(name)s”, which is a concern.") % said,
            _("Say what has happened in the paragraph about it, or write one that names it.")
            if facts.is_for_writers_to_say
            else _("Ask whoever leads it for what has happened."),
            _to_write(facts, place.address) if facts.is_for_writers_to_say else place.address,
            whose,
            _("Nothing was said about “%(name)s”, which is a concern.") % said,
        )


def _text(facts: Facts) -> Iterator[Item]:
    for query in facts.queries:
        said = {"place": query.place.name, "words": listed([f"“{each}”" for each in query.found])}
        yield Item(
            Kind.QUERY,
            _("%(place)s leaves something open: %(words)s.") % said
            if query.found
            else _("%(place)s leaves something open.") % said,
            _("Settle it, or take it out."),
            _to_write(facts, query.place.address),
            _writers(facts),
            _("%(place)s left something open.") % said,
        )
    for place in facts.lost_references:
        said = {"place": place.name}
        yield Item(
            Kind.REFERENCE,
            _("%(place)s refers to a paragraph that is no longer there.") % said,
            _("Choose another paragraph, or take the reference out."),
            _to_write(facts, place.address),
            _writers(facts),
            _("%(place)s referred to a paragraph that is not there.") % said,
            is_must=True,
        )
    for personal in facts.personal:
        said = {"place": personal.place.name, "words": listed([f"“{each}”" for each in personal.found])}
        yield Item(
            Kind.PERSONAL,
            _("%(place)s may point at a child: %(words)s.") % said
            if personal.found
            else _("%(place)s may point at a child.") % said,
            _("Word it otherwise, or say why it cannot."),
            _to_write(facts, personal.place.address),
            _writers(facts),
            "",
            is_must=True,
        )


def _numbers(facts: Facts) -> Iterator[Item]:
    if facts.small_numbers:
        yield Item(
            Kind.SMALL_NUMBERS,
            _("Nobody has looked at the figures that are kept back because they count too few children."),
            _("Look at them and confirm that they are enough.")
            if facts.checks_small_numbers
            else _("The plan’s coordinator or analyst looks at them."),
            facts.small_numbers.address if facts.checks_small_numbers else "",
            Whose.MINE if facts.checks_small_numbers else Whose.OTHERS,
            "",
            is_must=True,
        )


def _exempt(facts: Facts) -> Iterator[Item]:
    for each in facts.undecided:
        said = {"name": each.place.name, "post": each.post}
        yield Item(
            Kind.EXEMPTION,
            _("It is not decided whether “%(name)s” is kept from the public.") % said,
            _("Decide it.") if each.is_mine else _("The %(post)s decides it.") % said,
            each.place.address if each.is_mine else "",
            Whose.ONLY_MINE if each.is_mine else Whose.OTHERS,
            "",
            is_must=True,
        )


def _late(facts: Facts) -> Iterator[Item]:
    if facts.late_without_reason:
        yield Item(
            Kind.LATE,
            _("The day for the papers is past, so this is a late item."),
            _("Say why it is late, and why the chair considers it urgent."),
            facts.late_without_reason.address if facts.takes else "",
            _takers(facts),
            "",
            is_must=True,
        )


def _file(facts: Facts) -> Iterator[Item]:
    if facts.page_limit is not None and facts.pages is not None and facts.pages > facts.page_limit:
        said = {"pages": facts.pages, "limit": facts.page_limit}
        if facts.pages_are_counted:
            what = _("It is %(pages)d pages long; the body takes %(limit)d.") % said
            gap = _("It is longer than the body takes: %(pages)d pages instead of %(limit)d.") % said
        else:
            what = _("It is about %(pages)d pages long, going by its words; the body takes %(limit)d.") % said
            gap = _("It is longer than the body takes, which is %(limit)d pages.") % said
        yield Item(Kind.PAGES, what, _("Shorten it."), _to_write(facts, facts.pages_at), _writers(facts), gap)
    if facts.check_failed:
        yield Item(
            Kind.ACCESSIBILITY,
            _("Its last file could not be made: %(fault)s") % {"fault": facts.check_failed},
            _("Mend what it names, then make the file again. One that is not accessible is given to nobody."),
            facts.check_at,
            _writers(facts),
            _("Its last file could not be made."),
        )


def left_said(number: int) -> str:
    """3 things stand in the way of final; nothing does."""
    if not number:
        return _("Nothing stands in the way of making it final.")
    return ngettext(
        "%(number)d thing stands in the way of making it final.",
        "%(number)d things stand in the way of making it final.",
        number,
    ) % {"number": number}
