"""Words that may point at a child: their writer is asked once, and the coordinator reads what was kept and why."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db.models import F
from django.test import Client
from django.urls import reverse

from indicators.models import Figure
from monitoring.models import (
    Contribution,
    Correction,
    Draft,
    LaterNews,
    LetThrough,
    PrioritySummary,
    ProgressUpdate,
    Question,
    ReportingPeriod,
)
from monitoring.services.periods import freeze_period
from monitoring.services.updates import Conflict, submit_update
from monitoring.work.let_through import looked_over, number_kept
from partnership.asking import WHY, Kept
from partnership.models import Membership
from plans.ratings import Meaning
from priorities.models import DateRequest, Responsibility, StrategicAction
from tests.factories import (
    ActionFactory,
    BodyFactory,
    ContributionFactory,
    FigureFactory,
    IndicatorFactory,
    LaterNewsFactory,
    LetThroughFactory,
    MeasureCommentaryFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    PrioritySummaryFactory,
    QuestionFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
    level,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 14, 10, tzinfo=UTC)
BOYS = "We lost touch with three boys from the same school."
ABOUT_BOYS = "“three boys” could tell who they are. Write “a small number of boys”, or say below why it cannot."
REASON = "They speak at the conference under their own names."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def officer():
    return UserFactory(name="Priya Nair")


@pytest.fixture
def lead():
    return UserFactory(name="Miriam Sands")


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def plan(coordinator):
    return PlanFactory(title="Northmoor Plan", slug="northmoor", coordinator=coordinator)


@pytest.fixture
def action(plan, officer, lead):
    priority = PriorityFactory(plan=plan, ref="2", title="Well", lead_body=BodyFactory())
    MembershipFactory(body=priority.lead_body, user=lead, role=Membership.Role.CHAIR)
    return ActionFactory(priority=priority, ref="2.3", title="Open drop-ins", post=PostFactory(holder=officer))


@pytest.fixture
def period(plan):
    return PeriodFactory(plan=plan, label="July to September 2026")


@pytest.fixture
def update(action, period, officer):
    return UpdateFactory(action=action, period=period, submitted_by=officer)


def of(user) -> Any:
    client = Client()
    client.force_login(user)
    return client


def freeze(period) -> None:
    ProgressUpdate.objects.filter(period=period).update(state="accepted", agreed_level=F("proposed_level"))
    freeze_period(period=period, by=None)
    period.refresh_from_db()


def told(response) -> list[str]:
    """What the page says is wrong, each with the box that it leads to."""
    summary = page(response).xpath("//*[contains(@class, 'govuk-error-summary__list')]//a")
    return [f"{link.get('href')} {said(link)}" for link in summary]


def kept() -> list[tuple[Any, ...]]:
    return [
        (each.place, each.row_pk, each.about, each.kinds, each.reason, str(each.let_by), each.period.label)
        for each in LetThrough.objects.select_related("let_by", "period").order_by("pk")
    ]


# --- An update -----------------------------------------------------------------------------------


def sent(period, *, version=0, narrative=BOYS, **more):
    rated = level(period.action_scale, Meaning.ON_TRACK).pk
    return {"period": period.pk, "based_on_version": version, "level": rated, "narrative": narrative} | more


def test_update_with_findings_comes_back_whole_and_keeps_a_draft(action, period, officer):
    answer = of(officer).post(f"/actions/{action.pk}/update/", sent(period, next_steps="Write to 943 476 5919"))

    assert told(answer) == [
        f"#id_narrative {ABOUT_BOYS}",
        "#id_next_steps “943 476 5919” looks like an NHS number. "
        "Take it out, or say below why it cannot point at a child.",
    ]
    shown = page(answer)
    assert shown.xpath("string(//textarea[@name='narrative'])").strip() == BOYS
    [why] = shown.xpath(f"//textarea[@name='{WHY}']")
    assert said(shown.xpath(f"//label[@for='{why.get('id')}']")[0]) == "Why this cannot point at a child"
    assert Draft.objects.get().content["narrative"] == BOYS
    assert (ProgressUpdate.objects.count(), kept()) == (0, [])


def test_update_with_a_reason_goes_through_and_the_words_are_not_written_twice(action, period, officer):
    answer = of(officer).post(f"/actions/{action.pk}/update/", sent(period, **{WHY: REASON}))

    assert answer.status_code == 302
    update = ProgressUpdate.objects.get()
    assert update.narrative == BOYS
    assert kept() == [
        ("update", update.pk, "2.3 Open drop-ins", ["small_number"], REASON, "Priya Nair", "July to September 2026")
    ]


def test_update_without_findings_has_no_such_box_and_leaves_no_row(action, period, officer):
    client = of(officer)

    before = page(client.get(f"/actions/{action.pk}/update/"))
    client.post(f"/actions/{action.pk}/update/", sent(period, narrative="30 boys came.", **{WHY: REASON}))

    assert before.xpath(f"//textarea[@name='{WHY}']") == []
    assert ProgressUpdate.objects.count() == 1
    assert kept() == []


def test_update_sent_again_with_the_same_words_is_not_asked_about(action, period, officer):
    client = of(officer)
    client.post(f"/actions/{action.pk}/update/", sent(period, **{WHY: REASON}))

    again = client.post(
        f"/actions/{action.pk}/update/", sent(period, version=1, narrative=BOYS, next_steps="Ask their head teacher")
    )
    more = client.post(f"/actions/{action.pk}/update/", sent(period, version=2, narrative=f"{BOYS} And two girls."))

    assert again.status_code == 302
    assert len(kept()) == 1
    assert told(more) == [
        "#id_narrative “two girls” could tell who they are. Write “a small number of girls”, or say below why it cannot."
    ]


def test_answer_that_the_rating_does_not_ask_for_is_not_read(action, period, officer):
    answer = of(officer).post(
        f"/actions/{action.pk}/update/", sent(period, narrative="All well.", impact=BOYS, recovery=BOYS)
    )

    assert answer.status_code == 302


def test_draft_is_never_held_up_and_gives_the_reason_back(action, period, officer):
    client = of(officer)
    client.post(f"/actions/{action.pk}/update/", sent(period, draft="1", **{WHY: REASON}))
    saved = client.post(f"/actions/{action.pk}/draft/", sent(period, **{WHY: REASON}))

    assert saved.status_code == 200
    assert Draft.objects.get().content[WHY] == REASON
    shown = page(client.get(f"/actions/{action.pk}/update/"))
    assert shown.xpath(f"string(//textarea[@name='{WHY}'])").strip() == REASON


def test_update_that_is_refused_leaves_no_reason_behind(update, period, lead):
    with pytest.raises(Conflict):
        submit_update(
            action=update.action,
            period=period,
            level=level(period.action_scale, Meaning.ON_TRACK),
            narrative=BOYS,
            by=lead,
            kept=Kept(("small_number",), REASON),
        )

    assert kept() == []


def test_reason_that_cannot_be_written_keeps_the_words_out_too(action, period, officer, monkeypatch):
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(LetThrough.objects, "create", fail)
    with pytest.raises(RuntimeError):
        submit_update(
            action=action,
            period=period,
            level=level(period.action_scale, Meaning.ON_TRACK),
            narrative=BOYS,
            by=officer,
            kept=Kept(("small_number",), REASON),
        )

    assert ProgressUpdate.objects.count() == 0


def test_table_of_many_asks_in_the_row_and_takes_its_reason(plan, action, period, officer):
    ActionFactory(priority=action.priority, post=action.responsibilities.get().post)
    client, address = of(officer), f"/plans/{plan.slug}/update-many/"
    typed = {f"{action.pk}-{name}": text for name, text in sent(period).items() if name in ("level", "narrative")}

    asked = client.post(address, {"period": period.pk, "row": action.pk} | typed)
    [box] = page(asked).xpath(f"//textarea[@name='{action.pk}-{WHY}']")
    taken = client.post(
        address, {"period": period.pk, "row": action.pk, f"{action.pk}-{WHY}": REASON} | typed, follow=True
    )

    assert told(asked) == [f"#a{action.pk}-narrative 2.3: {ABOUT_BOYS}"]
    assert said(page(asked).xpath(f"//label[@for='{box.get('id')}']")[0]) == "Why this cannot point at a child"
    assert "2.3 Open drop-ins is submitted." in said(page(taken))
    assert [each[4] for each in kept()] == [REASON]
    assert page(taken).xpath(f"//textarea[@name='{action.pk}-{WHY}']") == []


# --- Everything else that is written ---------------------------------------------------------------


def test_contribution_is_asked_about_once(action, period, update, coordinator):
    organisation = OrganisationFactory(name="Northmoor NHS")
    role = Responsibility.Role.CONTRIBUTOR
    ResponsibilityFactory(action=action, post=None, organisation=organisation, role=role, primary=False)
    address = reverse("monitoring:contribution", args=[action.pk, organisation.pk])
    client, typed = of(coordinator), {"text": BOYS, "version": 0, "on_behalf_of": "The matron, by telephone"}

    asked = client.post(address, typed)
    taken = client.post(address, typed | {WHY: REASON})

    assert told(asked) == [f"#id_text {ABOUT_BOYS}"]
    assert taken.status_code == 302
    said_now = Contribution.objects.get()
    assert kept() == [
        (
            *("contribution", said_now.pk, "Northmoor NHS: 2.3 Open drop-ins", ["small_number"], REASON),
            *("Megan Price", "July to September 2026"),
        )
    ]
    typed |= {"version": 1, "text": f"{BOYS} All is well now."}
    assert client.post(address, typed).status_code == 302


def test_summary_highlights_and_decisions_are_asked_about_together(action, period, update, lead):
    address = reverse("monitoring:priority_summary", args=[period.pk, action.priority_id])
    typed = {
        "version": 0,
        "press": "save",
        "reason": "All well.",
        "kind_1": "concern",
        "highlight_1": BOYS,
        "decisions_sought": "A grant for 1 child",
    }
    client = of(lead)

    asked = client.post(address, typed)
    moved = client.post(address, typed | {WHY: REASON, "press": "another"})
    taken = client.post(address, typed | {WHY: REASON})

    assert told(asked) == [
        "#id_decisions_sought “1 child” could tell who they are. "
        "Write “a small number of children”, or say below why it cannot.",
        f"#id_highlight_1 {ABOUT_BOYS}",
    ]
    assert page(moved).xpath(f"string(//textarea[@name='{WHY}'])").strip() == REASON
    assert taken.status_code == 302
    assert kept() == [
        (
            *("summary", PrioritySummary.objects.get().pk, "2 Well", ["small_number"], REASON),
            *("Miriam Sands", "July to September 2026"),
        )
    ]
    assert client.post(address, typed | {"version": 1, "reason": "All well now."}).status_code == 302


def test_question_and_answer_are_each_asked_about(action, period, update, lead, officer):
    review = reverse("monitoring:update_review", args=[update.pk])
    typed = {"decision": "ask", "version": 1, "question": "Who are the two girls?", "reason": BOYS}
    asked = of(lead).post(review, typed)
    of(lead).post(review, typed | {WHY: REASON})
    question = Question.objects.get()
    answer = reverse("monitoring:question_answer", args=[question.pk])
    asked_again = of(officer).post(answer, {"answer": BOYS})
    of(officer).post(answer, {"answer": BOYS, WHY: "They are of age."})

    assert told(asked) == [
        "#id_question “two girls” could tell who they are. Write “a small number of girls”, or say below why it cannot."
    ]
    assert told(asked_again) == [f"#id_answer {ABOUT_BOYS}"]
    assert [(each[0], each[1], each[4], each[5]) for each in kept()] == [
        ("question", question.pk, REASON, "Miriam Sands"),
        ("question", question.pk, "They are of age.", "Priya Nair"),
    ]


@pytest.mark.parametrize("decision", ["change", "return"])
def test_reason_of_a_review_is_asked_about(update, period, lead, decision):
    address = reverse("monitoring:update_review", args=[update.pk])
    other = level(period.action_scale, Meaning.OFF_TRACK).pk
    typed = {"decision": decision, "version": 1, "level": other, "reason": BOYS}

    asked = of(lead).post(address, typed)
    taken = of(lead).post(address, typed | {WHY: REASON})

    assert told(asked) == [f"#id_reason {ABOUT_BOYS}"]
    assert taken.status_code == 302
    assert [each[:2] for each in kept()] == [("update", update.pk)]


def test_acceptance_reads_no_reason(update, lead):
    typed = {"decision": "accept", "version": 1, "reason": BOYS}

    assert of(lead).post(reverse("monitoring:update_review", args=[update.pk]), typed).status_code == 302
    assert kept() == []


def test_news_is_asked_about(action, period, update, coordinator):
    freeze(period)
    happened = period.actions_as_at
    address = reverse("monitoring:news", args=[period.pk])
    typed = {"about": "plan", "text": BOYS, "happened_on_day": "12", "happened_on_month": "10"}
    typed |= {"happened_on_year": "2026"}
    assert happened < NOW.date()

    asked = of(coordinator).post(address, typed)
    taken = of(coordinator).post(address, typed | {WHY: REASON})

    assert told(asked) == [f"#id_text {ABOUT_BOYS}"]
    assert taken.status_code == 302
    assert [each[:3] for each in kept()] == [("news", LaterNews.objects.get().pk, "Northmoor Plan")]


def test_note_beside_a_figure_is_asked_about_and_its_reason_is_part_of_the_figure(plan, period, coordinator):
    measure = IndicatorFactory(plan=plan, title="Young people not in education", decimals=1)
    client, address = of(coordinator), "/plans/northmoor/figures/?period=July+to+September+2026"
    typed = {f"{measure.pk}-value": "3.2", f"{measure.pk}-note": BOYS}

    asked = client.post(address, typed)
    [box] = page(asked).xpath(f"//input[@name='{measure.pk}-why']")
    taken = client.post(address, typed | {f"{measure.pk}-why": REASON})

    assert [each.split(" ", 1)[1] for each in told(asked)] == [f"Young people not in education: {ABOUT_BOYS}"]
    assert said(page(asked).xpath(f"//label[@for='{box.get('id')}']")[0]) == "Why this cannot point at a child"
    assert taken.status_code == 302
    figure = Figure.objects.get()
    assert (figure.note, figure.note_kept_because, figure.entered_by) == (BOYS, REASON, coordinator)
    [entry] = looked_over(period).kept
    assert (entry.place, entry.about, entry.address) == ("Note beside a figure", str(measure), address)
    assert [(each.reason, each.by) for each in entry.reasons] == [(REASON, coordinator)]
    assert number_kept(period) == 1
    # The same again asks nothing; another note asks anew, and one without such words needs no reason.
    again = page(client.get(address))
    assert again.xpath(f"string(//input[@name='{measure.pk}-why']/@value)") == REASON
    client.post(address, typed | {f"{measure.pk}-note": "By hand.", f"{measure.pk}-seen": "0"})
    last = Figure.objects.get(revision=1)
    assert (last.note, last.note_kept_because) == ("By hand.", "")
    assert (looked_over(period).kept, number_kept(period)) == ((), 0)


def test_note_that_came_without_being_asked_about_is_listed_while_its_figure_stands(plan, period):
    FigureFactory(indicator__plan=plan, period_label="Q1", note="Two pupils left.")
    revised = FigureFactory(indicator__plan=plan, period_label="Q1", note="Two pupils left.")
    FigureFactory(indicator=revised.indicator, period_label="Q1", revision=1, note="")

    [entry] = looked_over(period).unasked

    [passage] = entry.passages
    assert (passage.called, [each.text for each in passage.pieces]) == ("Q1", ["Two pupils", " left."])
    assert entry.reasons == ()


# --- What the coordinator reads ----------------------------------------------------------------------


def entries(response) -> list[str]:
    return [said(each) for each in parts(page(response), "app-todo__item")]


def test_coordinator_reads_the_words_as_they_stand_with_reason_person_and_day(plan, period, update, officer):
    ProgressUpdate.objects.filter(pk=update.pk).update(narrative=f"All is well. {BOYS}")
    LetThroughFactory(
        plan=plan, period=period, row_pk=update.pk, reason=REASON, let_by=officer, let_at=NOW, about="2.3 Open"
    )

    shown = of(plan.coordinating_post.holdings.get().user).get("/plans/northmoor/let-through/")

    assert entries(shown) == [
        "2.3 Open drop-ins Update What has happened: A small number of children "
        f"All is well. {BOYS} Why it stays: {REASON} 14 October 2026 Priya Nair"
    ]
    html = page(shown)
    assert [said(each) for each in html.xpath("//mark")] == ["three boys"]
    assert parts(html, "app-todo__link")[0].get("href") == f"/updates/{update.pk}/"
    assert html.xpath("//main//a[@href='/plans/northmoor/redactions/']")


def test_texts_about_which_nobody_was_asked_are_listed_apart(plan, period, update, action, coordinator):
    rows = {
        "update": update,
        "question": QuestionFactory(update=update, text="Who?", answer=""),
        "contribution": ContributionFactory(action=action, period=period, text="We met two girls."),
        "summary": PrioritySummaryFactory(priority=action.priority, period=period, reason="One child died."),
        "commentary": MeasureCommentaryFactory(period=period, indicator__plan=plan, story="Two pupils left."),
    }
    rows["question"].text = "Who are the two girls?"
    rows["question"].save()
    rows["summary"].highlights.create(kind="concern", text="Born on 3 May 2012.")
    update.challenges.create(to_level=update.proposed_level, reason="For the twins were ill.", by=coordinator, at=NOW)

    found = looked_over(ReportingPeriod.objects.get(pk=period.pk))

    assert (found.kept, found.gone) == ((), ())
    assert [
        (
            each.place,
            [(passage.called, piece.text) for passage in each.passages for piece in passage.pieces if piece.is_found],
        )
        for each in found.unasked
    ] == [
        ("Update", [("Why the rating changed", "the twins")]),
        ("Question or answer", [("Question", "two girls")]),
        ("Contribution", [("What the organisation did", "two girls")]),
        ("Priority summary", [("What the lead says", "One child"), ("Concern", "Born on 3 May 2012")]),
        ("Commentary on a measure", [("The story behind the figure", "Two pupils")]),
    ]
    shown = of(coordinator).get("/plans/northmoor/let-through/")
    assert "5 texts about which nobody was asked" in said(page(shown))
    assert all("No reason given" in each for each in entries(shown))


def test_every_entry_leads_to_a_page_that_the_coordinator_may_read(plan, period, update, action, coordinator):
    ResponsibilityFactory(
        action=action,
        post=None,
        organisation=ContributionFactory(action=action, period=period, text="We met two girls.").organisation,
        role=Responsibility.Role.CONTRIBUTOR,
        primary=False,
    )
    ProgressUpdate.objects.filter(pk=update.pk).update(narrative=BOYS)
    QuestionFactory(update=update, text="Who are the two girls?")
    PrioritySummaryFactory(priority=action.priority, period=period, reason="One child died.")
    MeasureCommentaryFactory(period=period, indicator__plan=plan, story="Two pupils left.")
    client = of(coordinator)

    open_pages = [each.address for each in looked_over(period).unasked]
    freeze(period)
    LaterNewsFactory(period=period, text="One boy came back.")
    fixed_pages = [each.address for each in looked_over(period).unasked]

    assert (len(open_pages), len(fixed_pages)) == (5, 6)
    answers = {address: client.get(address, follow=True).status_code for address in (*open_pages, *fixed_pages)}
    assert answers == dict.fromkeys(answers, 200)


def test_words_that_are_gone_are_told_with_their_reason(plan, period, update, coordinator):
    LetThroughFactory(plan=plan, period=period, row_pk=update.pk, reason=REASON)
    LetThroughFactory(plan=plan, period=period, place="news", row_pk=99, reason="Was taken back.", about="2 Well")

    found = looked_over(period)

    assert (found.kept, found.unasked, number_kept(period)) == ((), (), 0)
    assert [(each.about, each.address != "", each.reasons[0].reason) for each in found.gone] == [
        ("2.3 Open drop-ins", True, REASON),
        ("2 Well", False, "Was taken back."),
    ]
    shown = page(of(coordinator).get("/plans/northmoor/let-through/"))
    assert "2 texts that no longer hold such words" in said(shown)


def test_page_shows_the_period_asked_for_and_leads_to_others(plan, period, update, coordinator):
    ProgressUpdate.objects.filter(pk=update.pk).update(narrative=BOYS)
    LetThroughFactory(plan=plan, period=period, row_pk=update.pk)
    freeze(period)
    later = PeriodFactory(plan=plan, label="October to December 2026")
    client = of(coordinator)

    now = page(client.get("/plans/northmoor/let-through/"))
    before = page(client.get("/plans/northmoor/let-through/", {"period": period.pk}))
    foreign = page(client.get("/plans/northmoor/let-through/", {"period": "9" * 20}))

    assert "There is nothing to look at" in said(now)
    assert [said(each) for each in now.xpath(f"//a[@href='/plans/northmoor/let-through/?period={period.pk}']")] == [
        "July to September 2026"
    ]
    assert "1 text was kept" in said(before)
    assert later.label in said(foreign)


def test_page_of_a_plan_without_periods_says_that_there_is_nothing(plan, coordinator):
    assert "There is nothing to look at" in said(page(of(coordinator).get("/plans/northmoor/let-through/")))


def test_period_and_freeze_pages_lead_to_what_was_kept(plan, period, action, update, coordinator):
    client = of(coordinator)
    quiet = said(page(client.get(f"/periods/{period.pk}/")))
    ProgressUpdate.objects.filter(pk=update.pk).update(narrative=BOYS)
    LetThroughFactory(plan=plan, period=period, row_pk=update.pk)
    ContributionFactory(action=action, period=period, text="We met two girls.")

    steps = page(client.get(f"/periods/{period.pk}/"))
    freeze = page(client.get(f"/periods/{period.pk}/freeze/"))

    assert "point at a child" not in quiet
    assert "1 text was kept although it may point at a child: look at it. 1 kept" in said(steps)
    assert steps.xpath("//main//a[@href='/plans/northmoor/let-through/']")
    assert (
        "1 text was kept although it may point at a child. "
        "1 text may point at a child, and nobody was asked about it. Look at the words before they are fixed"
    ) in said(freeze)


def test_long_text_is_shown_around_what_was_found(plan, period, update):
    ProgressUpdate.objects.filter(pk=update.pk).update(narrative=f"{'All is well. ' * 30}{BOYS}{' All is well.' * 30}")

    [entry] = looked_over(period).unasked
    [passage] = entry.passages

    assert [piece.text for piece in passage.pieces] == [
        "… ",
        "is well. All is well. All is well. All is well. We lost touch with ",
        "three boys",
        " from the same school. All is well. All is well. All is well. All is …",
    ]


# --- Dates, steps and corrections ------------------------------------------------------------------


def kept_at(place: LetThrough.Place) -> tuple[str, str, Any]:
    row = LetThrough.objects.get(place=place)
    return row.about, row.reason, row.period


def test_reasons_for_a_later_date_are_asked_about_when_asked_and_when_decided(action, period, officer, lead):
    ask = reverse("monitoring:date_ask", args=[action.pk])
    given = {"due": "June 2027", "reason": BOYS}

    assert ABOUT_BOYS in said(page(of(officer).post(ask, given)))
    assert DateRequest.objects.count() == 0
    of(officer).post(ask, given | {WHY: REASON})

    assert kept_at(LetThrough.Place.LATER_DATE) == (str(action), REASON, period)
    decide = reverse("monitoring:date_request", args=[DateRequest.objects.get().pk])
    refusing = {"decision": "refuse", "reason": "Only four girls are waiting."}
    assert "“four girls” could tell who they are" in said(page(of(lead).post(decide, refusing)))
    of(lead).post(decide, refusing | {WHY: REASON})
    assert DateRequest.objects.get().state == "refused"
    [entry] = looked_over(period).kept
    assert (entry.place, entry.about, len(entry.passages), len(entry.reasons)) == (
        "Reason for a later date",
        str(action),
        2,
        2,
    )


def test_reason_for_taking_a_step_back_is_asked_about(plan, coordinator):
    period = PeriodFactory(plan=plan, challenge=True)
    back = reverse("monitoring:period_back", args=[period.pk])

    assert ABOUT_BOYS in said(page(of(coordinator).post(back, {"reason": BOYS})))
    of(coordinator).post(back, {"reason": BOYS, WHY: REASON})

    assert ReportingPeriod.objects.get(pk=period.pk).state == "open"
    assert kept_at(LetThrough.Place.STEP) == (str(period), REASON, period)
    assert [entry.place for entry in looked_over(period).kept] == ["Step of a period"]


def test_reason_to_take_an_action_up_again_is_asked_about(action, period, coordinator):
    StrategicAction.objects.filter(pk=action.pk).update(stage="complete", completed_on=date(2026, 6, 30))
    again = reverse("monitoring:action_reopen", args=[action.pk])

    assert ABOUT_BOYS in said(page(of(coordinator).post(again, {"reason": BOYS})))
    assert StrategicAction.objects.get(pk=action.pk).stage == "complete"
    of(coordinator).post(again, {"reason": BOYS, WHY: REASON})

    assert StrategicAction.objects.get(pk=action.pk).stage_note == BOYS
    assert kept_at(LetThrough.Place.REOPENED) == (str(action), REASON, period)
    [entry] = looked_over(period).kept
    assert (entry.place, entry.about) == ("Reason to take an action up again", str(action))
    assert number_kept(period) == 1


def test_correction_is_asked_about_what_it_brings_in_alone(plan, action, period, update, coordinator):
    ProgressUpdate.objects.update(narrative="We lost touch with two girls.")
    freeze(period)
    address = f"{reverse('monitoring:correct', args=[period.pk])}?path=actions/{action.pk}/update/narrative"
    # What stands there was asked about when it was written.
    same = {"new": "We lost touch with two girls in May.", "reason": "The month was left out."}
    more = {"new": f"We lost touch with two girls. {BOYS}", "reason": "They were left out."}

    of(coordinator).post(address, same)
    assert Correction.objects.get().new == same["new"]
    assert ABOUT_BOYS in said(page(of(coordinator).post(address, more)))
    of(coordinator).post(address, more | {WHY: REASON})

    about, reason, of_period = kept_at(LetThrough.Place.CORRECTION)
    assert (reason, of_period) == (REASON, period)
    found = looked_over(ReportingPeriod.objects.get(pk=period.pk))
    assert "Correction" in [entry.place for entry in found.kept]
    Correction.objects.all().delete()
    issued = looked_over(ReportingPeriod.objects.get(pk=period.pk))
    assert [(entry.place, entry.about) for entry in issued.kept] == [("Correction", about)]
