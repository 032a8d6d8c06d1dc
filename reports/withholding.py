"""Why a part of a report is kept from the public, in the words of the law that the body relies on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .content import Content, Withheld

CONFIDENTIAL = "confidential"


def called_withheld() -> str:
    """What an appendix is called whose title is withheld too."""
    return _("An appendix that is kept from the public")


def is_confidential(withheld: Withheld) -> bool:
    """Not the body's to open: given in confidence by government, or forbidden by an enactment or a court."""
    return withheld.basis == CONFIDENTIAL


def heading(withheld: Withheld) -> str:
    """What stands where the part would: which of the two it is, as they are not the same thing."""
    if is_confidential(withheld):
        return _("Withheld from publication: confidential information")
    return _("Withheld from publication: exempt information")


def law(withheld: Withheld, *, body: str) -> str:
    """What is relied on: paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972."""
    words = {"paragraph": withheld.paragraph, "body": body}
    if is_confidential(withheld):
        return (_CONFIDENTIAL.get(withheld.scheme) or (lambda: _("the rules of the %(body)s")))() % words
    return (_EXEMPT.get(withheld.scheme) or (lambda: _("paragraph %(paragraph)s of the rules of the %(body)s")))() % (
        words
    )


_EXEMPT = {
    "england": lambda: _("paragraph %(paragraph)s of Part 1 of Schedule 12A to the Local Government Act 1972"),
    "wales": lambda: _("paragraph %(paragraph)s of Part 4 of Schedule 12A to the Local Government Act 1972"),
    "scotland": lambda: _(
        "paragraph %(paragraph)s of Part 1 of Schedule 7A to the Local Government (Scotland) Act 1973"
    ),
}
_CONFIDENTIAL = {
    "england": lambda: _("section 100A(2) and (3) of the Local Government Act 1972"),
    "wales": lambda: _("section 100A(2) and (3) of the Local Government Act 1972"),
    "scotland": lambda: _("section 50A(2) and (3) of the Local Government (Scotland) Act 1973"),
}


def ground(withheld: Withheld, *, body: str) -> str:
    """A sentence: on what ground the part is not for publication."""
    words = {"law": law(withheld, body=body)}
    if is_confidential(withheld):
        return _("It is confidential under %(law)s, so it may not be disclosed to the public.") % words
    return _("It is exempt under %(law)s.") % words


def classification(content: Content) -> str:
    """Public, or which parts are not and why: what the front sheet says of the whole report."""
    if not content.has_withheld:
        return _("Public")
    return _("Public, except %(parts)s") % {"parts": parts_with_law(content)}


def parts_with_law(content: Content) -> str:
    """Paragraphs 4 and 7 (exempt under …); Appendix 2 (confidential under …): all that is withheld, and why."""
    said = []
    grounds = dict.fromkeys(_withheld(content))
    for withheld in grounds:
        words = {"parts": _parts(content, withheld), "law": law(withheld, body=content.body)}
        said.append(
            _("%(parts)s (confidential under %(law)s)") % words
            if is_confidential(withheld)
            else _("%(parts)s (exempt under %(law)s)") % words
        )
    return "; ".join(said)


def _withheld(content: Content) -> Iterable[Withheld]:
    """The ground of every part that is withheld, without the words that differ between parts of one ground."""
    grounds = [each.withheld for each in content.paragraphs] + [each.withheld for each in content.appendices]
    yield from (_plain(each) for each in grounds if each)


def _plain(withheld: Withheld) -> Withheld:
    return Withheld(basis=withheld.basis, scheme=withheld.scheme, paragraph=withheld.paragraph)


def _parts(content: Content, ground: Withheld) -> str:
    """Paragraphs 4 and 7 to 9 and Appendix 2."""
    numbers = [
        number
        for number, each in enumerate(content.paragraphs, start=1)
        if each.withheld and _plain(each.withheld) == ground
    ]
    appendices = [
        number
        for number, each in enumerate(content.appendices, start=1)
        if each.withheld and _plain(each.withheld) == ground
    ]
    parts = []
    if numbers:
        parts.append(
            ngettext("paragraph %(numbers)s", "paragraphs %(numbers)s", len(numbers)) % {"numbers": _listed(numbers)}
        )
    if appendices:
        parts.append(
            ngettext("Appendix %(numbers)s", "Appendices %(numbers)s", len(appendices))
            % {"numbers": _listed(appendices)}
        )
    return _("%(one)s and %(other)s") % {"one": parts[0], "other": parts[1]} if len(parts) > 1 else parts[0]


def _listed(numbers: Sequence[int]) -> str:
    """4, 7 to 9 and 12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [_("%(first)d to %(last)d") % {"first": run[0], "last": run[-1]} if len(run) > 2 else None for run in runs]
    items = [
        item
        for run, together in zip(runs, said, strict=True)
        for item in ([together] if together else [str(number) for number in run])
    ]
    if len(items) == 1:
        return items[0]
    return _("%(some)s and %(last)s") % {"some": ", ".join(items[:-1]), "last": items[-1]}
