"""Another organisation says something beneath an action's update: with its name, without a rating, uncounted."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from monitoring.models import Contribution, ReportingPeriod
from monitoring.record import structs
from monitoring.record.counts import tally
from monitoring.record.gather import gather, record_for
from monitoring.services.contributions import (
    ContributionChanged,
    NothingSaid,
    NotTaken,
    contribute,
    withdraw_contribution,
)
from monitoring.services.periods import freeze_period
from priorities.models import Responsibility, StrategicAction
from tests.factories import (
    ActionFactory,
    ContributionFactory,
    ListingFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)
from tests.monitoring.pages import page, parts, said
from tests.policy.catalogue import event_models

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 14, 10, tzinfo=UTC)
TEXT = "Our health visitors joined all seven clinics in August."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def coordinator():
    return UserFactory(name="Megan Price")


@pytest.fixture
def nhs():
    return OrganisationFactory(name="Northmoor NHS")


@pytest.fixture
def nurse(nhs):
    nurse = UserFactory(name="Fiona Castle")
    PostFactory(organisation=nhs, holder=nurse)
    return nurse


@pytest.fixture
def action(coordinator, nhs):
    action = ActionFactory(priority__plan=PlanFactory(coordinator=coordinator), title="Open seven clinics")
    contributing(action, organisation=nhs)
    return action


@pytest.fixture
def period(action):
    return PeriodFactory(plan=action.plan)


def contributing(action, **holder):
    holder = {"post": None, **holder}
    return ResponsibilityFactory(action=action, role=Responsibility.Role.CONTRIBUTOR, primary=False, **holder)


def address(action, organisation):
    return reverse("monitoring:contribution", args=[action.pk, organisation.pk])


def kept():
    return [
        (str(each.organisation), each.text, each.version, str(each.said_by), each.on_behalf_of)
        for each in Contribution.objects.all()
    ]


def test_partner_adds_what_their_organisation_did(client, action, period, nurse, nhs):
    client.force_login(nurse)

    mine = page(client.get(reverse("monitoring:my_actions")))
    [item] = [link for link in parts(mine, "app-todo__link") if link.get("href") == address(action, nhs)]
    assert said(item.xpath("ancestor::li")[0]).endswith("For Northmoor NHS. Optional")

    shown = page(client.get(address(action, nhs)))
    assert said(shown.xpath("//label[@for='id_text']")[0]) == "What has Northmoor NHS done?"
    assert not shown.xpath("//*[@name='on_behalf_of']")

    answer = client.post(address(action, nhs), {"text": f" {TEXT}\n", "version": 0}, follow=True)

    assert "Saved. It is shown beneath the update." in said(page(answer))
    assert kept() == [("Northmoor NHS", TEXT, 1, "Fiona Castle", "")]


def test_part_of_an_organisation_speaks_for_the_whole(client, action, period, nhs):
    health_visitor = UserFactory()
    PostFactory(organisation=OrganisationFactory(parent=nhs), holder=health_visitor)
    client.force_login(health_visitor)

    client.post(address(action, nhs), {"text": TEXT, "version": 0})

    assert [each.text for each in Contribution.objects.all()] == [TEXT]


def test_post_that_contributes_speaks_for_its_organisation(client, period, action):
    police = OrganisationFactory(name="Northmoor Police")
    sergeant = UserFactory()
    contributing(action, post=PostFactory(organisation=police, holder=sergeant))
    client.force_login(sergeant)

    client.post(address(action, police), {"text": TEXT, "version": 0})

    assert [str(each.organisation) for each in Contribution.objects.all()] == ["Northmoor Police"]


def test_organisation_that_the_plan_does_not_name_adds_nothing(client, action, period):
    charity = OrganisationFactory()
    worker = UserFactory()
    PostFactory(organisation=charity, holder=worker)
    client.force_login(worker)

    assert client.post(address(action, charity), {"text": TEXT, "version": 0}).status_code == 403
    assert kept() == []


def test_coordinator_adds_it_for_them_saying_who_told(client, action, period, coordinator, nhs):
    client.force_login(coordinator)

    refused = page(client.post(address(action, nhs), {"text": TEXT, "version": 0}))
    assert [said(link) for link in refused.xpath("//a[@href='#id_on_behalf_of']")] == ["Say who told you, and how"]

    client.post(address(action, nhs), {"text": TEXT, "version": 0, "on_behalf_of": "Fiona Castle, by e-mail"})

    assert kept() == [("Northmoor NHS", TEXT, 1, "Megan Price", "Fiona Castle, by e-mail")]


def test_colleague_who_was_quicker_is_not_overwritten_and_nothing_is_lost(client, action, period, nurse, nhs):
    ContributionFactory(
        action=action, period=period, organisation=nhs, text="Five clinics.", said_by__name="Sam Reed", version=1
    )
    client.force_login(nurse)

    shown = page(client.post(address(action, nhs), {"text": TEXT, "version": 0}))

    assert "Sam Reed saved this: Five clinics." in said(shown)
    assert said(shown.xpath("//textarea[@name='text']")[0]) == TEXT
    [version] = shown.xpath("//input[@name='version']/@value")
    client.post(address(action, nhs), {"text": TEXT, "version": version})
    assert kept() == [("Northmoor NHS", TEXT, 2, "Fiona Castle", "")]


def test_what_was_added_can_be_taken_back(client, action, period, nurse, nhs):
    contribute(action=action, period=period, organisation=nhs, text=TEXT, version=0, by=nurse)
    client.force_login(nurse)

    answer = client.post(address(action, nhs), {"text": TEXT, "version": 1, "withdraw": "1"}, follow=True)

    assert "What your organisation said is taken back." in said(page(answer))
    assert kept() == []
    history = event_models()[Contribution].objects.order_by("pgh_id").values_list("pgh_label", "text")
    assert list(history) == [("insert", TEXT), ("delete", TEXT)]


def test_taking_back_what_a_colleague_changed_meanwhile_is_refused(action, period, nurse, nhs):
    contribute(action=action, period=period, organisation=nhs, text=TEXT, version=0, by=nurse)

    with pytest.raises(ContributionChanged):
        withdraw_contribution(action=action, period=period, organisation=nhs, version=0, by=nurse)
    assert len(kept()) == 1


def test_same_text_twice_changes_nothing(action, period, nurse, nhs):
    about = {"action": action, "period": period, "organisation": nhs, "text": TEXT, "by": nurse}
    contribute(**about, version=0)
    contribute(**about, version=0)
    contribute(**about, version=1)

    assert kept() == [("Northmoor NHS", TEXT, 1, "Fiona Castle", "")]


def test_blank_text_is_refused(action, period, nurse, nhs):
    with pytest.raises(NothingSaid, match="Write what your organisation did"):
        contribute(action=action, period=period, organisation=nhs, text=" ", version=0, by=nurse)


@pytest.mark.parametrize(
    "case",
    [
        ({"stage": StrategicAction.Stage.WITHDRAWN}, "This action was withdrawn from the plan"),
        (
            {"stage": StrategicAction.Stage.COMPLETE, "completed_on": date(2026, 8, 31)},
            "This action was completed on 31 August 2026.",
        ),
    ],
)
def test_action_that_is_not_reported_takes_nothing_and_says_why(client, action, period, nurse, case):
    changed, why = case
    nhs = nurse.holdings.get().post.organisation
    StrategicAction.objects.filter(pk=action.pk).update(**changed)

    with pytest.raises(NotTaken, match=why):
        contribute(action=action, period=period, organisation=nhs, text=TEXT, version=0, by=nurse)
    client.force_login(nurse)
    assert why in said(page(client.get(address(action, nhs))))
    assert address(action, nhs) not in client.get(reverse("monitoring:my_actions")).content.decode()


def test_what_was_typed_while_the_period_froze_stays_on_the_page(client, action, period, nurse, nhs):
    freeze_period(period=period, by=None)
    client.force_login(nurse)

    shown = page(client.post(address(action, nhs), {"text": TEXT, "version": 0}))

    assert "Updates are not being asked for now." in said(shown)
    assert TEXT in said(shown)


def test_contribution_is_in_the_record_and_counts_nothing(action, period, nurse, nhs):
    before = gather(period)
    contribute(action=action, period=period, organisation=nhs, text=TEXT, version=0, by=nurse)

    record = gather(period)

    assert record.actions[0].contributions == (
        structs.Contribution(organisation="Northmoor NHS", text=TEXT, said_by="Fiona Castle", said_for="", said_at=NOW),
    )
    assert tally(record, record.reported_actions) == tally(before, before.reported_actions)
    freeze_period(period=period, by=None)
    assert record_for(ReportingPeriod.objects.get(pk=period.pk)).actions[0].contributions == (
        record.actions[0].contributions
    )


def test_story_shows_it_with_its_name_beneath_the_update(client, action, period, coordinator, nhs):
    UpdateFactory(action=action, period=period, accepted=True, narrative="All seven are open.")
    contribute(
        action=action,
        period=period,
        organisation=nhs,
        text=TEXT,
        version=0,
        by=coordinator,
        on_behalf_of="Fiona Castle, by e-mail",
    )
    client.force_login(coordinator)

    shown = page(client.get(reverse("monitoring:action_story", args=[period.pk, action.pk])))

    [added] = parts(shown, "app-contribution")
    assert said(added) == (
        f"Northmoor NHS adds {TEXT} Reported by Megan Price on 14 October 2026, on behalf of Fiona Castle, by e-mail."
    )
    words = said(shown)
    assert words.index("All seven are open.") < words.index(TEXT)


def test_action_listed_in_another_plan_brings_what_was_added_at_home(action, period, nurse, nhs):
    other = PlanFactory()
    ListingFactory(action=action, priority=PriorityFactory(plan=other))
    there = PeriodFactory(plan=other, starts_on=period.starts_on, ends_on=period.ends_on)
    contribute(action=action, period=period, organisation=nhs, text=TEXT, version=0, by=nurse)

    [listed] = gather(there).actions

    assert [each.text for each in listed.contributions] == [TEXT]


def test_reviewer_and_lead_read_it_beside_the_update(client, action, period, coordinator, nhs):
    update = UpdateFactory(action=action, period=period)
    contribute(action=action, period=period, organisation=nhs, text=TEXT, version=0, by=UserFactory())
    client.force_login(coordinator)

    for name, key in (("update_review", update.pk), ("update_action", action.pk), ("action_updates", action.pk)):
        words = said(page(client.get(reverse(f"monitoring:{name}", args=[key]))))
        assert f"Northmoor NHS adds {TEXT}" in words, name
