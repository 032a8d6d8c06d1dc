"""What keeps a template from being taken into use, and what is worth a second look before. Asks no questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnership.wording import listed
from reports.models import FrontField, ImplicationHeading, Kind, ReportTemplate, TemplateSection, TimetableStep

Step = TimetableStep.Step
# In the order in which they happen.
IN_ORDER = (Step.DRAFT, Step.CLEARANCE, Step.FINAL)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that must be said first. `part` is where: front, sections or whole."""

    part: str
    sentence: str


def in_the_way(template: ReportTemplate) -> list[Gap]:
    """What must be said before reports can be begun. Takes a template with its parts and its body."""
    gaps = []
    if template.body.bound_by_access_to_information_law:
        if template.scheme == ReportTemplate.Scheme.OWN:
            sentence = _("%(body)s is bound by access-to-information law. Say which schedule lists what may be exempt.")
            gaps.append(Gap("whole", sentence % {"body": template.body}))
        if template.proper_officer_id is None:
            gaps.append(Gap("whole", _("Name the post that decides what is exempt: the proper officer.")))
    if template.kind == Kind.COMMITTEE and not _fields(template):
        gaps.append(Gap("front", _("Its front sheet is empty. Add at least one line.")))
    if not _sections(template):
        sentence = _("It has no sections, so a report would have nothing in it. Add at least one.")
        gaps.append(Gap("sections", sentence))
    return gaps


def worth_a_look(template: ReportTemplate, *, vacant: Collection[int] = ()) -> list[str]:
    """Sentences about what is allowed and seldom meant. `vacant` are the keys of posts that nobody holds today."""
    headings = _headings(template)
    found = [
        _nobody_clears(headings),
        _nobody_above(template, headings),
        _vacant(template, headings, vacant),
        _no_days(template),
        *_out_of_order(template),
        _too_late(template),
    ]
    return [each for each in found if each]


def _nobody_clears(headings: Collection[ImplicationHeading]) -> str:
    uncleared = [each.label for each in headings if each.mandatory and each.clearing_post_id is None]
    if not uncleared:
        return ""
    return ngettext(
        "Nobody is named to clear %(headings)s: its text is final as its writer leaves it.",
        "Nobody is named to clear %(headings)s: their texts are final as their writer leaves them.",
        len(uncleared),
    ) % {"headings": listed(uncleared)}


def _nobody_above(template: ReportTemplate, headings: Collection[ImplicationHeading]) -> str:
    if not headings or template.implications_heading:
        return ""
    return _("No heading stands above the implications.")


def _vacant(template: ReportTemplate, headings: Collection[ImplicationHeading], vacant: Collection[int]) -> str:
    named = [
        *(each.clearing_post for each in headings),
        *(each.post for each in template.sign_offs.all()),
        template.proper_officer,
    ]
    titles = list(dict.fromkeys(post.title for post in named if post is not None and post.pk in vacant))
    if not titles:
        return ""
    return ngettext(
        "Nobody holds this post today: %(posts)s. What is asked of it waits until somebody does.",
        "Nobody holds these posts today: %(posts)s. What is asked of them waits until somebody does.",
        len(titles),
    ) % {"posts": listed(titles)}


def _no_days(template: ReportTemplate) -> str:
    return "" if _days(template) else _("Its timetable is empty, so nobody is told when anything is due.")


def _out_of_order(template: ReportTemplate) -> list[str]:
    """Each step that is due before the one that should come first."""
    first = {each.step: each for each in reversed(_days(template))}
    known = [first[step] for step in IN_ORDER if step in first]
    return [
        _("“%(later)s” is due before “%(earlier)s”.") % {"later": later, "earlier": earlier}
        for earlier, later in pairwise(known)
        if later.working_days_before > earlier.working_days_before
    ]


def _too_late(template: ReportTemplate) -> str:
    """The day of sending out and that of the meeting are not among the clear days."""
    needed = template.body.clear_days + 1
    late = [each for each in _days(template) if each.step == Step.FINAL and each.working_days_before < needed]
    if not late or not template.body.bound_by_access_to_information_law:
        return ""
    return ngettext(
        "“%(step)s” is due too late: with %(clear)d clear day the papers go out at least %(needed)d working days "
        "before the meeting.",
        "“%(step)s” is due too late: with %(clear)d clear days the papers go out at least %(needed)d working days "
        "before the meeting.",
        template.body.clear_days,
    ) % {"step": late[0], "clear": template.body.clear_days, "needed": needed}


def _fields(template: ReportTemplate) -> list[FrontField]:
    return list(template.front_fields.all())


def _headings(template: ReportTemplate) -> list[ImplicationHeading]:
    return list(template.implication_headings.all())


def _sections(template: ReportTemplate) -> list[TemplateSection]:
    return list(template.sections.all())


def _days(template: ReportTemplate) -> list[TimetableStep]:
    return list(template.timetable.all())
