"""Where a written report stands: its clock, who cleared what, and what is in the way of final. Reads rows.

The number of queries is the same however much is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from math import ceil

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import LetThrough
from monitoring.moments import near_day
from monitoring.record.canonical import checksum
from monitoring.record.part import part_of
from monitoring.record.scales import Scales
from monitoring.record.structs import Action, Record
from monitoring.work.sign_off import sign_offs
from monitoring.work.small_numbers import SmallNumbers
from monitoring.working_days import bank_holidays, working_day_on
from partnership.asking import found_in
from partnership.models import Body, Membership, Post, User
from partnership.personal import Finding
from partnership.standing_in import Worker, who_does
from plans.permissions import analyses_plan, can_coordinate
from plans.ratings import Meaning
from reports.cleared_text import implication_sha256, whole_sha256
from reports.clock import Clock, Day, Stage, Wanted, clock
from reports.content import Content, encode
from reports.drafting_queries import drafting_queries
from reports.gathering import gather_content
from reports.models import (
    Clearance,
    CommitteeReport,
    Edition,
    Exemption,
    Implication,
    ImplicationHeading,
    MonitoringReport,
    Paragraph,
    SignOff,
)
from reports.permissions import can_read_withheld, can_take, can_write
from reports.public_content import public
from reports.readiness import Asked, Facts, Item, Place, State, Undecided, Unsigned, Words, readiness
from reports.withholding import called_withheld

#: Words on a page of a report, with its headings and lists: for a length that no file has told yet.
WORDS_ON_A_PAGE = 400
_REFERENCE = re.compile(r"\[\[([\w-]+)\]\]")
_CONCERNS = (Meaning.AT_RISK, Meaning.OFF_TRACK)
_KINDS_OF_STATE = {
    Clearance.State.REQUESTED: State.ASKED,
    Clearance.State.RETURNED: State.RETURNED,
    Clearance.State.GIVEN: State.GIVEN,
}


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the report, with what its place is called and where it is written.

    `part` is what reasons to keep words that may point at a child are given for: see services/writing.py.
    """

    place: Place
    text: str
    part: str
    is_withheld: bool = False

    def with_words(self, words: Iterable[str]) -> Words:
        """What was found in it; of what is withheld only that something was, for not everybody here reads it."""
        return Words(self.place, () if self.is_withheld else tuple(dict.fromkeys(words)))


@dataclass(frozen=True, slots=True)
class Line:
    """An implication that a post clears, or the whole that one signs off, and how far that is.

    `clearance` is the last that was asked for. `text_sha256` is of the words as they are now. `is_written` is False
    where there are none yet.
    """

    heading: ImplicationHeading | None
    sign_off: SignOff | None
    post: Post
    clearance: Clearance | None
    state: State
    text_sha256: str
    is_written: bool
    workers: tuple[Worker, ...]
    is_mine: bool
    today: date

    @property
    def name(self) -> str:
        return str(self.heading or self.sign_off)

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"heading-{self.heading.pk}" if self.heading else f"sign_off-{self.sign_off.pk if self.sign_off else 0}"

    @property
    def can_be_asked(self) -> bool:
        """Whether it makes sense to ask for it now: there is something to read, and nobody is at it."""
        return self.is_written and self.state in (State.NOT_ASKED, State.RETURNED, State.OUTDATED)

    @property
    def is_to_answer(self) -> bool:
        return self.is_mine and self.state == State.ASKED

    @property
    def state_said(self) -> str:
        """Cleared on 4 November; Waiting since 2 November, wanted by 6 November."""
        if not self.is_written:
            return _("Nothing written yet")
        return {
            State.NOT_ASKED: _("Not asked for"),
            State.ASKED: self._waiting(),
            State.RETURNED: _("Returned"),
            State.OUTDATED: _("Changed since it was cleared") if self.heading else _("Changed since it was signed off"),
            State.GIVEN: _("Cleared") if self.heading else _("Signed off"),
        }[self.state]

    def _waiting(self) -> str:
        due = self.clearance.due_on if self.clearance else None
        if due is None:
            return _("Asked for")
        said = {"day": near_day(due, today=self.today)}
        return _("Was wanted by %(day)s") % said if due < self.today else _("Wanted by %(day)s") % said

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(str(each.user) for each in self.workers)


def papers_day(report: CommitteeReport, *, today: date) -> Day | None:
    """When the papers of a report in hand go out, without asking the database: it has its meeting, body and plan.

    None where that is over for a correction: the version that it corrects may have been out in time.
    """
    body = report.meeting.body
    day = clock(
        report.meeting.held_on,
        clear_days=body.clear_days,
        is_law=body.bound_by_access_to_information_law,
        timetable=(),
        state=report.state,
        today=today,
        off=bank_holidays(report.period.plan.nation),
    ).papers
    return None if day.is_late and report.corrects_id is not None else day


class Standing:
    """All that is known of one report, as one person meets it on a day."""

    def __init__(self, report: CommitteeReport, *, reader: User, today: date) -> None:
        self.report = report
        self.reader = reader
        self.today = today
        self.period = report.period
        self.plan = report.period.plan

    # --- The clock ---------------------------------------------------------------------------------

    @cached_property
    def clock(self) -> Clock:
        body = self.report.meeting.body
        timetable = [
            Wanted(Stage(each.step), each.label, each.working_days_before)
            for each in self.report.template.timetable.all()
        ]
        return clock(
            self.report.meeting.held_on,
            clear_days=body.clear_days,
            is_law=body.bound_by_access_to_information_law,
            timetable=timetable,
            state=self.report.state,
            today=self.today,
            off=bank_holidays(self.plan.nation),
            out_since=self._out_since(),
        )

    def _out_since(self) -> date | None:
        """The day on which a version that this one corrects went out for the same meeting; None where none did."""
        former = self.report.corrects_id
        days = []
        while former is not None:
            before = CommitteeReport.objects.filter(pk=former).values_list("corrects", "meeting", "published_at").get()
            former, meeting, published_at = before
            if meeting == self.report.meeting_id and published_at is not None:
                days.append(timezone.localdate(published_at))
        return min(days, default=None)

    @property
    def clearance_by(self) -> date | None:
        """By when a clearance is wanted that is asked for today: on the day of the timetable, or on the next working
        day where that is later. None where the timetable names no day."""
        due = self.clock.day_of(Stage.CLEARANCE)
        return max(due.on, working_day_on(self.today, 1, off=bank_holidays(self.plan.nation))) if due else None

    # --- What is written ---------------------------------------------------------------------------

    @cached_property
    def content(self) -> Content:
        return gather_content(self.report)

    @cached_property
    def numbers(self) -> SmallNumbers:
        return SmallNumbers(self.period)

    @cached_property
    def record(self) -> Record:
        """What the period says about what the report covers."""
        return part_of(self.numbers.record, self.report.scope, self.report.scope_name)

    # --- Clearances --------------------------------------------------------------------------------

    @cached_property
    def headings(self) -> tuple[ImplicationHeading, ...]:
        headings = ImplicationHeading.objects.filter(template=self.report.template_id)
        return tuple(headings.select_related("clearing_post__deputy"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every implication that a post clears, then every sign-off, in the template's order."""
        found = []
        signing = list(SignOff.objects.filter(template=self.report.template_id).select_related("post__deputy"))
        answers = {each.heading_id: each for each in Implication.objects.filter(report=self.report)}
        # What is to be cleared: under a heading or as a whole, by which post, its words now, and whether there are any.
        wanted: list[tuple[ImplicationHeading | None, SignOff | None, Post, str, bool]] = []
        for heading in self.headings:
            answer = answers.get(heading.pk)
            is_written = answer is not None and answer.is_answered
            if (is_written or heading.mandatory) and heading.clearing_post is not None:
                sha256 = implication_sha256(answer.text, is_none=answer.is_none) if answer else ""
                wanted.append((heading, None, heading.clearing_post, sha256, is_written))
        wanted += [(None, each, each.post, self.whole_sha256, True) for each in signing]
        workers = who_does([post for _heading, _sign_off, post, _sha256, _written in wanted], on=self.today)
        last = self._last_asked()
        for heading_or_none, sign_off, post, sha256, is_written in wanted:
            asked = last.get((heading_or_none.pk if heading_or_none else None, sign_off.pk if sign_off else None))
            found.append(
                Line(
                    heading=heading_or_none,
                    sign_off=sign_off,
                    post=post,
                    clearance=asked,
                    state=self._state(asked, sha256),
                    text_sha256=sha256,
                    is_written=is_written,
                    workers=workers.get(post.pk, ()),
                    is_mine=post.pk in self._held,
                    today=self.today,
                )
            )
        return tuple(found)

    @cached_property
    def whole_sha256(self) -> str:
        return whole_sha256(self.content)

    def _last_asked(self) -> dict[tuple[int | None, int | None], Clearance]:
        """The last that was asked for under each heading and sign-off; it counts."""
        asked = Clearance.objects.filter(report=self.report).select_related("post", "requested_by", "answered_by")
        return {(each.heading_id, each.sign_off_id): each for each in asked.order_by("requested_at", "pk")}

    def _state(self, asked: Clearance | None, sha256: str) -> State:
        if asked is None:
            return State.NOT_ASKED
        if asked.state == Clearance.State.GIVEN and asked.text_sha256 != sha256:
            return State.OUTDATED
        return _KINDS_OF_STATE[Clearance.State(asked.state)]

    @cached_property
    def _held(self) -> frozenset[int]:
        return frozenset(Post.objects.held_by(self.reader, on=self.today).values_list("pk", flat=True))

    @property
    def cleared(self) -> int:
        return sum(1 for each in self.lines if each.state == State.GIVEN)

    @property
    def to_ask(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.can_be_asked)

    @property
    def all_given(self) -> bool:
        return all(each.state == State.GIVEN for each in self.lines)

    # --- Who ---------------------------------------------------------------------------------------

    @cached_property
    def coordinates(self) -> bool:
        return can_coordinate(self.reader, self.plan)

    @cached_property
    def writes(self) -> bool:
        return can_write(self.reader, self.report)

    @cached_property
    def takes(self) -> bool:
        return can_take(self.reader, self.report)

    @property
    def decides_exemptions(self) -> bool:
        """Whoever holds the proper officer's post; the coordinator where the template names none."""
        officer = self.report.template.proper_officer_id
        return officer in self._held if officer else self.coordinates

    @property
    def may_pass_gaps(self) -> bool:
        """A chief officer: who signs off what the template asks for, or the proper officer; the coordinator where
        there is neither."""
        chiefs = {each.post.pk for each in self.lines if each.sign_off}
        if self.report.template.proper_officer_id:
            chiefs.add(self.report.template.proper_officer_id)
        return bool(chiefs & self._held) if chiefs else self.coordinates

    # --- What is in the way ------------------------------------------------------------------------

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return readiness(self.facts)

    @cached_property
    def facts(self) -> Facts:
        queries, lost, personal = self._read_through()
        pages, are_counted, check_failed = self._length()
        blank = [each.label for each in self.content.front if not each.text.strip()]
        return Facts(
            writes=self.writes,
            takes=self.takes,
            blank_front=tuple(Place(each, self._front_page) for each in blank),
            blank_implications=tuple(
                Place(each.label, self._implication_page(each.label))
                for each in self.content.implications
                if not each.is_none and not each.text.strip()
            ),
            clearances=tuple(self._asked(each) for each in self.lines if each.heading),
            sign_offs=tuple(self._asked(each) for each in self.lines if each.sign_off),
            unsigned=tuple(self._unsigned()),
            unfixed=Place(str(self.period), self.period.get_absolute_url())
            if not self.period.is_fixed and not self.plan.requires_sign_off
            else None,
            silent=tuple(self._silent()),
            silent_at=self._writing_page
            if self.period.is_fixed
            else reverse("monitoring:dashboard", args=[self.period.pk]),
            is_for_writers_to_say=self.period.is_fixed,
            queries=queries,
            lost_references=lost,
            personal=personal,
            small_numbers=Place("", reverse("monitoring:small_numbers", args=[self.period.pk]))
            if self.numbers.is_unchecked
            else None,
            checks_small_numbers=self.numbers.is_unchecked
            and (self.coordinates or analyses_plan(self.reader, self.plan)),
            page_limit=self.report.template.page_limit,
            pages=pages,
            pages_are_counted=are_counted,
            pages_at=self._writing_page,
            check_failed=check_failed,
            check_at=self.report.get_absolute_url() + "#files",
            undecided=tuple(self._undecided()),
            late_without_reason=Place("", reverse("reports:written_late", args=[self.report.pk]))
            if self.lacks_why_late
            else None,
        )

    @property
    def lacks_why_late(self) -> bool:
        """Whether the law wants the report to say why it is late, and it does not."""
        report = self.report
        says_why = report.late_because and report.urgent_because and report.urgent_agreed_by
        return self.clock.is_late_item and not says_why

    def _asked(self, line: Line) -> Asked:
        asking = reverse("reports:written_ask", args=[self.report.pk])
        answering = (
            reverse("reports:written_clear", args=[self.report.pk, line.clearance.pk]) if line.clearance else asking
        )
        written = self._implication_page(line.name) if line.heading else self._writing_page
        address = {State.ASKED: answering, State.RETURNED: written}.get(line.state, asking)
        return Asked(
            name=line.name,
            post=str(line.post),
            state=line.state,
            address=address,
            people=line.people,
            is_asked_of_me=line.is_mine,
            can_be_asked=line.is_written,
            note=line.clearance.note if line.clearance else "",
        )

    def _unsigned(self) -> Iterator[Unsigned]:
        if self.period.is_fixed or not self.plan.requires_sign_off:
            return
        covered = {each.pk for each in self.record.priorities}
        missing = [each for each in sign_offs(self.period).missing if each.priority.pk in covered]
        led = set(
            Body.objects.with_role(self.reader, *Membership.LEADING, on=self.today).values_list("pk", flat=True)
            if missing
            else ()
        )
        for each in missing:
            address = reverse("monitoring:priority_summary", args=[self.period.pk, each.priority.pk])
            yield Unsigned(
                Place(str(each.priority), address),
                body=str(each.priority.lead_body or ""),
                is_mine=self.coordinates or each.priority.lead_body_id in led,
            )

    def _silent(self) -> Iterator[Place]:
        levels = Scales(self.record).actions
        for action in self.record.actions:
            level = levels.get(action.level or "")
            said = action.update.narrative if action.update else ""
            is_concern = action.reported and level and level.meaning in _CONCERNS
            if is_concern and not said.strip() and not self._speaks_of(action):
                # A period whose figures are fixed takes no updates any more: the report says it.
                address = (
                    self._where_drafted(action)
                    if self.period.is_fixed
                    else reverse("monitoring:action_story", args=[self.period.pk, action.pk])
                )
                yield Place(f"{action.ref} {action.title}".strip(), address)

    def _speaks_of(self, action: Action) -> bool:
        """Whether a writer tells of it in words of their own: where it was drafted about, or in a paragraph that names
        it. What was drafted and left as it is says only that nothing was said."""
        own = (each for each in self._paragraphs if sha256(each.text.encode()).hexdigest() != each.source_sha256)
        return any(
            each.source in _drafts_of(action) or (not each.source and _names(each.text, action.title)) for each in own
        )

    def _where_drafted(self, action: Action) -> str:
        """Where a writer says more of it: at the paragraph that was drafted about it, if that still stands."""
        drafted = (each.anchor for each in self._paragraphs if each.source in _drafts_of(action))
        anchor = next(drafted, "")
        return f"{self._writing_page}#{anchor}" if anchor else self._writing_page

    def _undecided(self) -> Iterator[Undecided]:
        post = self.report.template.proper_officer
        for each in Exemption.objects.filter(report=self.report, decided_at=None):
            address = reverse("reports:written_exempt", args=[self.report.pk, each.pk])
            named = str(post) if post else str(_("plan’s coordinator"))
            yield Undecided(Place(str(each), address), post=named, is_mine=self.decides_exemptions)

    # --- Reading the text --------------------------------------------------------------------------

    @property
    def _front_page(self) -> str:
        return reverse("reports:writing_front", args=[self.report.pk])

    @property
    def _summary_page(self) -> str:
        return reverse("reports:writing_summary", args=[self.report.pk])

    @property
    def _writing_page(self) -> str:
        return reverse("reports:writing", args=[self.report.pk])

    def _implication_page(self, label: str) -> str:
        heading = next((each.pk for each in self.headings if each.label == label), None)
        return reverse("reports:writing_implication", args=[self.report.pk, heading]) if heading else self._writing_page

    @cached_property
    def _paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(Paragraph.objects.filter(section__report=self.report))

    @cached_property
    def _paragraph_pages(self) -> dict[str, str]:
        """By the anchor of the paragraph."""
        return {
            each.anchor: reverse("reports:paragraph_edit", args=[self.report.pk, each.pk]) for each in self._paragraphs
        }

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        return (*self._front_texts(), *self._main_texts())

    def _front_texts(self) -> Iterator[Text]:
        said, front = self.content, _("front sheet")
        yield Text(Place(_("The subject"), self._front_page), said.subject, front)
        yield Text(Place(_("The summary"), self._summary_page), said.summary, _("summary"))
        for line in said.front:
            if line.text not in (said.subject, said.summary):
                place = Place(_("“%(label)s” on the front sheet") % {"label": line.label}, self._front_page)
                yield Text(place, line.text, front)
        for implication in said.implications:
            place = Place(_("“%(label)s”") % {"label": implication.label}, self._implication_page(implication.label))
            yield Text(place, implication.text, implication.label)
        yield Text(Place(_("What the correction puts right"), self._front_page), said.correction_note, _("correction"))

    def _main_texts(self) -> Iterator[Text]:
        said = self.content
        for number, text in enumerate(said.recommendations, start=1):
            place = Place(_("Recommendation %(number)d") % {"number": number}, self._writing_page)
            yield Text(place, text, _called(text))
        for section in said.sections:
            place = Place(_("The heading “%(heading)s”") % {"heading": section.heading}, self._writing_page)
            yield Text(place, section.heading, _called(section.heading))
            for paragraph in section.paragraphs:
                number = said.numbers[paragraph.anchor]
                place = Place(_("Paragraph %(number)d") % {"number": number}, self._paragraph_pages[paragraph.anchor])
                yield Text(place, paragraph.text, section.heading, is_withheld=paragraph.withheld is not None)
        for number, appendix in enumerate(said.appendices, start=1):
            place = Place(_("Appendix %(number)d") % {"number": number}, self._writing_page)
            text = f"{appendix.title}\n{appendix.text}"
            is_withheld = appendix.withheld is not None
            called = called_withheld() if is_withheld else _called(appendix.title)
            yield Text(place, text, called, is_withheld=is_withheld)
        for paper in said.background:
            yield Text(Place(_("The background papers"), self._writing_page), paper.title, _called(paper.title))

    @cached_property
    def unanswered(self) -> tuple[tuple[Text, tuple[Finding, ...]], ...]:
        """Words that may point at a child and for which nobody has said why they stay, by the text they stand in."""
        found = [(each, tuple(found_in(each.text))) for each in self.texts]
        if not any(findings for _text, findings in found):
            return ()
        let = LetThrough.objects.filter(place=LetThrough.Place.REPORT, row_pk=self.report.pk)
        kept = {(about, kind) for about, kinds in let.values_list("about", "kinds") for kind in kinds}
        left = (
            (each, tuple(one for one in findings if (self.about(each), str(one.kind)) not in kept))
            for each, findings in found
        )
        return tuple((each, findings) for each, findings in left if findings)

    @cached_property
    def unread(self) -> frozenset[Text]:
        """Of these texts those that this person may not read, and so cannot answer for."""
        withheld = frozenset(text for text, _findings in self.unanswered if text.is_withheld)
        return withheld if withheld and not can_read_withheld(self.reader, self.report) else frozenset()

    def about(self, text: Text) -> str:
        """What a reason to keep words is written down for."""
        return f"{self.report.subject}: {text.part}"

    def _read_through(self) -> tuple[tuple[Words, ...], tuple[Place, ...], tuple[Words, ...]]:
        """What is left open, references to nothing, and what may point at a child and nobody let through."""
        anchors = self.content.numbers
        queries, lost = [], []
        for each in self.texts:
            if left := drafting_queries(each.text):
                queries.append(each.with_words(query.words for query in left))
            if any(anchor not in anchors for anchor in _REFERENCE.findall(each.text)):
                lost.append(each.place)
        words = reverse("reports:written_words", args=[self.report.pk])
        personal = (each.with_words(one.words for one in findings) for each, findings in self.unanswered)
        return tuple(queries), tuple(lost), tuple(Words(Place(each.place.name, words), each.found) for each in personal)

    def _length(self) -> tuple[int | None, bool, str]:
        """Pages as a file told them or as the words let expect, whether they are counted, and why no file was made."""
        last = (
            MonitoringReport.objects.filter(written=self.report, kind=self.report.kind)
            .defer("record", "content")
            .order_by("-asked_at", "-pk")
            .first()
        )
        failure = last.failure if last and last.state == MonitoringReport.State.FAILED else ""
        limit = self.report.template.page_limit
        if limit is None:
            return None, False, failure
        # What nobody withholds anything of has a public edition alone; of two the full one is the longer.
        as_it_is = [checksum(encode(each)) for each in (self.content, public(self.content))]
        counted = (
            Edition.objects.filter(
                report__written=self.report,
                report__kind=self.report.kind,
                format=Edition.Format.PDF,
                report__content_sha256__in=as_it_is,
            )
            .order_by("-pages")
            .values_list("pages", flat=True)
            .first()
        )
        if counted is not None:
            return counted, True, failure
        words = sum(len(each.text.split()) for each in self.texts)
        return ceil(words / WORDS_ON_A_PAGE), False, failure


def _called(text: str) -> str:
    return text[:80]


def _drafts_of(action: Action) -> tuple[str, str]:
    """What a paragraph that was drafted about an action names as its source."""
    return f"action-{action.pk}", f"exception-{action.pk}"


def _names(text: str, title: str) -> bool:
    """Whether a text holds a title, however it is marked and broken into lines."""
    return _plain(title) in _plain(text)


def _plain(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("*", "").split()).casefold()
