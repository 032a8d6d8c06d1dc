"""The pages on which a coordinator keeps what each body wants in its reports."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from partnership.models import Body, Membership
from reports.models import FrontField, Kind, ReportTemplate, TemplateSection
from tests.factories import (
    BodyFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    MembershipFactory,
    PlanFactory,
    PostFactory,
    ReportTemplateFactory,
    SignOffFactory,
    TemplateSectionFactory,
    TimetableStepFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, said

pytestmark = pytest.mark.django_db

State = ReportTemplate.State


@pytest.fixture
def committee() -> Body:
    return BodyFactory(name="Scrutiny Committee")


@pytest.fixture
def client(client: Any, committee: Body) -> Any:
    """Signed in as somebody who coordinates a plan of one of two bodies."""
    ellen = UserFactory()
    PlanFactory(coordinating_post=PostFactory(holder=ellen), owner_body=BodyFactory(name="Board"))
    client.force_login(ellen)
    return client


@pytest.fixture
def template(committee: Body) -> ReportTemplate:
    """A draft with everything in it, and nothing that is missing or odd."""
    template = ReportTemplateFactory(
        body=committee, name="Report to scrutiny", implications_heading="Corporate implications", page_limit=5
    )
    FrontFieldFactory(template=template, label="Meeting", source=FrontField.Source.BODY)
    FrontFieldFactory(template=template, label="Wards affected", default="All", guidance="All, or by name.")
    ImplicationHeadingFactory(
        template=template,
        label="Financial",
        clearing_post=PostFactory(title="Finance Partner"),
        guidance="What it costs.",
    )
    ImplicationHeadingFactory(template=template, label="Staffing", mandatory=False)
    TemplateSectionFactory(template=template, label="Progress", drafts_from=TemplateSection.Drafts.SUMMARIES)
    SignOffFactory(template=template, label="Approved by", post=PostFactory(title="Director"))
    TimetableStepFactory(template=template, label="Final copy", step="final", working_days_before=7)
    return template


def address(name: str, template: ReportTemplate, *keys: int) -> str:
    return reverse(f"reports:{name}", args=[template.pk, *keys])


def lines(shown: Any, part: str) -> list[str]:
    """What a section of the page lists, without its buttons."""
    [section] = shown.xpath(f"//section[@aria-labelledby='{part}']")
    return [" ".join(said(each) for each in item.xpath("./div[not(form)]")) for item in section.xpath(".//li[div]")]


def buttons(shown: Any) -> list[str]:
    return [said(each) for each in shown.xpath("//main//button")]


def errors(shown: Any) -> list[str]:
    [summary] = parts(shown, "govuk-error-summary")
    return [said(each) for each in summary.xpath(".//li")]


# --- The list ------------------------------------------------------------------------------------


def test_list_shows_each_body_with_what_it_has_and_those_that_have_nothing(client: Any, template: ReportTemplate):
    ReportTemplateFactory(body=template.body, kind=Kind.NOTING, name="Note", state=State.IN_USE)
    ReportTemplateFactory(body=template.body, kind=Kind.NOTING, name="Old note", state=State.RETIRED, version=2)

    shown = page(client.get(reverse("reports:template_list")))

    assert {
        said(each.xpath(".//h2")[0]): [said(item) for item in each.xpath(".//li")]
        for each in parts(shown, "app-section")
    } == {
        "Scrutiny Committee": [
            "Report to scrutiny, version 1 Committee report, version 1 Being prepared",
            "Note, version 1 Noting report, version 1 In use",
        ],
        "Bodies without one": ["Board Begin one for Board"],
    }


def test_list_shows_a_clerk_their_own_body_and_those_beneath_it(client: Any):
    clerk, board = UserFactory(), BodyFactory(name="Partnership Board")
    MembershipFactory(body=board, user=clerk, role=Membership.Role.CLERK)
    BodyFactory(name="Delivery Group", parent=board)
    client.force_login(clerk)

    shown = page(client.get(reverse("reports:template_list")))

    assert [said(each) for each in shown.xpath("//main//li")] == [
        "Delivery Group Begin one for Delivery Group",
        "Partnership Board Begin one for Partnership Board",
    ]


def test_list_of_reports_leads_to_it_only_for_whoever_keeps_templates(client: Any):
    def ways() -> list[str]:
        return [said(each) for each in page(client.get(reverse("reports:report_list"))).xpath("//main//a")]

    assert "Report templates" in ways()
    client.force_login(UserFactory())
    assert "Report templates" not in ways()


# --- Beginning -----------------------------------------------------------------------------------


def test_new_template_begins_with_the_usual_headings(client: Any, committee: Body):
    answers = {"body": committee.pk, "kind": "committee", "name": "Report to scrutiny", "begin_with": "usual"}

    answer = client.post(reverse("reports:template_new"), answers)

    template = ReportTemplate.objects.get()
    assert answer.url == template.get_absolute_url()
    assert (template.body, template.name, template.implication_headings.count()) == (
        committee,
        "Report to scrutiny",
        10,
    )
    assert said(parts(page(client.get(answer.url)), "app-banner")[0]) == (
        "Done It is begun. Go through its parts, then take it into use."
    )


def test_new_template_as_a_copy_needs_one_to_copy(client: Any, committee: Body, template: ReportTemplate):
    board = Body.objects.get(name="Board")
    answers = {"body": board.pk, "kind": "committee", "name": "Report to the board", "begin_with": "copy"}

    refused = page(client.post(reverse("reports:template_new"), answers))
    client.post(reverse("reports:template_new"), answers | {"copied": template.pk})

    assert errors(refused) == ["Choose which template to copy"]
    assert [str(each) for each in board.report_templates.get().sections.all()] == ["Progress"]


def test_new_template_for_a_body_that_prepares_one_is_refused_and_keeps_what_was_typed(
    client: Any, committee: Body, template: ReportTemplate
):
    answers = {"body": committee.pk, "kind": "committee", "name": "Another report", "begin_with": "usual"}

    shown = page(client.post(reverse("reports:template_new"), answers))

    assert errors(shown) == [
        "Version 1 of “Report to scrutiny” is being prepared already. Finish it, or take it out first."
    ]
    assert shown.xpath("//input[@name='name']/@value") == ["Another report"]


def test_new_template_asks_for_the_body_and_knows_it_from_the_link(client: Any, committee: Body):
    def chosen(query: str) -> list[str]:
        shown = page(client.get(reverse("reports:template_new") + query))
        return [said(each) for each in shown.xpath("//select[@name='body']/option[@selected]")]

    assert (chosen(""), chosen(f"?body={committee.pk}")) == (["Choose one"], ["Scrutiny Committee"])


def test_new_template_of_a_clerk_is_for_their_own_body(client: Any, committee: Body):
    clerk, board = UserFactory(), Body.objects.get(name="Board")
    MembershipFactory(body=board, user=clerk, role=Membership.Role.CLERK)
    client.force_login(clerk)
    answers = {"body": committee.pk, "kind": "committee", "name": "Report", "begin_with": "usual"}

    client.post(reverse("reports:template_new"), answers)

    assert list(ReportTemplate.objects.all()) == []


# --- One template --------------------------------------------------------------------------------


def test_template_page_says_everything_part_by_part(client: Any, template: ReportTemplate):
    shown = page(client.get(template.get_absolute_url()))

    assert [said(each) for each in parts(shown, "app-facts")] == ["Being prepared Version 1 Committee report"]
    assert {part: lines(shown, part) for part in ("front", "implications", "sections", "sign-offs", "timetable")} == {
        "front": [
            "Meeting Fills itself in: the body that meets",
            "Wards affected The writer fills it in, beginning with “All” All, or by name.",
        ],
        "implications": [
            "Financial Every report answers it. Cleared by: Finance Partner What it costs.",
            "Staffing May be left out. Nobody clears it",
        ],
        "sections": ["Progress Drafted from: Each priority’s sign-off summary and highlights"],
        "sign-offs": ["Approved by Director"],
        "timetable": ["7 days before Final copy"],
    }
    [whole] = shown.xpath("//section[@aria-labelledby='whole']//dl")
    assert [said(each) for each in whole.xpath("./div")] == [
        "Heading above the implications Corporate implications",
        "Page limit 5 pages",
        "Kept from the public by The body’s own rules",
        "Decides what is exempt Nobody",
    ]


def test_template_page_of_a_draft_offers_every_move_that_there_is(client: Any, template: ReportTemplate):
    shown = page(client.get(template.get_absolute_url()))

    assert buttons(shown) == [
        "Take into use",
        "Move “Meeting” down",
        "Move “Wards affected” up",
        "Move “Financial” down",
        "Move “Staffing” up",
    ]


def test_template_page_of_an_empty_draft_says_what_is_missing_and_offers_no_use(client: Any, committee: Body):
    empty = ReportTemplateFactory(body=committee)

    shown = page(client.get(empty.get_absolute_url()))

    notices = [[said(item) for item in each.xpath(".//li")] for each in parts(shown, "app-notice")]
    front, sections = (
        "Its front sheet is empty. Add at least one line.",
        "It has no sections, so a report would have nothing in it. Add at least one.",
    )
    assert notices == [
        [f"{front} Go there : {front}", f"{sections} Go there : {sections}"],
        ["Its timetable is empty, so nobody is told when anything is due."],
    ]
    assert buttons(shown) == []


def test_template_page_names_posts_that_nobody_holds(client: Any, template: ReportTemplate):
    shown = page(client.get(template.get_absolute_url()))

    assert [said(each) for each in parts(shown, "app-notice")] == [
        "Worth a second look Nobody holds these posts today: Finance Partner and Director. "
        "What is asked of them waits until somebody does."
    ]


def test_template_in_use_shows_no_way_to_change_it_but_a_new_version(client: Any, template: ReportTemplate):
    ReportTemplate.objects.filter(pk=template.pk).update(state=State.IN_USE)

    shown = page(client.get(template.get_absolute_url()))

    assert buttons(shown) == ["Change it in a new version", "Stop using it"]
    assert [said(each) for each in shown.xpath("//main//a")] == ["See how a report looks"]


def test_template_of_another_body_can_be_read_by_a_clerk_and_not_changed(client: Any, template: ReportTemplate):
    clerk = UserFactory()
    MembershipFactory(body=Body.objects.get(name="Board"), user=clerk, role=Membership.Role.CLERK)
    client.force_login(clerk)

    shown = page(client.get(template.get_absolute_url()))

    assert (buttons(shown), lines(shown, "sections")) == (
        [],
        ["Progress Drafted from: Each priority’s sign-off summary and highlights"],
    )


def test_taking_into_use_changing_and_taking_the_change_into_use_follow_each_other(
    client: Any, template: ReportTemplate
):
    client.post(address("template_use", template))
    changed = client.post(address("template_change", template))
    version = ReportTemplate.objects.get(version=2)
    shown = page(client.get(template.get_absolute_url()))
    client.post(address("template_use", version))

    assert changed.url == version.get_absolute_url()
    # The old one leads to what is being prepared.
    assert said(shown.xpath("//main//a[@role='button']")[0]) == "Go on with version 2"
    assert [said(each) for each in shown.xpath("//section[@aria-labelledby='versions']//li")] == [
        f"Version 2 Begun on {version.made_at:%-d %B %Y} Being prepared",
        "Version 1 Begun on 1 September 2026 In use",
    ]
    assert list(ReportTemplate.objects.order_by("version").values_list("state", flat=True)) == ["retired", "in_use"]


def test_stopping_and_using_again_is_two_presses(client: Any, template: ReportTemplate):
    def state() -> str:
        template.refresh_from_db()
        return template.state

    client.post(address("template_use", template))
    client.post(address("template_retire", template))
    stopped, offered = state(), buttons(page(client.get(template.get_absolute_url())))
    client.post(address("template_use", template))

    assert (stopped, offered, state()) == (
        "retired",
        ["Change it in a new version", "Use this version again"],
        "in_use",
    )


def test_taking_an_empty_template_into_use_says_why_not(client: Any, committee: Body):
    empty = ReportTemplateFactory(body=committee, kind=Kind.NOTING)

    shown = page(client.post(address("template_use", empty), follow=True))

    assert said(parts(shown, "app-banner")[0]) == (
        "There is a problem It has no sections, so a report would have nothing in it. Add at least one."
    )


def test_taking_a_draft_out_asks_first(client: Any, template: ReportTemplate):
    asked = page(client.get(address("template_remove", template)))
    left = ReportTemplate.objects.count()
    answer = client.post(address("template_remove", template))

    assert said(asked.xpath("//h1")[0]) == "Take version 1 of “Report to scrutiny” out?"
    assert (left, ReportTemplate.objects.count(), answer.url) == (1, 0, reverse("reports:template_list"))


def test_preview_shows_a_report_with_what_its_writer_is_told(client: Any, template: ReportTemplate):
    [paper] = parts(page(client.get(address("template_preview", template))), "app-paper")

    assert [said(each) for each in paper.xpath("./dl/div")] == [
        "Meeting Scrutiny Committee",
        "Wards affected All All, or by name.",
    ]
    assert [said(each) for each in paper.xpath("./h2 | ./h3 | ./p | ./ul")] == [
        "Corporate implications",
        "Financial",
        "What it costs. A text, or None. Cleared by: Finance Partner.",
        "Staffing",
        "May be left out.",
        "Recommendations",
        "What the body is asked to do, note or comment on.",
        "Progress",
        "Drafted from: Each priority’s sign-off summary and highlights.",
        "Signed off by",
        "Approved by",
    ]


# --- Its lines -----------------------------------------------------------------------------------


def sent(client: Any, where: str, **answers: Any) -> Any:
    """Fill in the form that a page shows, and send it."""
    shown = page(client.get(where))
    seen = {each.get("name"): each.get("value", "") for each in shown.xpath("//main//input[@type='hidden']")}
    return client.post(where, {**seen, **answers})


def test_front_sheet_line_is_added_at_the_end_and_led_back_to(client: Any, template: ReportTemplate):
    answer = sent(
        client,
        address("front_field_new", template),
        label="Function of",
        source="written",
        default="Executive",
        mandatory="on",
        guidance="",
    )

    line = template.front_fields.last()
    assert (str(line), line.default, line.mandatory) == ("Function of", "Executive", True)
    assert answer.url == f"{template.get_absolute_url()}#front-{line.pk}"


def test_front_sheet_line_that_fills_itself_in_begins_with_nothing(client: Any, template: ReportTemplate):
    sent(client, address("front_field_new", template), label="Date", source="meeting_date", default="Soon", guidance="")

    line = template.front_fields.last()
    assert (line.default, line.mandatory) == ("", True)


def test_second_heading_of_the_same_label_is_refused_at_its_box(client: Any, template: ReportTemplate):
    answer = sent(client, address("heading_new", template), label="financial", guidance="", clearing_post="")

    assert errors(page(answer)) == [
        "“financial” stands there already. Give this one another name, or change the other."
    ]
    assert page(answer).xpath("//input[@name='label']/@value") == ["financial"]


def test_heading_is_changed_and_taken_out(client: Any, template: ReportTemplate):
    post, heading = PostFactory(), template.implication_headings.get(label="Staffing")
    where = address("heading_edit", template, heading.pk)

    sent(client, where, label="Staff", guidance="Posts that change.", mandatory="on", clearing_post=post.pk)
    changed = list(template.implication_headings.values_list("label", "mandatory", "clearing_post"))
    sent(client, where, remove="1")

    assert changed[1] == ("Staff", True, post.pk)
    assert [str(each) for each in template.implication_headings.all()] == ["Financial"]


def test_heading_that_somebody_else_changed_shows_both_texts(client: Any, template: ReportTemplate):
    heading = template.implication_headings.get(label="Financial")
    where = address("heading_edit", template, heading.pk)
    seen = page(client.get(where)).xpath("//input[@name='seen']/@value")[0]
    template.implication_headings.filter(pk=heading.pk).update(guidance="Costs and savings.")
    answers = {"label": "Financial", "guidance": "Which budget.", "mandatory": "on", "seen": seen}

    shown = page(client.post(where, answers | {"clearing_post": heading.clearing_post_id}))

    assert said(shown.xpath("//textarea[@name='guidance']")[0]) == "Which budget."
    assert said(parts(shown, "app-notice")[0]) == "What stands there now Guidance (optional) Costs and savings."


def test_clearing_is_said_for_every_heading_on_one_page(client: Any, template: ReportTemplate):
    financial, staffing = template.implication_headings.all()
    post = PostFactory(title="Head of Human Resources")
    where = address("template_clearing", template)

    answer = sent(client, where, **{f"post_{financial.pk}": "", f"post_{staffing.pk}": post.pk})

    assert answer.url == f"{template.get_absolute_url()}#implications"
    assert [(str(each), each.clearing_post) for each in template.implication_headings.all()] == [
        ("Financial", None),
        ("Staffing", post),
    ]


def test_clearing_that_somebody_else_changed_is_shown_beside_what_was_chosen(client: Any, template: ReportTemplate):
    financial, staffing = template.implication_headings.all()
    post, other = PostFactory(title="Head of Human Resources"), PostFactory(title="Head of Legal")
    where = address("template_clearing", template)
    seen = page(client.get(where)).xpath("//input[@name='seen']/@value")[0]
    template.implication_headings.filter(pk=staffing.pk).update(clearing_post=other)
    answers = {f"post_{financial.pk}": financial.clearing_post_id, f"post_{staffing.pk}": post.pk}

    shown = page(client.post(where, answers | {"seen": seen}))
    client.post(where, answers | {"seen": shown.xpath("//input[@name='seen']/@value")[0]})

    assert errors(shown) == [
        "Somebody else changed this since you opened the page. Compare, and save again to keep what you chose."
    ]
    assert [said(each) for each in parts(shown, "govuk-hint")] == ["What stands there now: Head of Legal"]
    assert [said(each) for each in shown.xpath("//main//option[@selected]")] == [
        "Finance Partner",
        "Head of Human Resources",
    ]
    staffing.refresh_from_db()
    assert staffing.clearing_post == post


def test_section_says_what_it_is_drafted_from(client: Any, template: ReportTemplate):
    sent(client, address("template_section_new", template), label="Measures", drafts_from="measures", guidance="")

    assert list(template.sections.values_list("label", "drafts_from")) == [
        ("Progress", "summaries"),
        ("Measures", "measures"),
    ]


def test_sign_off_without_words_of_its_own_is_called_as_the_post(client: Any, template: ReportTemplate):
    post = PostFactory(title="Chief Executive")

    sent(client, address("sign_off_new", template), post=post.pk, label="", guidance="")

    assert str(template.sign_offs.last()) == "Chief Executive"


@pytest.mark.parametrize(
    ("answers", "complaint"),
    [
        ({"step": "other", "working_days_before": "3"}, "Say what has to be done"),
        ({"step": "draft", "working_days_before": ""}, "Enter how many working days before the meeting"),
        ({"step": "draft", "working_days_before": "-1"}, "Days before the meeting cannot be fewer than 0"),
        (
            {"step": "final", "label": "Another final copy", "working_days_before": "8"},
            "“Final copy” is that already. Choose something else.",
        ),
    ],
)
def test_day_of_the_timetable_that_says_too_little_or_twice_is_refused(
    client: Any, template: ReportTemplate, answers: dict[str, str], complaint: str
):
    answer = sent(client, address("step_new", template), **{"label": "", "guidance": "", **answers})

    assert errors(page(answer)) == [complaint]
    assert template.timetable.count() == 1


def test_days_of_the_timetable_stand_in_the_order_in_which_they_come(client: Any, template: ReportTemplate):
    sent(client, address("step_new", template), step="draft", label="", working_days_before="20", guidance="")
    sent(client, address("step_new", template), step="briefing", label="", working_days_before="7", guidance="")

    assert lines(page(client.get(template.get_absolute_url())), "timetable") == [
        "20 days before Draft",
        "7 days before Final copy",
        "7 days before Chair’s briefing",
    ]


@pytest.mark.parametrize(
    ("name", "part", "anchor"),
    [
        ("front_field_move", "front_fields", "front"),
        ("heading_move", "implication_headings", "implications"),
    ],
)
def test_line_is_moved_by_a_press_and_led_back_to(
    client: Any, template: ReportTemplate, name: str, part: str, anchor: str
):
    first, second = getattr(template, part).all()

    answer = client.post(address(name, template, second.pk), {"way": "up"})

    assert answer.url == f"{template.get_absolute_url()}#{anchor}-{second.pk}"
    assert list(getattr(template, part).all()) == [second, first]


def test_whole_template_is_changed(client: Any, template: ReportTemplate):
    post = PostFactory()

    sent(
        client,
        address("template_edit", template),
        name="Report to members",
        implications_heading="",
        page_limit="",
        scheme="wales",
        proper_officer=post.pk,
    )

    template.refresh_from_db()
    assert (template.name, template.page_limit, template.scheme, template.proper_officer) == (
        "Report to members",
        None,
        "wales",
        post,
    )


def test_page_of_a_line_of_a_template_in_use_leads_back_and_says_why(client: Any, template: ReportTemplate):
    ReportTemplate.objects.filter(pk=template.pk).update(state=State.IN_USE)

    answer = client.get(address("heading_new", template), follow=True)

    assert answer.redirect_chain == [(template.get_absolute_url(), 302)]
    assert said(parts(page(answer), "app-banner")[0]) == (
        "There is a problem This template is or was in use, so it stays as it is. Change it in a new version."
    )


def test_what_was_typed_while_the_template_was_taken_into_use_is_shown_again(client: Any, template: ReportTemplate):
    ReportTemplate.objects.filter(pk=template.pk).update(state=State.IN_USE)

    answers = {"label": "Legal", "guidance": "Ask the solicitor.", "clearing_post": ""}
    shown = page(client.post(address("heading_new", template), answers))

    assert said(shown.xpath("//textarea[@name='guidance']")[0]) == "Ask the solicitor."
    assert errors(shown) == ["This template is or was in use, so it stays as it is. Change it in a new version."]
