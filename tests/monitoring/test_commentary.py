"""The owner of a measure tells the story behind its figure, and may judge it otherwise than the rule."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from monitoring.models import LetThrough, MeasureCommentary, ReportingPeriod
from monitoring.seen import period_seen_by, seen
from monitoring.services.commentary import (
    CommentaryChanged,
    NobodyNamed,
    NothingJudged,
    NotTaken,
    ReasonMissing,
    StoryMissing,
    comment,
)
from monitoring.services.periods import freeze_period
from monitoring.work.commentary import judgements
from partnership.refusals import Refused
from plans.ratings import Meaning
from tests.factories import (
    ActionFactory,
    BodyFactory,
    CoverFactory,
    FigureFactory,
    IndicatorFactory,
    MeasureCommentaryFactory,
    MembershipFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    RatingScaleFactory,
    TargetFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said
from tests.policy.catalogue import event_models

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 14, 10, tzinfo=UTC)
STORY = "Two schools joined late, so fewer children were seen."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def analyst():
    return UserFactory(name="Aled Morgan")


@pytest.fixture
def lead():
    return UserFactory(name="Fiona Castle")


@pytest.fixture
def plan(coordinator, analyst):
    return PlanFactory(
        coordinator=coordinator,
        analyst_post=PostFactory(title="Data officer", holder=analyst),
        measure_scale=RatingScaleFactory(),
    )


@pytest.fixture
def indicator(plan, lead):
    post = PostFactory(title="Head of School Nursing", holder=lead)
    made = IndicatorFactory(plan=plan, title="Children seen by a nurse", unit="%", decimals=1, lead_post=post)
    TargetFactory(indicator=made, period_label="2025/26", period_ends_on=date(2025, 8, 31))
    FigureFactory(indicator=made, period_ends_on=date(2025, 8, 31), value=Decimal("82.500000"))
    return made


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan)


@pytest.fixture
def off_track(plan):
    return level(plan.measure_scale, Meaning.OFF_TRACK)


def address(period, indicator):
    return reverse("monitoring:commentary", args=[period.pk, indicator.pk])


def kept():
    return [
        (each.story, each.doing, each.forecast, str(each.judged_level or ""), each.judged_reason, each.version,
         str(each.written_by), each.on_behalf_of)
        for each in MeasureCommentary.objects.all()
    ]  # fmt: skip


# --- Who writes, and on whose behalf --------------------------------------------------------------


def test_lead_of_a_measure_tells_its_story(client, period, indicator, lead):
    client.force_login(lead)

    shown = page(client.get(address(period, indicator)))
    data = {"story": f" {STORY}\n", "doing": "A third nurse.", "forecast": "Back by June.", "level": "", "version": 0}
    answer = client.post(address(period, indicator), data, follow=True)

    assert [said(each) for each in shown.xpath("//main//label[@for]")][:3] == [
        "What is the story behind the figure?",
        "What is being done?",
        "What do you expect next?",
    ]
    assert not shown.xpath("//*[@name='on_behalf_of']")
    assert "Your commentary on Children seen by a nurse is saved." in said(page(answer))
    assert answer.request["PATH_INFO"] == reverse("monitoring:my_actions")
    assert kept() == [(STORY, "A third nurse.", "Back by June.", "", "", 1, "Fiona Castle", "")]


def test_cover_and_deputy_speak_for_the_measure_themselves(period, indicator):
    covers, deputises = UserFactory(name="Cover"), UserFactory(name="Deputy")
    CoverFactory(post=indicator.lead_post, user=covers, starts_on=NOW.date(), ends_on=NOW.date())
    indicator.lead_post.deputy = PostFactory(holder=deputises)
    indicator.lead_post.save()

    first = comment(indicator=indicator, period=period, version=0, story=STORY, by=covers)
    comment(indicator=indicator, period=period, version=first.version, story="Another.", by=deputises)

    assert kept() == [("Another.", "", "", "", "", 2, "Deputy", "")]


@pytest.mark.parametrize("person", ["coordinator", "analyst"])
def test_somebody_else_says_for_whom_they_write(client, request, period, indicator, person):
    client.force_login(request.getfixturevalue(person))
    data = {"story": STORY, "level": "", "version": 0}

    refused = page(client.post(address(period, indicator), data))
    client.post(address(period, indicator), {**data, "on_behalf_of": "Fiona Castle, by telephone"})

    assert said(parts(refused, "govuk-error-summary__list")[0]) == "Say who told you, and how"
    assert [each[-1] for each in kept()] == ["Fiona Castle, by telephone"]


def test_nobody_else_writes_on_anybodys_behalf(client, period, indicator):
    client.force_login(UserFactory())

    assert client.get(address(period, indicator)).status_code == 403
    assert client.post(address(period, indicator), {"story": STORY, "version": 0}).status_code == 403
    with pytest.raises(NobodyNamed):
        comment(indicator=indicator, period=period, version=0, story=STORY, on_behalf_of=" ", by=UserFactory())


def test_measure_of_another_plan_is_not_found_in_the_period(client, period, lead):
    client.force_login(lead)

    assert client.get(address(period, IndicatorFactory(lead_post=PostFactory(holder=lead)))).status_code == 404


# --- Beside what it is written --------------------------------------------------------------------


def test_page_shows_the_figure_and_what_was_said_last_time(client, plan, indicator, lead):
    before = PeriodFactory(plan=plan, label="Summer term")
    MeasureCommentaryFactory(
        indicator=indicator, period=before, story="A nurse left.", doing="We advertise.", written_by=lead
    )
    freeze_period(period=before, by=None)
    period = PeriodFactory(plan=plan)
    client.force_login(lead)

    shown = page(client.get(address(period, indicator)))

    assert "82.5%" in said(shown.xpath("//table")[0])
    assert said(parts(shown, "app-panel")[0]) == (
        "What was said last time Summer term The story behind the figure A nurse left. "
        "What is being done We advertise. Fiona Castle"
    )


def test_page_of_a_measure_of_which_nothing_was_said_says_so(client, period, indicator, lead):
    client.force_login(lead)

    shown = page(client.get(address(period, indicator)))

    assert said(parts(shown, "app-panel")[0]) == (
        "What was said last time Nothing was said about it in the period before."
    )


# --- Judging otherwise than the rule --------------------------------------------------------------


def test_levels_of_the_period_are_offered_with_their_criteria(client, period, indicator, lead):
    client.force_login(lead)

    shown = page(client.get(address(period, indicator)))

    assert [said(each) for each in shown.xpath("//label[starts-with(@for, 'id_level_')]")] == [
        "As the rule gives: Not rated",
        "Complete",
        "On track",
        "Some concern",
        "Off track",
        "Not started",
    ]
    assert [said(each) for each in shown.xpath("//*[contains(@class, 'govuk-radios__hint')]")] == ["What it takes."] * 5


def test_plan_that_does_not_rate_measures_asks_for_no_level(client, coordinator):
    plan = PlanFactory(coordinator=coordinator)
    client.force_login(coordinator)

    shown = page(client.get(address(PeriodFactory(plan=plan), IndicatorFactory(plan=plan))))

    assert [each.get("name") for each in shown.xpath("//main//form//*[@name]")] == [
        "csrfmiddlewaretoken",
        "version",
        "story",
        "doing",
        "forecast",
        "on_behalf_of",
    ]


def test_level_without_a_reason_is_refused_beside_the_reason(client, period, indicator, lead, off_track):
    client.force_login(lead)

    shown = page(
        client.post(address(period, indicator), {"story": STORY, "level": off_track.pk, "reason": " ", "version": 0})
    )

    [error] = shown.xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
    assert (said(error), error.get("href")) == ("Say why the rating is another than the rule gives.", "#id_reason")
    assert kept() == []


def test_level_is_set_changed_and_given_up_with_a_reason_each(period, indicator, lead, coordinator, off_track):
    about = {"indicator": indicator, "period": period, "story": STORY}
    concern = level(period.measure_scale, Meaning.AT_RISK)
    comment(**about, version=0, level=off_track, reason="Three schools are missing.", by=lead)
    comment(**about, version=1, level=concern, reason="One has come in.", by=lead)
    with pytest.raises(ReasonMissing):
        comment(**about, version=2, reason="One has come in.", by=lead)
    commentary = comment(
        **about, version=2, reason="All are in now.", on_behalf_of="Fiona Castle, by telephone", by=coordinator
    )

    assert (commentary.judged_level, commentary.judged_reason) == (None, "All are in now.")
    assert [(each.level, each.reason, each.by) for each in judgements(commentary)] == [
        (off_track, "Three schools are missing.", "Fiona Castle"),
        (concern, "One has come in.", "Fiona Castle"),
        (None, "All are in now.", "Megan Price"),
    ]
    # What is said later without a level leaves that reason alone.
    again = comment(**about | {"story": "Later words."}, version=3, by=lead)
    assert (again.judged_level, again.judged_reason, len(judgements(again))) == (None, "All are in now.", 3)


def test_page_tells_how_the_level_was_judged(client, period, indicator, lead, off_track):
    comment(
        indicator=indicator, period=period, version=0, story=STORY, level=off_track, reason="Schools are missing.",
        by=lead,
    )  # fmt: skip
    client.force_login(lead)

    shown = page(client.get(address(period, indicator)))

    assert said(parts(shown, "app-panel")[0]).endswith(
        "How it was judged Off track Schools are missing. Fiona Castle, 14 October 2026"
    )
    assert shown.xpath("string(//input[@name='level'][@checked]/@value)") == str(off_track.pk)


def test_reason_without_a_level_is_not_swallowed(period, indicator, lead):
    with pytest.raises(NothingJudged):
        comment(indicator=indicator, period=period, version=0, story=STORY, reason="It is worse.", by=lead)

    assert kept() == []


def test_level_of_another_scale_is_refused(period, indicator, lead):
    other = level(period.action_scale, Meaning.OFF_TRACK)

    with pytest.raises(Refused):
        comment(indicator=indicator, period=period, version=0, story=STORY, level=other, reason="Worse.", by=lead)


# --- Nothing is lost ------------------------------------------------------------------------------


def test_commentary_without_a_story_is_refused_and_keeps_the_rest(client, period, indicator, lead):
    client.force_login(lead)

    shown = page(client.post(address(period, indicator), {"story": " ", "doing": "A third nurse.", "version": 0}))

    assert said(parts(shown, "govuk-error-summary__list")[0]) == "Tell the story behind the figure"
    assert said(shown.get_element_by_id("id_doing")) == "A third nurse."
    with pytest.raises(StoryMissing):
        comment(indicator=indicator, period=period, version=0, story=" ", by=lead)


def test_two_who_write_at_once_see_both_texts(client, period, indicator, lead, coordinator):
    off_track = level(period.measure_scale, Meaning.OFF_TRACK)
    comment(
        indicator=indicator, period=period, version=0, story="Theirs.", level=off_track, reason="Missing schools.",
        on_behalf_of="Fiona Castle, by e-mail", by=coordinator,
    )  # fmt: skip
    client.force_login(lead)
    data = {"story": STORY, "doing": "", "forecast": "", "level": "", "reason": "", "version": 0}

    shown = page(client.post(address(period, indicator), data))

    assert said(parts(shown, "govuk-error-summary__list")[0]) == (
        "Megan Price has changed this text since you opened the page. Read theirs before you save yours."
    )
    assert said(parts(shown, "app-notice")[0]) == (
        "Megan Price saved this: The story behind the figure Theirs. Off track Missing schools. "
        "What you typed is in the boxes below and not saved yet. Saving it replaces this text."
    )
    assert said(shown.get_element_by_id("id_story")) == STORY
    # They have seen it: the next press replaces it, with the reason for giving up the level.
    assert shown.xpath("string(//input[@name='version']/@value)") == "1"
    client.post(address(period, indicator), {**data, "version": 1, "reason": "All schools are in."})
    assert kept() == [(STORY, "", "", "", "All schools are in.", 2, "Fiona Castle", "")]


def test_saying_the_same_twice_changes_nothing(period, indicator, lead, off_track):
    said = {"story": STORY, "level": off_track, "reason": "Schools are missing."}
    first = comment(indicator=indicator, period=period, version=0, by=lead, **said)

    again = comment(indicator=indicator, period=period, version=0, by=lead, **said)
    once_more = comment(indicator=indicator, period=period, version=1, by=lead, **said)

    assert (first.version, again.version, once_more.version) == (1, 1, 1)
    assert event_models()[MeasureCommentary].objects.count() == 1
    with pytest.raises(CommentaryChanged):
        comment(indicator=indicator, period=period, version=0, by=lead, **said | {"reason": "Otherwise."})


def test_text_typed_while_signed_out_is_given_back(period, indicator, lead):
    client: Any = Client()
    client.post(address(period, indicator), {"story": STORY, "level": "3", "version": 0})
    client.force_login(lead)

    shown = page(client.get(address(period, indicator)))

    assert STORY in said(shown)
    assert kept() == []


def test_words_that_may_point_at_a_child_are_asked_about_and_kept_with_a_reason(client, period, indicator, lead):
    client.force_login(lead)
    data = {"story": "Three children were not seen.", "level": "", "version": 0}

    asked = page(client.post(address(period, indicator), data))
    before = kept()
    why = "Three is the target, not a count."
    client.post(address(period, indicator), {**data, "why_not_a_child": why})

    assert asked.xpath("//*[@name='why_not_a_child']")
    assert before == []
    assert [each[0] for each in kept()] == ["Three children were not seen."]
    [through] = LetThrough.objects.all()
    assert (through.place, through.row_pk, through.about, through.reason, through.let_by) == (
        "commentary",
        MeasureCommentary.objects.get().pk,
        "Children seen by a nurse",
        why,
        lead,
    )
    # Nobody is asked twice about the same words.
    client.post(address(period, indicator), {**data, "doing": "A third nurse.", "version": 1})
    assert [each[:2] for each in kept()] == [("Three children were not seen.", "A third nurse.")]


# --- Who reads it before it is agreed -------------------------------------------------------------


@pytest.fixture
def told(period, indicator):
    group = BodyFactory()
    indicator.priority = PriorityFactory(plan=indicator.plan, lead_body=group)
    indicator.save()
    MeasureCommentaryFactory(indicator=indicator, period=period, story=STORY)
    return indicator


def read_by(period, person):
    """What one person reads of the measures: None where nothing of the open period is theirs."""
    try:
        record = seen(period_seen_by(person, period.pk), person).record
    except PermissionDenied:
        return None
    return [each.commentary.story if each.commentary else "" for each in record.measures]


def test_story_is_read_before_the_freeze_by_those_whom_it_concerns(period, told, coordinator, analyst, lead):
    colleague, member, elsewhere, stranger = UserFactory.create_batch(4)
    PostFactory(organisation=told.lead_post.organisation, holder=colleague)
    MembershipFactory(body=told.priority.lead_body, user=member)
    ActionFactory(priority=PriorityFactory(plan=told.plan), post=PostFactory(holder=elsewhere))
    people = (coordinator, analyst, lead, colleague, member, elsewhere, stranger)

    assert [read_by(period, person) for person in people] == [[STORY]] * 5 + [[""], None]


def test_story_is_read_by_everybody_once_the_period_is_frozen(period, told):
    freeze_period(period=period, by=None)

    assert read_by(period, UserFactory()) == [STORY]


# --- When -----------------------------------------------------------------------------------------


def test_commentary_is_taken_while_questions_are_asked_too(plan, indicator, lead):
    comment(indicator=indicator, period=PeriodFactory(plan=plan, challenge=True), version=0, story=STORY, by=lead)

    assert len(kept()) == 1


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ("planned", "July to September 2025 has not been opened yet."),
        ("frozen", "July to September 2025 is frozen, so nothing in it can change."),
    ],
)
def test_period_that_is_not_under_way_takes_none_and_gives_the_text_back(client, indicator, lead, state, why):
    period = PeriodFactory(plan=indicator.plan, **{state: True})
    client.force_login(lead)

    shown = page(client.post(address(period, indicator), {"story": STORY, "doing": "A nurse.", "version": 0}))

    assert why in said(shown)
    assert [said(each) for each in parts(shown, "app-quote")] == [STORY, "A nurse."]
    with pytest.raises(NotTaken, match=why):
        comment(indicator=indicator, period=period, version=0, story=STORY, by=lead)


def test_measure_that_is_no_longer_collected_takes_none(period, indicator, lead):
    indicator.status = indicator.Status.DISCONTINUED
    indicator.save()

    with pytest.raises(NotTaken):
        comment(indicator=indicator, period=period, version=0, story=STORY, by=lead)


def test_period_of_another_plan_takes_none(indicator, lead):
    with pytest.raises(NotTaken):
        comment(indicator=indicator, period=PeriodFactory(), version=0, story=STORY, by=lead)


def test_commentary_of_a_frozen_period_stays_as_it_was(period, indicator, lead):
    comment(indicator=indicator, period=period, version=0, story=STORY, by=lead)
    freeze_period(period=period, by=None)

    with pytest.raises(NotTaken):
        comment(indicator=indicator, period=period, version=1, story="Otherwise.", by=lead)

    assert ReportingPeriod.objects.get().state == "frozen"
    assert [each[0] for each in kept()] == [STORY]
