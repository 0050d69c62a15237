"""Accounts: the first one by the set-up link, further ones by invitation, logging in and out, a new password."""

from collections.abc import Callable

from flask import Blueprint, Response, g, request

from workshop.store.accounts import LONGEST_PASSWORD, Account, Accounts
from workshop.store.log import Conflict
from workshop.web.page import page, see
from workshop.web.seat import account, browser, end_seats, know_browser, services, stop
from workshop.web.tries import MINUTE, note_failure, source, too_many, tries, wait_out

pages = Blueprint("auth", __name__)

DAY = 86_400_000
SHORTEST_PASSWORD = 10


def set_up_path(accounts: Accounts, now: int) -> str:
    """The path of a fresh set-up link, to be printed at the start; empty once there is an account."""
    return "" if accounts.has_accounts() else f"/set-up#{accounts.issue_token('set-up', now, now + DAY)}"


def password_path(accounts: Accounts, email: str, now: int) -> str:
    """The path of a one-time link with which the owner of this address chooses a new password."""
    return f"/password#{accounts.issue_token('password', now, now + DAY, email)}"


@pages.get("/set-up")
def set_up() -> Response:
    """The form behind the set-up link; the token is in the fragment, which only the page itself sees."""
    if services().accounts.has_accounts():
        stop(410, "This server is set up", "Log in, or ask a colleague for an invitation.", LOG_IN)
    return page("account.html", purpose="set-up")


@pages.post("/set-up")
def set_up_now() -> Response:
    """The first account."""
    return _with_token("set-up", lambda email: _new_account(request.form.get("email", "")))


@pages.get("/invited")
def invited() -> Response:
    """The form behind an invitation to facilitate."""
    return page("account.html", purpose="invited")


@pages.post("/invited")
def invited_now() -> Response:
    """A further account."""
    return _with_token("invited", lambda email: _new_account(email or request.form.get("email", "")))


@pages.get("/password")
def password() -> Response:
    """The form behind a link for a new password."""
    return page("account.html", purpose="password")


@pages.post("/password")
def password_now() -> Response:
    """A new password; its owner is logged out everywhere else."""
    return _with_token("password", _new_password)


@pages.get("/login")
def login() -> Response:
    """The form."""
    session = browser()
    return see("/") if session and session.email else page("login.html")


@pages.post("/login")
def login_now() -> Response:
    """A wrong address and a wrong password get the same answer in the same time."""
    parts, email = services(), request.form.get("email", "").strip()[:254]
    began = parts.clock()
    if too_many("login"):
        return page(
            "login.html", status=429, email=email, problem="Too many tries. Wait a minute and try again."
        )
    # Counted before the password is looked at: many tries at once are as many tries.
    counted = tries("login", 10, MINUTE)
    counted.failed(source(), began)
    found = parts.accounts.check_password(email, request.form.get("password", ""))
    if found is None:
        wait_out(began)
        say = "That address and password do not belong together. Try again, or ask for a new password."
        return page("login.html", status=422, email=email, problem=say)
    counted.take_back(source())
    know_browser(found.email)
    return see("/")


@pages.post("/logout")
def logout() -> Response:
    """This browser forgets everything: account and seats."""
    session = browser()
    if session:
        end_seats(services().accounts.end_session(session.id, services().clock()))
    return see("/")


@pages.get("/colleagues")
def colleagues() -> Response:
    """Who has an account here, and a way to invite somebody."""
    return _colleagues(account())


@pages.post("/colleagues")
def invite() -> Response:
    """A one-time link for a colleague: to make an account, or for the first account's owner, a new password."""
    me, parts = account(), services()
    email, now = request.form.get("email", "").strip()[:254], parts.clock()
    if request.form.get("for") == "password":
        if me != _first().email:
            stop(
                403, "Only the first account can do that", "Ask its owner, or whoever looks after the server."
            )
        if parts.accounts.account(email) is None:
            return _colleagues(me, problem="Nobody has an account under that address.")
        return _colleagues(me, link=password_path(parts.accounts, email, now), to=email)
    if "@" not in email:
        return _colleagues(me, problem="Please write their mail address.")
    if parts.accounts.account(email):
        return _colleagues(me, problem="They have an account already.")
    token = parts.accounts.issue_token("invited", now, now + 7 * DAY, email)
    return _colleagues(me, link=f"/invited#{token}", to=email)


LOG_IN = {"href": "/login", "title": "Log in"}


class _Not(Exception):
    """What was filled in cannot be taken; the text is for the person."""


def _with_token(purpose: str, make: Callable[[str], Account]) -> Response:
    parts, token = services(), request.form.get("token", "").strip().rpartition("#")[2]
    began = parts.clock()
    email = None if too_many("token") else parts.accounts.token_for(purpose, token, began)
    if email is None:
        note_failure("token", began)
        say = "This link has been used or has run out. Ask whoever sent it for a new one."
        return page("account.html", status=422, purpose=purpose, problem=say, given=request.form)
    try:
        made = make(email)
    except _Not as problem:
        return page(
            "account.html", status=422, purpose=purpose, problem=str(problem), given=request.form, token=token
        )
    parts.accounts.use_token(purpose, token, parts.clock())
    know_browser(made.email)
    return see("/")


def _new_account(email: str) -> Account:
    name, parts = request.form.get("name", "").strip(), services()
    if not name or len(name) > 200:
        raise _Not("Please write your name.")
    if "@" not in email or len(email) > 254:
        raise _Not("Please write your mail address.")
    try:
        return parts.accounts.create_account(email, name, _password(), parts.clock())
    except Conflict:
        raise _Not("There is an account under that address. Log in instead.") from None


def _new_password(email: str) -> Account:
    parts = services()
    end_seats(parts.accounts.set_password(email, _password(), parts.clock()))
    g.pop("browser", None)  # this browser may have been logged out with the others
    found = parts.accounts.account(email)
    if found is None:
        raise _Not("There is no such account any more.")
    return found


def _password() -> str:
    password = request.form.get("password", "")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _Not(f"A password has at least {SHORTEST_PASSWORD} characters. A short sentence is a good one.")
    return password


def _first() -> Account:
    return min(services().accounts.accounts(), key=lambda one: one.created)


def _colleagues(me: str, **more: str) -> Response:
    return page(
        "colleagues.html",
        status=422 if "problem" in more else 200,
        accounts=services().accounts.accounts(),
        me=me,
        first=_first().email == me,
        **more,
    )
