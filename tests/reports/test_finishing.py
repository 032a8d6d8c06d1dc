"""A report becomes final, is published, corrected and withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.services.definitions import ChangedMeanwhile
from monitoring.models import ProgressUpdate
from monitoring.record import canonical
from partnership.models import Membership, User
from partnership.refusals import Refused, refusing
from plans.ratings import Meaning
from reports.content import Gap, Late, decode
from reports.models import (
    Appendix,
    CommitteeReport,
    Exemption,
    Implication,
    MonitoringReport,
    Paragraph,
    ReportMove,
    TemplateSection,
)
from reports.owed import owed
from reports.readiness import Kind
from reports.readiness import State as Asked
from reports.services.finishing import (
    AlreadyDecided,
    NotForYou,
    NotReady,
    ReasonMissing,
    TooLate,
    WrongState,
    correct,
    decide_exemption,
    make_final,
    open_to_public,
    publish,
    seen_parts,
    take_as_late,
    withdraw,
)
from reports.services.issuing import NothingToReport, issue_written
from reports.services.writing import draft_section
from tests.factories import AppendixFactory, ExemptionFactory, ParagraphFactory, PostFactory, UserFactory, level
from tests.monitoring.pages import page, parts, said
from tests.reports.conftest import Told
from tests.reports.laid import EARLY, LATER, TOO_LATE, Laid, lay
from tests.reports.written import sitting

pytestmark = pytest.mark.django_db

State = CommitteeReport.State


@pytest.fixture
def laid(told: Told) -> Laid:
    return lay(told)


@pytest.fixture
def cleared(laid: Laid) -> Laid:
    laid.clear()
    return laid


def finish(laid: Laid, **kwargs: object) -> CommitteeReport:
    said = {"report": laid.now, "revision": laid.now.revision, "by": laid.clerk, "at": LATER} | kwargs
    return make_final(**said)  # type: ignore[arg-type]


# --- Final -----------------------------------------------------------------------------------------


def test_make_final_of_a_cleared_report_keeps_what_it_says_and_asks_for_its_files(cleared):
    finish(cleared)

    report = cleared.now
    assert report.state == State.FINAL
    assert report.final_at == LATER
    content = decode(bytes(report.content))
    assert (content.state, content.final_on, content.gaps) == ("final", LATER.date(), ())
    assert [each.cleared and each.cleared.person for each in content.implications] == ["Lee Law", None]
    assert decode(bytes(report.public_content)).edition == "public"
    assert canonical.checksum(bytes(report.content)) == report.content_sha256
    assert canonical.checksum(bytes(report.record)) == report.record_sha256
    assert report.record_version == 1
    assert list(MonitoringReport.objects.values_list("written", "audience", "provisional")) == [
        (report.pk, "public", False)
    ]


def test_make_final_of_what_is_not_cleared_is_refused(laid):
    with pytest.raises(NotReady, match="“Legal” was not cleared by the Head of legal"):
        finish(laid)

    assert laid.now.state == State.DRAFT
    assert list(ReportMove.objects.all()) == []


def test_make_final_past_a_gap_by_the_clerk_is_refused(laid):
    with pytest.raises(NotForYou):
        finish(laid, despite="The solicitor is away.")


def test_make_final_past_a_gap_by_a_chief_officer_prints_what_why_and_who(laid):
    finish(laid, despite="The solicitor is away.", by=laid.director)

    missing = (
        "“Legal” was not cleared by the Head of legal. The Director of children’s services did not sign off the report."
    )
    content = decode(bytes(laid.now.content))
    assert content.gaps == (
        Gap(
            gap=missing,
            reason="The solicitor is away.",
            by="Director of children’s services",
            on=LATER.date(),
            person="Dee Director",
        ),
    )
    move = ReportMove.objects.get(to_state=State.FINAL)
    assert (move.gap, move.reason, move.by) == (missing, "The solicitor is away.", laid.director)


def test_make_final_past_an_outdated_clearance_does_not_print_it_as_cleared(cleared):
    Implication.objects.filter(heading=cleared.legal).update(text="Other words.")

    finish(cleared, despite="It was only a comma.", by=cleared.director)

    content = decode(bytes(cleared.now.content))
    assert [each.cleared for each in content.implications] == [None, None]
    assert [each.person for each in content.sign_offs] == [""]
    assert "changed after the Head of legal cleared it" in content.gaps[0].gap


def test_make_final_of_a_text_that_somebody_changed_meanwhile_is_refused(cleared):
    with pytest.raises(NotReady, match="Somebody has changed the report"):
        finish(cleared, revision=0)


def test_make_final_with_words_that_may_point_at_a_child_is_refused_whatever_the_reason(laid):
    Paragraph.objects.filter(section__report=laid.report).first().delete()
    ParagraphFactory(section=laid.report.sections.get(), text="Two children in Elm Street were moved.")

    with pytest.raises(NotReady, match="may point at a child"):
        finish(laid, despite="It has to go out.", by=laid.director)


def test_make_final_of_a_final_report_is_refused(cleared):
    finish(cleared)

    with pytest.raises(Refused, match="so nothing in it can change"):
        finish(cleared)


def test_final_report_cannot_be_changed_in_the_database(cleared):
    finish(cleared)
    report = cleared.now
    report.subject = "Another"

    with pytest.raises(Refused, match="This report is final"), refusing():
        report.save()


# --- Silence about what is a concern ---------------------------------------------------------------


@pytest.fixture
def silent(told: Told) -> Laid:
    """Of a period whose figures are fixed, in which nothing was said about an action that is a concern."""
    at_risk = level(told.plan.action_scale, Meaning.AT_RISK)
    ProgressUpdate.objects.filter(action__ref="1.1").update(
        proposed_level=at_risk, agreed_level=at_risk, narrative="", unchanged=True
    )
    return lay(told)


def _missing(laid: Laid, reader: User) -> list[tuple[str, str, str]]:
    items = laid.standing(reader).items
    return [(each.what, each.todo, each.whose.name) for each in items if each.kind == Kind.NARRATIVE]


def test_silence_about_a_concern_of_a_fixed_period_is_for_the_writer_to_end(silent):
    what = "Nothing is said about “1.1 Open drop-in support in school 1”, which is a concern."
    todo = "Say what has happened in the paragraph about it, or write one that names it."

    assert _missing(silent, silent.clerk) == [(what, todo, "MINE")]
    assert _missing(silent, silent.director) == [(what, todo, "OTHERS")]

    section = silent.report.sections.get()
    ParagraphFactory(section=section, text="**Open drop-in  support**\nin school 1: the builder is back.")

    assert _missing(silent, silent.clerk) == []


def test_silence_about_a_concern_is_not_ended_by_what_was_drafted(silent):
    section = silent.report.sections.get()
    drafted, _other = draft_section(section=section, drafts_from=TemplateSection.Drafts.UPDATES, by=silent.clerk)

    assert drafted.text.endswith("Nothing has changed since the period before.")
    [item] = [each for each in silent.standing(silent.clerk).items if each.kind == Kind.NARRATIVE]
    assert item.address == f"{reverse('reports:writing', args=[silent.report.pk])}#{drafted.anchor}"

    drafted.text += " The builder is back."
    drafted.save()

    assert _missing(silent, silent.clerk) == []


# --- Late ------------------------------------------------------------------------------------------


def test_make_final_of_a_late_item_without_its_reasons_is_refused(cleared):
    with pytest.raises(NotReady, match="this is a late item"):
        finish(cleared, at=TOO_LATE, despite="Never mind.", by=cleared.director)


def test_make_final_of_a_late_item_prints_why_it_is_taken(cleared):
    said: dict[str, Any] = {
        "late_because": "The figures came on 10 November.",
        "urgent_because": "The grant ends in December.",
        "urgent_agreed_by": "Councillor May, chair",
    }
    take_as_late(report=cleared.report, by=cleared.clerk, **said)

    finish(cleared, at=TOO_LATE)

    assert decode(bytes(cleared.now.content)).late == Late(
        because=said["late_because"], urgent_because=said["urgent_because"], agreed_by=said["urgent_agreed_by"]
    )


def test_take_as_late_with_half_of_the_reasons_is_refused(laid):
    with pytest.raises(ReasonMissing):
        take_as_late(report=laid.report, late_because="Figures.", urgent_because="", urgent_agreed_by="", by=laid.clerk)


def test_publish_of_a_report_that_became_late_after_it_was_final_is_refused(cleared):
    finish(cleared)

    with pytest.raises(TooLate, match="begin a correction"):
        publish(report=cleared.now, by=cleared.clerk, at=TOO_LATE)


def _go_out(laid: Laid) -> None:
    laid.ask(at=LATER)
    laid.give(laid.sign_off, by=laid.director, at=LATER)
    finish(laid)
    publish(report=laid.now, by=laid.clerk, at=LATER)


def _corrected(laid: Laid, at: datetime) -> Laid:
    return Laid(**{**vars(laid), "report": correct(report=laid.now, note="The hubs.", by=laid.clerk, at=at)})


def test_correction_of_what_went_out_in_time_is_no_late_item(cleared):
    finish(cleared)
    publish(report=cleared.now, by=cleared.clerk, at=LATER)
    new = _corrected(cleared, TOO_LATE)

    assert [each.kind for each in new.standing(at=TOO_LATE).items] == [Kind.SIGN_OFF]

    new.ask(at=TOO_LATE)
    new.give(new.sign_off, by=new.director, at=TOO_LATE)
    finish(new, at=TOO_LATE)
    publish(report=new.now, by=new.clerk, at=TOO_LATE)

    assert (cleared.now.state, new.now.state) == (State.SUPERSEDED, State.PUBLISHED)


def test_correction_of_what_did_not_go_out_in_time_says_why_it_is_late(cleared):
    finish(cleared)
    new = _corrected(cleared, TOO_LATE)

    assert [each.kind for each in new.standing(at=TOO_LATE).items] == [Kind.LATE, Kind.SIGN_OFF]

    why: dict[str, Any] = {
        "late_because": "Figures.",
        "urgent_because": "The grant ends.",
        "urgent_agreed_by": "Councillor May",
    }
    take_as_late(report=new.report, by=new.clerk, **why)
    new.ask(at=TOO_LATE)
    new.give(new.sign_off, by=new.director, at=TOO_LATE)
    finish(new, at=TOO_LATE)
    publish(report=new.now, by=new.clerk, at=TOO_LATE)

    assert (cleared.now.state, new.now.state) == (State.SUPERSEDED, State.PUBLISHED)


def test_publish_late_before_a_body_that_no_law_binds_is_allowed(told):
    laid = lay(told, is_bound=False)
    laid.clear()
    finish(laid)

    publish(report=laid.now, by=laid.clerk, at=TOO_LATE)

    assert laid.now.published_at == TOO_LATE


# --- Published, corrected, withdrawn ---------------------------------------------------------------


def test_publish_of_a_draft_is_refused(laid):
    with pytest.raises(WrongState, match="Only a final report is published"):
        publish(report=laid.now, by=laid.clerk, at=LATER)


def test_correct_of_a_published_report_copies_everything_into_a_new_version(cleared):
    finish(cleared)
    publish(report=cleared.now, by=cleared.clerk, at=LATER)

    new = correct(report=cleared.now, note="The number of hubs.", by=cleared.clerk, at=LATER)

    former = cleared.now
    assert (new.version, new.corrects, new.state, new.correction_note) == (
        2,
        former,
        State.DRAFT,
        "The number of hubs.",
    )
    paragraphs = Paragraph.objects.order_by("section", "position")
    assert list(paragraphs.filter(section__report=new).values_list("anchor", "text")) == list(
        paragraphs.filter(section__report=former).values_list("anchor", "text")
    )
    again = Laid(**{**vars(cleared), "report": new}).standing()
    # An implication whose words are the same stays cleared; the whole is not the same.
    assert [each.state for each in again.lines] == [Asked.GIVEN, Asked.OUTDATED]
    assert former.state == State.PUBLISHED


def test_correct_again_gives_back_the_first_and_for_another_reason_is_refused(cleared):
    finish(cleared)
    first = correct(report=cleared.now, note="The number of hubs.", by=cleared.clerk, at=LATER)

    assert correct(report=cleared.now, note="The number of hubs. ", by=cleared.clerk, at=LATER) == first
    with pytest.raises(Refused, match=r"A correction has already been begun: version 2\. Put it right there\."):
        correct(report=cleared.now, note="The price.", by=cleared.clerk, at=LATER)


def test_correct_of_a_version_whose_successor_was_withdrawn_begins_with_what_it_says(cleared):
    finish(cleared)
    second = _corrected(cleared, LATER)
    _go_out(second)
    with pytest.raises(Refused, match="A correction has already been begun: version 2"):
        correct(report=cleared.now, note="The price.", by=cleared.clerk, at=LATER)
    withdraw(report=second.now, reason="It names a school.", by=second.clerk, at=LATER)

    third = correct(report=cleared.now, note="The price.", by=cleared.clerk, at=LATER)

    assert (third.version, third.corrects, third.summary) == (3, cleared.now, cleared.now.summary)
    assert cleared.now.state == State.SUPERSEDED


def test_pages_of_withdrawn_versions_lead_to_the_next_correction(cleared, client):
    finish(cleared)
    second = _corrected(cleared, LATER)
    client.force_login(cleared.clerk)
    begun = client.get(reverse("reports:written_correct", args=[cleared.now.pk]), follow=True)
    _go_out(second)
    withdraw(report=second.now, reason="It names a school.", by=second.clerk, at=LATER)

    again = reverse("reports:written_correct", args=[cleared.now.pk])
    for report, title in (
        (second.now, "It was withdrawn"),
        (cleared.now, "The version that took its place was withdrawn"),
    ):
        shown = page(client.get(report.get_absolute_url()))
        [next_step] = parts(shown, "app-next")
        assert said(next_step) == (
            f"{title} If the paper is still needed, correct version 1 once more: the new one begins with what it says. "
            "Correct version 1"
        )
        assert next_step.xpath(".//a/@href") == [again]
    assert client.get(again).status_code == 200
    assert begun.redirect_chain == [(second.now.get_absolute_url(), 302)]
    assert "A correction has been begun already: this is it." in begun.content.decode()


def test_version_that_stands_is_found_past_one_that_was_withdrawn(cleared, client):
    finish(cleared)
    publish(report=cleared.now, by=cleared.clerk, at=LATER)
    second = _corrected(cleared, LATER)
    _go_out(second)
    third = _corrected(second, LATER)
    _go_out(third)
    withdraw(report=second.now, reason="It names a school.", by=second.clerk, at=LATER)
    client.force_login(cleared.clerk)
    home = page(client.get(cleared.now.get_absolute_url()))

    assert (cleared.now.correction(), second.now.correction()) == (third.now, third.now)
    assert parts(home, "app-next") == []
    assert third.now.get_absolute_url() in home.xpath("//*[contains(@class, 'app-notice')]//a/@href")
    with pytest.raises(WrongState, match="A correction has already been begun: version 3"):
        correct(report=cleared.now, note="The price.", by=cleared.clerk, at=LATER)


def test_version_begun_once_all_later_ones_were_withdrawn_has_a_number_of_its_own(cleared, client):
    finish(cleared)
    publish(report=cleared.now, by=cleared.clerk, at=LATER)
    second = _corrected(cleared, LATER)
    _go_out(second)
    third = _corrected(second, LATER)
    for each in (third, second):
        withdraw(report=each.now, reason="It names a school.", by=each.clerk, at=LATER)
    client.force_login(cleared.clerk)
    home = page(client.get(third.now.get_absolute_url()))

    assert parts(home, "app-next")[0].xpath(".//a/@href") == [reverse("reports:written_correct", args=[cleared.now.pk])]
    assert _corrected(cleared, LATER).now.version == 4


def test_page_of_a_corrected_report_leads_to_the_new_version_only_whoever_may_read_it(cleared, client):
    finish(cleared)
    second = _corrected(cleared, LATER)
    member = sitting(cleared.body, Membership.Role.MEMBER)

    def leads_to(reader: User) -> list[str]:
        client.force_login(reader)
        shown = page(client.get(cleared.now.get_absolute_url()))
        return [str(each) for notice in parts(shown, "app-notice") for each in notice.xpath(".//a/@href")]

    address = second.now.get_absolute_url()
    assert (leads_to(cleared.clerk), leads_to(member)) == ([address], [])
    assert client.get(address).status_code == 404
    _go_out(second)
    assert (leads_to(cleared.clerk), leads_to(member)) == ([address], [address])


def test_page_of_a_withdrawn_report_that_nothing_came_before_leads_to_a_new_one(cleared, client):
    finish(cleared)
    withdraw(report=cleared.now, reason="It is about another year.", by=cleared.clerk, at=LATER)
    client.force_login(cleared.clerk)

    shown = page(client.get(cleared.now.get_absolute_url()))
    [next_step] = parts(shown, "app-next")

    assert said(next_step) == (
        "It was withdrawn If the body still needs a report, begin a new one from the reporting period. Begin a report"
    )
    assert next_step.xpath(".//a/@href") == [reverse("reports:written_new")]
    # Nothing of it is late.
    assert parts(shown, "app-report-days") == []


def test_correct_again_after_a_correction_was_withdrawn_has_a_number_of_its_own(cleared):
    finish(cleared)
    withdraw(report=_corrected(cleared, LATER).now, reason="Not needed.", by=cleared.clerk, at=LATER)

    assert _corrected(cleared, LATER).now.version == 3


def test_correct_asks_nobody_for_what_was_not_answered_before(laid):
    laid.ask()
    laid.give(laid.sign_off, by=laid.director)
    finish(laid, despite="The solicitor is away.", by=laid.director)

    new = _corrected(laid, TOO_LATE)

    assert [each.state for each in new.standing(at=TOO_LATE).lines] == [Asked.NOT_ASKED, Asked.OUTDATED]
    assert owed(laid.solicitor, today=TOO_LATE.date()) == []


def test_correct_of_exempt_parts_has_them_decided_anew(laid):
    exemption = ExemptionFactory(report=laid.report, decided_at=EARLY, decided_by=laid.director)
    AppendixFactory(report=laid.report, exemption=exemption)
    laid.clear()
    finish(laid)

    new = correct(report=laid.now, note="The price.", by=laid.clerk, at=LATER)

    copied = Exemption.objects.get(report=new)
    assert (copied.decided_at, copied.public_interest) == (None, exemption.public_interest)
    assert Appendix.objects.get(report=new).exemption == copied


def test_publish_of_a_correction_supersedes_the_former_and_says_what_it_corrects(cleared):
    finish(cleared)
    publish(report=cleared.now, by=cleared.clerk, at=LATER)
    new = Laid(**{**vars(cleared), "report": correct(report=cleared.now, note="The hubs.", by=cleared.clerk, at=LATER)})
    new.ask()
    new.give(new.sign_off, by=new.director)
    finish(new)

    publish(report=new.now, by=new.clerk, at=LATER)

    assert (cleared.now.state, new.now.state) == (State.SUPERSEDED, State.PUBLISHED)
    content = decode(bytes(new.now.content or b""))
    assert (content.version, content.corrects, content.correction_note) == (2, 1, "The hubs.")


def test_withdraw_needs_a_reason_and_keeps_what_was_said(cleared):
    finish(cleared)
    with pytest.raises(ReasonMissing):
        withdraw(report=cleared.now, reason=" ", by=cleared.clerk, at=LATER)

    withdraw(report=cleared.now, reason="The meeting was called off.", by=cleared.clerk, at=LATER)

    assert cleared.now.state == State.WITHDRAWN
    assert cleared.now.content is not None
    with pytest.raises(WrongState):
        withdraw(report=cleared.now, reason="Again.", by=cleared.clerk, at=LATER)


@pytest.mark.parametrize("is_final", [False, True])
def test_files_of_a_withdrawn_report_are_asked_for_by_nobody(cleared, is_final):
    if is_final:
        finish(cleared)
    withdraw(report=cleared.now, reason="The meeting was called off.", by=cleared.clerk, at=LATER)
    before = MonitoringReport.objects.count()

    with pytest.raises(NothingToReport, match="withdrawn"):
        issue_written(report=cleared.now, by=cleared.clerk)

    assert MonitoringReport.objects.count() == before


# --- Exempt parts ----------------------------------------------------------------------------------


def test_make_final_with_an_exempt_part_that_nobody_decided_is_refused(laid):
    ExemptionFactory(report=laid.report, description="The price")
    laid.clear()

    with pytest.raises(NotReady, match="It is not decided whether “The price” is kept from the public"):
        finish(laid, despite="Never mind.", by=laid.director)


def test_decide_exemption_twice_is_refused(laid):
    exemption = ExemptionFactory(report=laid.report)
    decide_exemption(exemption=exemption, seen=seen_parts(exemption), by=laid.director, at=LATER)

    with pytest.raises(AlreadyDecided):
        decide_exemption(exemption=exemption, seen=seen_parts(exemption), by=laid.director, at=LATER)


def _withhold_more(exemption: Exemption) -> None:
    AppendixFactory(report=exemption.report, exemption=exemption)


def _change_ground(exemption: Exemption) -> None:
    Exemption.objects.filter(pk=exemption.pk).update(paragraph="7")


@pytest.mark.parametrize("meanwhile", [_withhold_more, _change_ground])
def test_decide_exemption_of_more_than_was_read_is_refused(laid, meanwhile):
    exemption = ExemptionFactory(report=laid.report)
    seen = seen_parts(exemption)
    meanwhile(exemption)

    with pytest.raises(ChangedMeanwhile, match="Read it again, then decide"):
        decide_exemption(exemption=exemption, seen=seen, by=laid.director, at=LATER)


@pytest.mark.parametrize("decided", [{}, {"decided_at": EARLY}])
def test_open_to_public_of_a_part_leaves_its_words_and_no_exemption(laid, decided):
    exemption = ExemptionFactory(report=laid.report, **decided)
    paragraph = ParagraphFactory(section=laid.report.sections.get(), exemption=exemption)

    open_to_public(exemption=exemption, seen=seen_parts(exemption), by=laid.director)

    paragraph.refresh_from_db()
    assert (paragraph.exemption, Exemption.objects.count()) == (None, 0)


def test_open_to_public_of_a_cleared_report_has_it_signed_off_and_read_again(laid):
    exemption = ExemptionFactory(report=laid.report, decided_at=EARLY, decided_by=laid.director)
    ParagraphFactory(section=laid.report.sections.get(), exemption=exemption)
    laid.clear()
    revision = laid.now.revision

    open_to_public(exemption=exemption, seen=seen_parts(exemption), by=laid.director)

    assert [each.state for each in laid.standing().lines] == [Asked.GIVEN, Asked.OUTDATED]
    assert laid.now.state == State.IN_CLEARANCE
    with pytest.raises(NotReady, match="Somebody has changed the report"):
        finish(laid, revision=revision)


def test_exemption_is_decided_by_the_proper_officer_alone(told):
    officer = UserFactory()
    laid = lay(told, officer=PostFactory(title="Monitoring officer", holder=officer))
    ExemptionFactory(report=laid.report, description="The price")

    said = {
        person: [each.whose.name for each in laid.standing(person).items if each.kind == Kind.EXEMPTION]
        for person in (officer, laid.clerk, laid.told.coordinator)
    }

    assert list(said.values()) == [["ONLY_MINE"], ["OTHERS"], ["OTHERS"]]


def test_page_of_the_officer_opens_a_part_they_had_kept_back_and_pressed_twice_says_so(told):
    officer = UserFactory()
    laid = lay(told, officer=PostFactory(title="Monitoring officer", holder=officer))
    exemption = ExemptionFactory(report=laid.report, decided_at=EARLY, decided_by=officer)
    ParagraphFactory(section=laid.report.sections.get(), exemption=exemption)
    client = Client()
    client.force_login(officer)
    address = reverse("reports:written_exempt", args=[laid.report.pk, exemption.pk])
    shown = client.get(address)
    posted = {"decision": "open", "seen": shown.context["seen"]}

    answers = [client.post(address, posted, follow=True) for _press in range(2)]

    assert "Keep it from the public</button>" not in shown.content.decode()
    assert [[str(each) for each in answer.context["messages"]] for answer in answers] == [
        ["Everybody will read this part."],
        ["This has been decided already."],
    ]
    assert client.get(address).status_code == 404


def test_why_it_is_late_that_somebody_else_said_meanwhile_is_not_written_over(laid):
    ours: dict[str, Any] = {
        "late_because": "Figures.",
        "urgent_because": "The grant ends in December.",
        "urgent_agreed_by": "Councillor May, chair",
    }
    client = Client()
    client.force_login(laid.clerk)
    address = reverse("reports:written_late", args=[laid.report.pk])
    shown = client.get(address).context["form"].initial["seen"]
    take_as_late(report=laid.report, by=laid.director, **ours | {"late_because": "The day was moved."})

    answer = client.post(address, ours | {"seen": shown})
    stood = laid.now.late_because
    again = client.post(address, ours | {"seen": answer.context["form"]["seen"].value()})
    revision = laid.now.revision
    twice = client.post(address, ours | {"seen": shown})

    assert "Somebody else changed this since you opened the page." in answer.content.decode()
    assert answer.context["meanwhile"] == [("Why is it late?", "The day was moved.")]
    assert (stood, again.status_code, laid.now.late_because) == ("The day was moved.", 302, "Figures.")
    assert (twice.status_code, laid.now.revision) == (302, revision)
