"""The menu and the footer of every page. Composed here, because only here every address is known."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator
from monitoring.models import ReportingPeriod
from partnership.models import User
from plans.models import Plan
from reports.owed import Owed, owed
from reports.permissions import can_request_report


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the menu or footer; `is_page` if it is the very page that is shown, `is_current` if its part."""

    label: str | Promise
    address: str
    is_current: bool = False
    is_page: bool = False


# Label, address, and the pages that belong to it in the menu.
MENU = (
    (
        _("My actions"),
        "monitoring:my_actions",
        {
            "monitoring:update_action",
            "monitoring:unchanged",
            "monitoring:update_many",
            "monitoring:confirm_many",
            "monitoring:action_updates",
            "monitoring:question_answer",
            "monitoring:contribution",
            "monitoring:date_ask",
            "monitoring:date_request",
            "monitoring:date_requests",
        },
    ),
    (
        _("Dashboard"),
        "to_dashboard",
        {
            "monitoring:dashboard",
            "monitoring:movement",
            "monitoring:news",
            "monitoring:news_back",
            "monitoring:priority_story",
            "monitoring:action_story",
            "monitoring:measure_story",
        },
    ),
    (
        _("Plans"),
        "priorities:plan_list",
        {
            "priorities:plan_detail",
            "indicators:measure_list",
            "indicators:measure_new",
            "indicators:measure_settings",
            "indicators:measure",
            "indicators:measure_edit",
            "indicators:measure_words",
            "indicators:measure_timing",
            "indicators:measure_disclosure",
            "indicators:measure_baseline",
            "indicators:dimension_new",
            "indicators:dimension_edit",
            "indicators:break_new",
            "indicators:break_edit",
            "indicators:target_list",
            "indicators:target_new",
            "indicators:target_edit",
            "indicators:comparator_list",
            "indicators:comparator_new",
            "indicators:comparator_edit",
            "indicators:group_list",
            "indicators:group_new",
            "indicators:group",
            "indicators:group_edit",
            "indicators:member_new",
            "indicators:member_edit",
            "indicators:plan_rules",
            "indicators:plan_rule_new",
            "indicators:rule_edit",
            "indicators:measure_rule_new",
            "monitoring:refresh_begin",
            "monitoring:refresh",
            "monitoring:refresh_part",
            "monitoring:refresh_approve",
        },
    ),
    (
        _("Periods"),
        "to_periods",
        {
            "monitoring:period_list",
            "monitoring:period_new",
            "monitoring:period_detail",
            "monitoring:board",
            "monitoring:board_list",
            "monitoring:period_edit",
            "monitoring:corrections",
            "monitoring:correct_choose",
            "monitoring:correct",
            "monitoring:redactions",
            "monitoring:redaction",
            "monitoring:meeting_new",
            "monitoring:meeting_edit",
            "monitoring:plan_settings",
            "monitoring:period_paper",
            "monitoring:period_open",
            "monitoring:period_close",
            "monitoring:period_back",
            "monitoring:period_freeze",
            "monitoring:period_publish",
            "monitoring:period_updates",
            "monitoring:kept_drafts",
            "monitoring:update_review",
            "monitoring:prompts",
            "monitoring:reminders",
            "monitoring:action_reopen",
        },
    ),
    (
        _("Reports"),
        "reports:report_list",
        {
            "reports:report_detail",
            "reports:report_progress",
            "reports:report_ask",
            "reports:template_list",
            "reports:template_new",
            "reports:template_detail",
            "reports:template_preview",
            "reports:template_edit",
            "reports:template_remove",
            "reports:template_clearing",
            "reports:front_field_new",
            "reports:front_field_edit",
            "reports:heading_new",
            "reports:heading_edit",
            "reports:template_section_new",
            "reports:template_section_edit",
            "reports:sign_off_new",
            "reports:sign_off_edit",
            "reports:step_new",
            "reports:step_edit",
            "reports:committee_report",
            "reports:written_preview",
            "reports:written_ask",
            "reports:written_clear",
            "reports:written_words",
            "reports:written_late",
            "reports:written_exempt",
            "reports:written_final",
            "reports:written_publish",
            "reports:written_withdraw",
            "reports:written_correct",
            "reports:written_new",
            "reports:writing",
            "reports:writing_front",
            "reports:writing_summary",
            "reports:writing_implication",
            "reports:recommendation_new",
            "reports:recommendation_edit",
            "reports:report_section_new",
            "reports:report_section_edit",
            "reports:report_section_draft",
            "reports:report_section_remove",
            "reports:paragraph_new",
            "reports:paragraph_edit",
            "reports:paragraph_place",
            "reports:paragraph_remove",
            "reports:paragraph_source",
            "reports:paragraph_withhold",
            "reports:appendix_new",
            "reports:appendix_edit",
            "reports:appendix_withhold",
            "reports:background_new",
            "reports:background_edit",
        },
    ),
)
# What each plan has besides its own page, in the apps above that page.
PLAN_PAGES = (
    (_("Dashboard"), "monitoring:latest_dashboard"),
    (_("What changed"), "monitoring:movement"),
    (_("Measures"), "indicators:measure_list"),
    (_("Reporting periods"), "monitoring:period_list"),
)
FOOTER = (
    (_("Help"), "help"),
    (_("Accessibility statement"), "accessibility"),
    (_("Privacy"), "privacy"),
    (_("Open data"), "monitoring:open_data"),
    (_("Published reports"), "reports:paper_list"),
)


def menu(request: HttpRequest) -> list[Entry]:
    """What a signed-in person can go to from anywhere; nothing for others."""
    if not request.user.is_authenticated:
        return []
    shown = request.resolver_match.view_name if request.resolver_match else ""
    return [
        Entry(label, reverse(name), is_current=shown == name or shown in others, is_page=shown == name)
        for label, name, others in MENU
    ]


class PlanPages:
    """The pages of each plan: see plans/templatetags/plan_pages.py."""

    def of(self, plan: Plan) -> list[Entry]:
        own_words = {"indicators:measure_list": plan.level_labels.measure.many}
        return [Entry(own_words.get(name, label), reverse(name, args=[plan.slug])) for label, name in PLAN_PAGES]


class MeasurePages:
    """What the apps above indicators show of a measure: see indicators/templatetags/measure_pages.py."""

    def of(self, measure: Indicator) -> list[Entry]:
        return [Entry(_("Its results"), reverse("monitoring:measure_latest", args=[measure.pk]))]


@dataclass(frozen=True, slots=True)
class PeriodPages:
    """What the apps above monitoring do with a period: see monitoring/templatetags/period_pages.py."""

    request: HttpRequest

    def report_asked_at(self, period: ReportingPeriod) -> Entry | None:
        """Where this person asks for a report of the period, by a press; None where they may not."""
        user = self.request.user
        if not isinstance(user, User) or not can_request_report(user, period.plan):
            return None
        return Entry(_("Make a report"), reverse("reports:report_request", args=[period.pk]))


class OwnWork:
    """What the apps above monitoring wait for from the person who asks, for My actions."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def in_reports(self) -> list[Owed]:
        """Clearances, sign-offs and decisions about reports for meetings."""
        user = self.request.user
        return owed(user, today=timezone.localdate()) if isinstance(user, User) else []


def footer() -> list[Entry]:
    return [Entry(label, reverse(name)) for label, name in FOOTER]
