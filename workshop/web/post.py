"""Invitations by mail, where a mail server is configured: smtp://name:password@host:587, or smtps:// for one that is
encrypted from the first byte.
"""

import smtplib
import ssl
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from workshop.config import LOOPBACK
from workshop.web.letters import Letter

#: The longest to wait for the mail server, in seconds.
PATIENCE = 20


class NotSent(Exception):
    """Nothing could be handed over; the text is for the desk."""


def mail(sender: str, one: Letter, entries: bytes) -> EmailMessage:
    """An invitation as a mail, with its calendar entries when there are any."""
    message = EmailMessage()
    message["From"], message["To"] = sender, one.person["email"]
    # A line of its own in a title would begin another header.
    message["Subject"] = " ".join(one.subject.split())
    message.set_content(one.text)
    if one.when:
        message.add_attachment(entries, maintype="text", subtype="calendar", filename="workshop.ics")
    return message


def deliver(server: str, messages: Iterable[tuple[str, EmailMessage]]) -> tuple[list[str], list[str]]:
    """Hand mails over: whose went, and whose address was refused. Waits; raises NotSent without a mail server."""
    went, refused = list[str](), list[str]()
    try:
        with _connected(server) as line:
            for person, message in messages:
                try:
                    line.send_message(message)
                    went.append(person)
                except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused):
                    refused.append(person)
                    line.rset()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        if not went:
            raise NotSent(f"The mail server did not take them ({type(error).__name__}).") from error
    return went, refused


def _connected(server: str) -> AbstractContextManager[smtplib.SMTP]:
    where = urlsplit(server if "://" in server else f"smtp://{server}")
    host, secure = where.hostname or "", where.scheme == "smtps"
    context = ssl.create_default_context()
    line: smtplib.SMTP = (
        smtplib.SMTP_SSL(host, where.port or 465, timeout=PATIENCE, context=context)
        if secure
        else smtplib.SMTP(host, where.port or 587, timeout=PATIENCE)
    )
    line.ehlo()
    if not secure and line.has_extn("starttls"):
        line.starttls(context=context)
        secure = True
    if where.username:
        if not secure and host not in LOOPBACK:
            raise ValueError("a password goes over an encrypted line only")
        line.login(unquote(where.username), unquote(where.password or ""))
    return closing(line)
