"""The one spelling of a record in bytes, and back. The bytes are what freezing stores."""

from __future__ import annotations

from hashlib import sha256
from typing import Generic, TypeVar

import msgspec

from .structs import SCHEMA, Record

T = TypeVar("T", bound=msgspec.Struct)


class UnknownSchema(ValueError):
    """The bytes are of a shape that this release cannot read."""


class _Versioned(msgspec.Struct):
    schema: int


_version = msgspec.json.Decoder(_Versioned)
_encoder = msgspec.json.Encoder(order="deterministic")


class Spelling(Generic[T]):
    """The one spelling of values that say their `schema`; `called` is what an error calls them."""

    def __init__(self, kind: type[T], *, schema: int, called: str) -> None:
        self._decoder = msgspec.json.Decoder(kind)
        self._schema = schema
        self._called = called

    def encode(self, value: T) -> bytes:
        """The same value always gives the same bytes."""
        return _encoder.encode(value)

    def decode(self, data: bytes) -> T:
        """Raises UnknownSchema for a shape we cannot read, msgspec.ValidationError for damaged bytes."""
        schema = _version.decode(data).schema
        if schema != self._schema:
            raise UnknownSchema(f"This {self._called} has schema {schema}; this release reads schema {self._schema}.")
        return self._decoder.decode(data)


def checksum(data: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return sha256(data).hexdigest()


_records = Spelling(Record, schema=SCHEMA, called="record")
encode, decode = _records.encode, _records.decode
