"""The one spelling of a record in bytes, and back. The bytes are what freezing stores."""

from __future__ import annotations

from hashlib import sha256

import msgspec

from .structs import SCHEMA, Record


class UnknownSchema(ValueError):
    """The bytes are of a shape that this release cannot read."""


class _Versioned(msgspec.Struct):
    schema: int


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(Record)
_version = msgspec.json.Decoder(_Versioned)


def encode(record: Record) -> bytes:
    """The same record always gives the same bytes."""
    return _encoder.encode(record)


def checksum(data: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def decode(data: bytes) -> Record:
    """Raises UnknownSchema for a shape we cannot read, msgspec.ValidationError for a damaged record."""
    schema = _version.decode(data).schema
    if schema != SCHEMA:
        raise UnknownSchema(f"This record has schema {schema}; this release reads schema {SCHEMA}.")
    return _decoder.decode(data)
