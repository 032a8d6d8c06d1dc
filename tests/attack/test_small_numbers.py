"""Numbers that could point at a child, searched for in everything that anybody gets who may not see them.

Hostile measures say small counts in every place that there is. What is asked for is read off the access table, so
that a new page is searched too; and all that is planted has to be found in the internal view, or the search is blind.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from pypdf import PdfReader

from indicators.models import Indicator
from monitoring.models import PeriodRecord, ReportingPeriod
from monitoring.record import canonical
from partnership.models import Message
from plans.models import Plan
from reports.document.contents import Report
from reports.document.rendering import html_of
from reports.services.issuing import produce, request_report
from tests.access import world as access_world
from tests.access.test_access import KEYS, ROWS, Row, data
from tests.access.world import World, make_world
from tests.factories import (
    BaselineFactory,
    ComparatorFactory,
    DimensionFactory,
    FigureFactory,
    HiddenFigureFactory,
    IndicatorFactory,
    RatingRuleFactory,
    TargetFactory,
)

pytestmark = pytest.mark.django_db

# So high that a small number can be one that stands nowhere else by chance: in no key, token or checksum.
SMALLEST = 10_090_000
# Numbers and words that nobody outside the internal view may read, by where they are planted.
PLANTED = {
    "value": "7990271",
    "note": "Zebranote",
    "judgement": "Gnujudgement",
    "rating of the source": "Ibexrating",
    "value before it was revised": "9820597",
    "note before it was revised": "Quagganote",
    "words": "4460789 okapi",
    "part": "5879443",
    "second part": "86223086",
    "numerator": "3603139",
    "what is left out of a whole": "3025991",
    "choice": "74604451",
    "reason of the choice": "Kudureason",
    "comparison with ourselves": "7978163",
    "baseline": "6609959",
    "difference within a year": "5933929",
}
# And what everybody may read, so that nothing but the search is blind.
SHOWN = ["92102529", "61556063"]


def spellings(planted: str) -> list[bytes]:
    """A number with and without its comma."""
    found = [planted]
    if planted.isdecimal():
        found.append(f"{int(planted):,}")
    return [each.encode() for each in found]


def holds(content: bytes, planted: str) -> bool:
    return any(each in content for each in spellings(planted))


def plant(plan: Plan, **given: Any) -> None:
    """Measures that say small counts wherever a measure can say anything."""
    about = {"plan": plan, "unit": "children", "polarity": "low", **given}
    RatingRuleFactory(plan=plan)
    counted = IndicatorFactory(title="Counted", disclosure="count", **about)
    TargetFactory(indicator=counted, period_label="2024/25", value=5_045_000, operator="at_most")
    ComparatorFactory(indicator=counted, kind="previous", name="Before", value=PLANTED["comparison with ourselves"])
    BaselineFactory(indicator=counted, value=PLANTED["baseline"], period_label="2019/20")
    common = {"indicator": counted, "period_label": "2024/25", "period_ends_on": date(2025, 3, 31)}
    FigureFactory(value=PLANTED["value before it was revised"], note=PLANTED["note before it was revised"], **common)
    FigureFactory(
        value=PLANTED["value"],
        revision=1,
        note=PLANTED["note"],
        judgement=PLANTED["judgement"],
        reported_rating=PLANTED["rating of the source"],
        direction="up",
        **common,
    )
    FigureFactory(
        indicator=counted,
        period_label="2020/21",
        period_ends_on=date(2021, 3, 31),
        value=None,
        as_printed=PLANTED["words"],
    )
    broken_down = {"period_label": "2023/24", "period_ends_on": date(2024, 3, 31)}
    sex = DimensionFactory(indicator=counted)
    FigureFactory(indicator=counted, value=SHOWN[0], **broken_down)
    FigureFactory(indicator=counted, dimension=sex, category="Girls", value=PLANTED["part"], **broken_down)
    FigureFactory(indicator=counted, dimension=sex, category="Boys", value=PLANTED["second part"], **broken_down)
    chosen = FigureFactory(
        indicator=counted, period_label="2022/23", period_ends_on=date(2023, 3, 31), value=PLANTED["choice"]
    )
    HiddenFigureFactory(indicator=counted, period_label=chosen.period_label, reason=PLANTED["reason of the choice"])
    share = IndicatorFactory(title="Shared", disclosure="share", **{**about, "unit": "%"})
    for year, part, whole in ((2023, PLANTED["numerator"], 90_811_009), (2024, 87_785_018, 90_811_009)):
        FigureFactory(
            indicator=share,
            period_label=str(year),
            period_ends_on=date(year, 12, 31),
            value=Decimal(part) * 100 / whole,
            numerator=part,
            denominator=whole,
            note=PLANTED["what is left out of a whole"] if year == 2024 else "",
        )
    growing = IndicatorFactory(title="Growing", disclosure="count", basis="year_to_date", **about)
    for month, value in ((4, 61_556_063), (6, 61_556_063 + int(PLANTED["difference within a year"]))):
        FigureFactory(
            indicator=growing, period_label=f"To {month}/2025", period_ends_on=date(2025, month, 30), value=value
        )


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """The world of the access table, in which every plan has hostile measures before anything is fixed."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        measure_of, published_of = access_world._measure, access_world._published

        def measure(action: Any) -> Indicator:
            plan = action.priority.plan
            if not plan.indicators.filter(title="Counted").exists():
                plant(plan, priority=action.priority)
            return measure_of(action)

        def published(plan: Plan) -> dict[str, object]:
            plant(plan)
            return published_of(plan)

        patch.setattr(settings, "SMALL_NUMBER_THRESHOLD", SMALLEST)
        patch.setattr(access_world, "_measure", measure)
        patch.setattr(access_world, "_published", published)
        made = make_world()
        hostile = Indicator.objects.filter(plan__slug=str(made.targets["own"]["slug"]))
        # Pages of one measure are asked for the hostile ones too.
        for name in ("own", "frozen"):
            for title in ("Counted", "Shared", "Growing"):
                made.targets[f"{name} {title}"] = {
                    **made.targets[name],
                    "indicator_pk": hostile.get(title=title).pk,
                }
        yield made
        transaction.set_rollback(True)


OUTSIDE = ("anonymous", "officer", "lead", "board", "scrutiny", "clerk")
INSIDE = ("coordinator", "analyst")


def asked(roles: Iterable[str]) -> Iterator[tuple[Row, str, str]]:
    """Every row of the access table that answers one of these people with a page, for each target that it has."""
    for row in ROWS:
        targets = [row.target]
        if "indicator_pk" in KEYS[row.name] and row.target in ("own", "frozen"):
            targets += [f"{row.target} {title}" for title in ("Counted", "Shared", "Growing")]
        for role in roles:
            if row.answers[role] == 200:
                yield from ((row, target, role) for target in targets)


def answer(world: World, row: Row, target: str, role: str, **headers: str) -> Any:
    keys = world.targets.get(target, {})
    address = reverse(row.name, kwargs={key: keys[key] for key in KEYS[row.name]})
    with transaction.atomic():
        client = world.client_of(role)
        response = client.get(address, headers=headers) if row.method == "GET" else client.post(address, data(keys))
        transaction.set_rollback(True)
    return response


def bytes_of(response: Any) -> bytes:
    body: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    return body + repr(response.headers).encode()


def test_nobody_outside_gets_a_number_that_could_point_at_a_child(world):
    found: dict[str, list[str]] = defaultdict(list)
    pages = shown = 0
    for row, target, role in asked(OUTSIDE):
        response = answer(world, row, target, role)
        content = bytes_of(response)
        pages += response.status_code == 200
        shown += any(holds(content, each) for each in SHOWN)
        for where, planted in PLANTED.items():
            if where != "difference within a year" and holds(content, planted):
                found[f"{row} {target} {role}"].append(where)
        # One of two figures of a year is shown, or the difference between them could be worked out.
        if holds(content, "61556063") and holds(content, str(61_556_063 + int(PLANTED["difference within a year"]))):
            found[f"{row} {target} {role}"].append("difference within a year")

    assert found == {}
    assert pages > 300
    assert shown > 30


def test_all_that_is_planted_is_found_in_the_internal_view(world):
    left = dict(PLANTED)
    for row, target, role in asked(INSIDE):
        if row.method == "GET" and left:
            content = bytes_of(answer(world, row, target, role))
            left = {where: planted for where, planted in left.items() if not holds(content, planted)}
            if holds(content, "61556063") and holds(
                content, str(61_556_063 + int(PLANTED["difference within a year"]))
            ):
                left.pop("difference within a year", None)

    assert left == {}


def test_page_that_somebody_kept_is_not_taken_for_one_of_another_view(world):
    taken: dict[str, bool] = {}
    for row, target, role in asked(INSIDE):
        if row.method != "GET" or row.answers["board"] != 200 or target == "published":
            continue
        inside = answer(world, row, target, role)
        if tag := inside.headers.get("ETag"):
            again = answer(world, row, target, "board", **{"if-none-match": tag})
            # What is the same for everybody, as a report's file is, may be taken for the same.
            same = again.status_code == 200 or bytes_of(answer(world, row, target, "board")) == bytes_of(inside)
            taken[f"{row} {target}"] = same

    assert len(taken) > 3
    assert [page for page, same in taken.items() if not same] == []


def test_nothing_that_is_planted_is_in_a_report(world):
    period = ReportingPeriod.objects.get(pk=world.targets["frozen"]["period_pk"])
    body = bytes(PeriodRecord.objects.get(period=period).body)
    stored = [where for where, planted in PLANTED.items() if holds(body, planted)]
    assert {"value", "note", "part", "numerator", "choice", "words"} <= set(stored)

    html = html_of(Report(canonical.decode(body), version=1, checksum="0")).encode()
    report = request_report(period=period, by=world.people["coordinator"])
    produce(report.pk)
    report.refresh_from_db()
    assert report.state == "finished", report.failure
    texts = {
        "html": html,
        **{f"{each.pk} {each.format}": text_of(bytes(each.content)) for each in report.editions.all()},
    }
    assert len(texts) > 1

    assert {name: found for name, text in texts.items() if (found := planted_in(text))} == {}
    # The report itself and at least one of its files tell of measures.
    assert sum(holds(text, SHOWN[0]) for text in texts.values()) > 1
    assert b"figures are not shown, because they count fewer than" in html


def planted_in(content: bytes) -> list[str]:
    return [where for where, planted in PLANTED.items() if holds(content, planted)]


def text_of(content: bytes) -> bytes:
    """What a file says: a PDF's and a document's words, and anything else as it is."""
    if content.startswith(b"%PDF"):
        # Between the glyphs of a font any number stands by chance, so there only words are searched for.
        unpacked = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pdf.save(unpacked, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
        assert [each for each in planted_in(unpacked.getvalue()) if not PLANTED[each].isdecimal()] == []
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return re.sub(rb"<[^>]*>", b"", b"\n".join(file.read(name) for name in file.namelist()))
    return content


def test_nothing_that_is_planted_is_in_a_message(world):
    sent = repr(list(Message.objects.values())).encode()

    assert [where for where, planted in PLANTED.items() if holds(sent, planted)] == []
