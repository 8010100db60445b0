"""From what a reviewer approved to what the register holds, or which fields are in the way."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from api.contacts.methods import (
    normalize_email,
    normalize_extension,
    normalize_phone,
    normalize_website,
)
from api.contacts.schemas import ContactGiven, MethodKind, PhoneGiven
from api.errors import ApiError

# Whose plan a number without country code is dialled by: the house the register belongs to.
HOME_REGION = "SE"


class InvalidFieldsError(ApiError):
    """Values that are not what their field is for; `errors` name each place and rule.

    Rules: `phone`, `extension`, `email`, `website`, `nobody_named`.
    """

    status = 422
    type = "invalid-fields"
    sv = "Rätta först: {fields}."
    en = "Correct first: {fields}."


@dataclass(frozen=True, slots=True)
class Method:
    """A normalized way to reach somebody."""

    kind: MethodKind
    value: str
    extension: str | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """A contact's normalized values. Empty text is None."""

    company: str | None
    person: str | None
    role: str | None
    department: str | None
    address: str | None
    methods: tuple[Method, ...]

    def told(self) -> dict[str, Any]:
        """Return the values as evidence tells them, in JSON."""
        return asdict(self) | {"methods": [asdict(method) for method in self.methods]}

    @property
    def emails(self) -> list[str]:
        """The e-mail addresses among the methods."""
        return [method.value for method in self.methods if method.kind == "email"]


def normalize(
    contacts: Sequence[ContactGiven], unread: Collection[tuple[str, str]] = ()
) -> list[Details]:
    """Return the values of each contact in their one written form, without repetitions.

    `unread` are the (kind, text) of numbers that reading found and could not make out: approved
    as they stand they are left out, since they cannot be dialled; changed they must be right.

    Raises:
        InvalidFieldsError: any value is not what its field is for; all such are named at once.
    """
    faults: list[dict[str, Any]] = []
    details = [
        _Contact(given, ["contacts", str(n)], faults).normalize(unread)
        for n, given in enumerate(contacts)
    ]
    if faults:
        fields = ", ".join(dict.fromkeys(".".join(fault["where"][2:]) for fault in faults))
        raise InvalidFieldsError(errors=faults, fields=fields.strip(", ") or "company")
    return details


@dataclass(frozen=True, slots=True)
class _Contact:
    """One contact being normalized; what is wrong with it is added to `faults`."""

    given: ContactGiven
    where: list[str]
    faults: list[dict[str, Any]]

    def normalize(self, unread: Collection[tuple[str, str]]) -> Details:
        given = self.given
        methods: list[Method | None] = [
            self._phone(n, phone, unread) for n, phone in enumerate(given.phones)
        ]
        methods += self._each("emails", "email", given.emails, normalize_email)
        methods += self._each("websites", "website", given.websites, normalize_website)
        kept = tuple(dict.fromkeys(method for method in methods if method is not None))
        if not (given.company or given.person or kept):
            self._fault("nobody_named")
        return Details(
            company=given.company or None,
            person=given.person or None,
            role=given.role or None,
            department=given.department or None,
            address=given.address or None,
            methods=kept,
        )

    def _phone(
        self, number: int, phone: PhoneGiven, unread: Collection[tuple[str, str]]
    ) -> Method | None:
        try:
            e164, extension = normalize_phone(phone.e164 or phone.text, HOME_REGION)
        except ValueError:
            if phone.e164 or (phone.kind, phone.text) not in unread:
                self._fault("phone", "phones", number)
            return None
        try:
            given = normalize_extension(phone.extension) if phone.extension else None
        except ValueError:
            self._fault("extension", "phones", number)
            return None
        return Method(phone.kind, e164, given or extension)

    def _each(
        self, field: str, kind: MethodKind, texts: list[str], normalize_text: Callable[[str], str]
    ) -> list[Method]:
        methods = []
        for number, text in enumerate(texts):
            try:
                methods.append(Method(kind, normalize_text(text)))
            except ValueError:
                self._fault(kind, field, number)
        return methods

    def _fault(self, rule: str, *place: str | int) -> None:
        self.faults.append({"where": [*self.where, *map(str, place)], "rule": rule})
