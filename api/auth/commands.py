"""`handslag users create`, `handslag users reset` and `handslag tokens create`."""

import argparse
import sys
from typing import get_args

from api.auth import passwords, tokens, users
from api.auth.schemas import Scope
from api.auth.subject import Role
from api.auth.users import EmailTakenError
from api.db.session import Database
from api.models import User
from api.settings import Settings


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands about people and tokens to `commands`."""
    _add_users(commands)
    _add_tokens(commands)


def _add_users(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    group = commands.add_parser("users", help="the people who may sign in")
    actions = group.add_subparsers(required=True, metavar="ACTION")
    create = actions.add_parser(
        "create", help="add a user; the password is read from standard input"
    )
    create.add_argument("--email", required=True)
    create.add_argument("--name", required=True)
    create.add_argument(
        "--role", required=True, action="append", choices=get_args(Role), dest="roles"
    )
    create.add_argument("--language", choices=get_args(users.Language), default="sv")
    create.set_defaults(run=_create_user)
    reset = actions.add_parser(
        "reset", help="let a lost administrator in again; the new password is read from input"
    )
    reset.add_argument("--email", required=True)
    reset.set_defaults(run=_reset_user)


def _add_tokens(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    group = commands.add_parser("tokens", help="keys for programs")
    create = group.add_subparsers(required=True, metavar="ACTION").add_parser(
        "create", help="make a token; it is the last word printed, and shown this once"
    )
    create.add_argument("--name", required=True)
    create.add_argument("--scopes", required=True, type=_scopes, help="parted by commas")
    create.set_defaults(run=_create_token)


def _scopes(text: str) -> list[str]:
    scopes = text.split(",")
    unknown = set(scopes) - set(get_args(Scope))
    if unknown:
        raise argparse.ArgumentTypeError(
            f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(get_args(Scope))}"
        )
    return scopes


def _create_user(arguments: argparse.Namespace, settings: Settings) -> int:
    password = sys.stdin.readline().rstrip("\r\n")
    database = Database(settings.database)
    try:
        password_hash = users.checked_hash(password, email=arguments.email, name=arguments.name)
        with database.write() as session:
            user = users.create(
                session,
                None,
                email=arguments.email,
                name=arguments.name,
                roles=arguments.roles,
                language=arguments.language,
                password_hash=password_hash,
            )
    except (passwords.WeakPasswordError, EmailTakenError) as error:
        sys.stderr.write(error.sentence("en") + "\n")
        return 1
    finally:
        database.close()
    sys.stdout.write(f"{user.id}\n")
    return 0


def _reset_user(arguments: argparse.Namespace, settings: Settings) -> int:
    password = sys.stdin.readline().rstrip("\r\n")
    database = Database(settings.database)
    try:
        with database.read() as session:
            user = users.find_by_email(session, arguments.email)
        if user is None:
            sys.stderr.write("There is no such user\n")
            return 1
        password_hash = users.checked_hash(password, email=user.email, name=user.name)
        with database.write() as session:
            users.reset(session, session.get_one(User, user.id), password_hash)
    except passwords.WeakPasswordError as error:
        sys.stderr.write(error.sentence("en") + "\n")
        return 1
    finally:
        database.close()
    return 0


def _create_token(arguments: argparse.Namespace, settings: Settings) -> int:
    database = Database(settings.database)
    with database.write() as session:
        token = tokens.create(session, name=arguments.name, scopes=arguments.scopes)
    database.close()
    sys.stdout.write(f"{token}\n")
    return 0
