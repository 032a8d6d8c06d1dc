"""Loading the partnership: organisations, people, posts with their holders, bodies with their seats.

Plans share these rows, so nothing is ever removed: what a document does not name may be another plan's.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from monitoring.plan_document.rows import Rows
from monitoring.plan_document.structs import Body as BodyPart
from monitoring.plan_document.structs import Organisation as OrganisationPart
from monitoring.plan_document.structs import PlanDocument
from monitoring.plan_document.structs import Post as PostPart
from partnership.models import Body, Membership, Organisation, Post, PostHolding, User


class Partners:
    """The partnership's rows by their keys in the document."""

    def __init__(self, rows: Rows, document: PlanDocument) -> None:
        self.rows = rows
        self.organisations = self._organisations(document)
        self.people = self._people(document)
        self.posts = self._posts(document)
        self.bodies = self._bodies(document)

    def organisation(self, key: str | None) -> Organisation | None:
        return None if key is None else self.organisations[key]

    def person(self, key: str | None) -> User | None:
        return None if key is None else self.people[key]

    def post(self, key: str | None) -> Post | None:
        return None if key is None else self.posts[key]

    def body(self, key: str | None) -> Body | None:
        return None if key is None else self.bodies[key]

    def _organisations(self, document: PlanDocument) -> dict[str, Organisation]:
        names = [part.name for part in document.organisations]
        found = {row.name: row for row in Organisation.objects.filter(name__in=names)}
        made: dict[str, Organisation] = {}
        for number, part in _parents_first(document.organisations):
            made[part.key] = self.rows.put(
                f"organisations[{number}]",
                found.get(part.name),
                Organisation,
                name=part.name,
                short_name=part.short_name,
                kind=part.kind,
                parent=made[part.parent] if part.parent else None,
            )
        return made

    def _people(self, document: PlanDocument) -> dict[str, User]:
        found = {row.email.lower(): row for row in User.objects.all()}
        made: dict[str, User] = {}
        for number, part in enumerate(document.people):
            known = found.get(part.email.lower())
            if known is None:
                # Nobody can sign in with it: its owner chooses a password, or asks for a code by e-mail.
                new = User()
                new.set_unusable_password()
                made[part.key] = self.rows.put(
                    f"people[{number}]",
                    None,
                    User,
                    email=User.objects.normalize_email(part.email),
                    name=part.name,
                    password=new.password,
                )
            else:
                made[part.key] = self.rows.put(f"people[{number}]", known, User, name=part.name)
        return made

    def _posts(self, document: PlanDocument) -> dict[str, Post]:
        found = {(row.organisation_id, row.title): row for row in Post.objects.all()}
        made: dict[str, Post] = {}
        for number, part in enumerate(document.posts):
            place = f"posts[{number}]"
            organisation = self.organisations[part.organisation]
            made[part.key] = self.rows.put(
                place, found.get((organisation.pk, part.title)), Post, title=part.title, organisation=organisation
            )
            self._holders(place, part, made[part.key])
        return made

    def _holders(self, place: str, part: PostPart, post: Post) -> None:
        found = {(row.user_id, row.starts_on): row for row in post.holdings.all()}
        for number, holder in enumerate(part.holders):
            person = self.people[holder.person]
            self.rows.put(
                f"{place}.holders[{number}]",
                found.get((person.pk, holder.starts_on)),
                PostHolding,
                post=post,
                user=person,
                starts_on=holder.starts_on,
                ends_on=holder.ends_on,
                acting=holder.acting,
            )

    def _bodies(self, document: PlanDocument) -> dict[str, Body]:
        names = [part.name for part in document.bodies]
        found = {row.name: row for row in Body.objects.filter(name__in=names)}
        made: dict[str, Body] = {}
        for number, part in _parents_first(document.bodies):
            place = f"bodies[{number}]"
            made[part.key] = self.rows.put(
                place,
                found.get(part.name),
                Body,
                name=part.name,
                kind=part.kind,
                parent=made[part.parent] if part.parent else None,
                bound_by_access_to_information_law=part.bound_by_access_to_information_law,
                clear_days=part.clear_days,
            )
            self._seats(place, part, made[part.key])
        return made

    def _seats(self, place: str, part: BodyPart, body: Body) -> None:
        found = {(row.post_id, row.user_id, row.role, row.starts_on): row for row in body.memberships.all()}
        for number, seat in enumerate(part.seats):
            post, person = self.post(seat.post), self.person(seat.person)
            identity = (post and post.pk, person and person.pk, seat.role, seat.starts_on)
            self.rows.put(
                f"{place}.seats[{number}]",
                found.get(identity),
                Membership,
                body=body,
                post=post,
                user=person,
                role=seat.role,
                starts_on=seat.starts_on,
                ends_on=seat.ends_on,
            )


P = TypeVar("P", OrganisationPart, BodyPart)


def _parents_first(parts: Sequence[P]) -> Iterator[tuple[int, P]]:
    """Each part with its number in the list, after the part it belongs to. No part contains itself."""
    known = {part.key: part for part in parts}

    def depth(part: P) -> int:
        return 0 if part.parent is None else 1 + depth(known[part.parent])

    return iter(sorted(enumerate(parts), key=lambda numbered: depth(numbered[1])))
