"""The same rows, fetched the way any Django view fetches rows, in a bare table.

What a page of ours costs beyond this is the price of what it says about the rows.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Template
from django.utils import timezone

from indicators.models import Indicator
from monitoring.models import ProgressUpdate, ReportingPeriod
from partnership.models import PostHolding
from partnership.requests import SignedInRequest
from priorities.models import Responsibility, StrategicAction

# The dashboard shows a period and the five before it.
SHOWN = 6

DASHBOARD = """<!doctype html><title>Actions</title><table>
{% for action in actions %}<tr>
<td>{{ action.priority.ref }} {{ action.priority.title }}</td>
<td>{{ action.commitment.ref }} {{ action.commitment.title }}</td>
<td>{{ action.ref }}</td><td>{{ action.title }}</td><td>{{ action.due|default:"" }}</td>
<td>{% for change in action.date_changes.all %}{{ change.agreed_on }} {{ change.due }} {{ change.reason }}
{% endfor %}</td>
<td>{% for step in action.milestones.all %}{{ step.title }} {{ step.done_on|default:"" }} {% endfor %}</td>
<td>{% for each in action.responsibilities.all %}{{ each.post.title }}, {{ each.post.organisation.name }}
{% for holding in each.post.held_now %}{{ holding.user.name }} {% endfor %}{% endfor %}</td>
{% for update in action.shown %}<td>{{ update.period.label }} {{ update.agreed_level.label }}</td>{% endfor %}
<td>{{ action.shown.0.narrative }} {{ action.shown.0.recovery }}</td>
</tr>{% endfor %}</table>"""

MY_ACTIONS = """<!doctype html><title>Actions</title><table>
{% for action in actions %}<tr>
<td>{{ action.priority.plan.title }}</td><td>{{ action.ref }}</td><td>{{ action.title }}</td>
<td>{{ action.due|default:"" }}</td>
{% for update in action.shown %}<td>{{ update.period.label }} {{ update.proposed_level.label }} {{ update.state }}</td>
{% endfor %}</tr>{% endfor %}</table>"""


MEASURES = """<!doctype html><title>Measures</title><table>
{% for measure in measures %}<tr>
<td>{{ measure.priority.ref }} {{ measure.priority.title }}</td><td>{{ measure.code }}</td><td>{{ measure.title }}</td>
<td>{{ measure.lead_post.title }}, {{ measure.lead_post.organisation.name }}</td>
{% for figure in measure.figures.all %}<td>{{ figure.period_label }} {{ figure.value }}</td>{% endfor %}
{% for target in measure.targets.all %}<td>{{ target.period_label }} {{ target.value }}</td>{% endfor %}
{% for other in measure.comparators.all %}<td>{{ other.name }} {{ other.period_label }} {{ other.value }}</td>
{% endfor %}</tr>{% endfor %}</table>"""


@login_required
def dashboard(request: SignedInRequest, period_pk: int) -> HttpResponse:
    today = timezone.localdate()
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.user, on=today), pk=period_pk)
    held_now = Prefetch(
        "post__holdings",
        PostHolding.objects.current(on=today).select_related("user"),
        to_attr="held_now",
    )
    actions = (
        StrategicAction.objects.filter(priority__plan=period.plan_id)
        .select_related("priority", "commitment")
        .prefetch_related(
            "milestones",
            "date_changes",
            Prefetch(
                "responsibilities",
                Responsibility.objects.select_related("post__organisation").prefetch_related(held_now),
            ),
            Prefetch("updates", _updates(period), to_attr="shown"),
        )
    )
    return HttpResponse(Template(DASHBOARD).render(Context({"actions": actions})))


@login_required
def my_actions(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    shown = ProgressUpdate.objects.select_related("period", "proposed_level").order_by("-period__ordinal")
    under_way = ReportingPeriod.objects.filter(state=ReportingPeriod.State.OPEN).order_by("-ordinal").first()
    if under_way is not None:
        shown = shown.filter(period__ordinal__gte=under_way.ordinal - 1)
    actions = (
        StrategicAction.objects.led_by(request.user, on=today)
        .select_related("priority__plan")
        .prefetch_related("date_changes", Prefetch("updates", shown, to_attr="shown"))
    )
    return HttpResponse(Template(MY_ACTIONS).render(Context({"actions": actions})))


@login_required
def measures(request: SignedInRequest, period_pk: int) -> HttpResponse:
    """Every figure, target and comparison of the plan's measures."""
    period = get_object_or_404(ReportingPeriod.objects.visible_to(request.user, on=timezone.localdate()), pk=period_pk)
    found = (
        Indicator.objects.filter(plan=period.plan_id)
        .select_related("priority", "lead_post__organisation")
        .prefetch_related("figures", "targets", "comparators")
    )
    return HttpResponse(Template(MEASURES).render(Context({"measures": found})))


def _updates(period: ReportingPeriod) -> QuerySet[ProgressUpdate]:
    return (
        ProgressUpdate.objects.filter(period__ordinal__range=(period.ordinal - SHOWN + 1, period.ordinal))
        .select_related("period", "agreed_level", "proposed_level", "submitted_by")
        .order_by("-period__ordinal")
    )
