"""What a template lacks, and what is seldom meant: in sentences that a coordinator can act on."""

from __future__ import annotations

from typing import Any

import pytest

from reports.models import Kind, ReportTemplate
from reports.template_gaps import Gap, in_the_way, worth_a_look
from tests.factories import (
    BodyFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    PostFactory,
    ReportTemplateFactory,
    SignOffFactory,
    TemplateSectionFactory,
    TimetableStepFactory,
)

pytestmark = pytest.mark.django_db


def with_parts(template: ReportTemplate) -> ReportTemplate:
    return ReportTemplate.objects.with_parts().get(pk=template.pk)


def sound(**said: Any) -> ReportTemplate:
    """A template of which there is nothing to say."""
    template = ReportTemplateFactory(implications_heading="Implications", **said)
    FrontFieldFactory(template=template)
    ImplicationHeadingFactory(template=template, clearing_post=PostFactory())
    TemplateSectionFactory(template=template)
    SignOffFactory(template=template)
    for step, days in (("draft", 25), ("clearance", 15), ("final", 7)):
        TimetableStepFactory(template=template, step=step, label=step.title(), working_days_before=days)
    return template


def bound(**said: Any) -> Any:
    return BodyFactory(name="Committee", bound_by_access_to_information_law=True, **said)


def test_sound_template_lacks_nothing_and_has_nothing_odd():
    template = with_parts(sound())

    assert (in_the_way(template), worth_a_look(template)) == ([], [])


def test_noting_report_needs_no_front_sheet():
    template = ReportTemplateFactory(kind=Kind.NOTING)
    TemplateSectionFactory(template=template)

    assert in_the_way(with_parts(template)) == []


def test_bound_body_needs_its_schedule_and_its_officer():
    template = sound(body=bound(), scheme=ReportTemplate.Scheme.WALES)

    assert in_the_way(with_parts(template)) == [
        Gap("whole", "Name the post that decides what is exempt: the proper officer.")
    ]


def test_headings_that_nobody_clears_are_named():
    template = sound()
    ImplicationHeadingFactory(template=template, label="Financial")
    ImplicationHeadingFactory(template=template, label="Risk")
    ImplicationHeadingFactory(template=template, label="Staffing", mandatory=False)

    assert worth_a_look(with_parts(template)) == [
        "Nobody is named to clear Financial and Risk: their texts are final as their writer leaves them."
    ]


def test_posts_that_nobody_holds_are_named_once():
    post = PostFactory(title="Head of Legal")
    template = sound(proper_officer=post)
    ImplicationHeadingFactory(template=template, label="Risk", clearing_post=post)

    assert worth_a_look(with_parts(template), vacant={post.pk}) == [
        "Nobody holds this post today: Head of Legal. What is asked of it waits until somebody does."
    ]


def test_days_in_the_wrong_order_are_named():
    template = sound()
    template.timetable.filter(step="clearance").update(working_days_before=3)
    template.timetable.filter(step="draft").update(working_days_before=2)

    assert worth_a_look(with_parts(template)) == [
        "“Clearance” is due before “Draft”.",
        "“Final” is due before “Clearance”.",
    ]


def test_final_copy_after_the_papers_go_out_is_named():
    template = sound(body=bound(clear_days=5), scheme=ReportTemplate.Scheme.ENGLAND, proper_officer=PostFactory())
    template.timetable.filter(step="final").update(working_days_before=5)

    assert worth_a_look(with_parts(template)) == [
        "“Final” is due too late: with 5 clear days the papers go out at least 6 working days before the meeting."
    ]


def test_final_copy_on_the_last_day_on_which_the_papers_can_go_out_is_in_time():
    template = sound(body=bound(clear_days=5), scheme=ReportTemplate.Scheme.ENGLAND, proper_officer=PostFactory())
    template.timetable.filter(step="final").update(working_days_before=6)

    assert worth_a_look(with_parts(template)) == []


def test_template_without_a_timetable_and_a_heading_above_its_implications_says_so():
    template = sound()
    template.timetable.all().delete()
    ReportTemplate.objects.filter(pk=template.pk).update(implications_heading="")

    assert worth_a_look(with_parts(template)) == [
        "No heading stands above the implications.",
        "Its timetable is empty, so nobody is told when anything is due.",
    ]
