from datetime import date
from decimal import Decimal

import msgspec
import pytest

from monitoring.record import canonical
from monitoring.record.structs import Printed, Record, Total
from tests.monitoring.record.builders import (
    a_priority,
    a_record,
    an_action,
    an_earlier_period,
    due,
    moved_to,
    past,
)

RECORD = a_record(
    an_action(
        1,
        "off-track",
        title="Open “drop-ins” in Llŷn & Môn",
        original_due=due(date(2026, 12, 31), "by Christmas"),
        moves=(moved_to(date(2027, 2, 28)),),
        trail=past("on-track"),
        printed=(Printed(heading="Source", text="Plan"),),
    ),
    earlier=(an_earlier_period(totals={"on-track": 1}),),
    printed_totals=(Total(label="On track", column=None, count=Decimal("3.5")),),
    priorities=(a_priority(1, judged_level="off-track"),),
)


def test_record_read_back_from_its_bytes_is_the_same():
    assert canonical.decode(canonical.encode(RECORD)) == RECORD


def test_record_read_back_gives_the_same_bytes():
    data = canonical.encode(RECORD)

    assert canonical.encode(canonical.decode(data)) == data


def test_checksum_is_sha256_in_hexadecimal():
    assert canonical.checksum(b"{}") == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_record_of_another_schema_is_refused():
    data = canonical.encode(msgspec.structs.replace(RECORD, schema=2))

    with pytest.raises(canonical.UnknownSchema, match="has schema 2; this release reads schema 1"):
        canonical.decode(data)


def test_record_with_a_part_we_do_not_know_is_refused():
    data = canonical.encode(RECORD).replace(b'"as_at"', b'"measured_on"')

    with pytest.raises(msgspec.ValidationError):
        canonical.decode(data)


def test_record_keeps_the_shape_that_is_stored():
    """A changed checksum means that stored records no longer read as they were written: raise SCHEMA."""
    shape = without_descriptions(msgspec.json.schema(Record))

    assert (
        canonical.checksum(msgspec.json.encode(shape, order="sorted"))
        == "09601d1c244e5c762d022f8766e7e3f97bdfe0310612626486b35115ac22aa35"
    )


def without_descriptions(schema):
    if isinstance(schema, dict):
        return {key: without_descriptions(value) for key, value in schema.items() if key != "description"}
    return [without_descriptions(each) for each in schema] if isinstance(schema, list) else schema
