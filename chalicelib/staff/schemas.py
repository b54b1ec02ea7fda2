"""What is said about accounts and sessions over the wire."""

from typing import Annotated, Literal

from pydantic import SecretStr, StringConstraints

from chalicelib.edge.wire import Email, Id, Language, MailedName, Name, Secret, Wire
from chalicelib.tenants.schemas import ClinicView

Password = Annotated[SecretStr, StringConstraints(min_length=1, max_length=200)]
Role = Literal["owner", "operator", "doctor"]


class SignInRequest(Wire):
    email: Email
    password: Password


class EmailRequest(Wire):
    email: Email


class ResetRequest(Wire):
    token: Secret
    password: Password


class UserView(Wire):
    id: str
    name: str
    email: str
    role: Role
    practitioner_id: str | None
    language: str


class SessionView(Wire):
    user: UserView
    clinic: ClinicView


class InvitationLook(Wire):
    token: Secret


class InvitationView(Wire):
    clinic_name: str
    email: str
    name: str
    role: Role


class AcceptRequest(Wire):
    """`language` is that of the page, which the colleague is written to in from now on."""

    token: Secret
    name: Name
    password: Password
    language: Language | None = None


class LanguageRequest(Wire):
    language: Language


class InviteRequest(Wire):
    email: Email
    name: MailedName
    role: Role
    practitioner_id: Id | None = None
    language: Language | None = None


class RoleRequest(Wire):
    role: Role


class ColleagueView(Wire):
    id: str
    name: str


class StaffView(Wire):
    id: str
    name: str
    email: str
    role: Role
    status: Literal["invited", "active", "disabled"]
    practitioner_id: str | None
    language: str
