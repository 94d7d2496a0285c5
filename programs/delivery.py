"""One kept connection to the mail server, and what its answers mean."""

import smtplib

from django.core.mail import EmailMessage, get_connection


class Refused(Exception):
    """The server will never take this message (5xx about its recipient or content). `str()` is the code."""


class Delayed(Exception):
    """Not now; later may work. `str()` says why in one word or code."""


class ServerAway(Delayed):
    """There is no server to talk to, so no other message has a chance now either."""


class Postman:
    """Carries messages over one connection, opened for the first and again after it broke."""

    def __init__(self):
        self._connection = get_connection()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._hang_up()

    def deliver(self, message: EmailMessage) -> None:
        """Return when the server said yes. Raises `Refused`, `Delayed` or `ServerAway`."""
        self._open()
        try:
            self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            raise self._meaning(max(code for code, _text in error.recipients.values())) from error
        except smtplib.SMTPDataError as error:
            raise self._meaning(error.smtp_code) from error
        except smtplib.SMTPSenderRefused as error:
            # That our sender is not welcome is a matter of settings; the message is not at fault.
            self._hang_up()
            raise Delayed(error.smtp_code) from error
        except ValueError as error:
            # Such an address or subject cannot be put into a message at all.
            raise Refused(type(error).__name__) from error
        except (smtplib.SMTPException, OSError) as error:
            # Cut off or timed out: whether it was taken is unknown, so it goes again under the same Message-ID.
            self._hang_up()
            raise Delayed(type(error).__name__) from error

    def _open(self) -> None:
        try:
            self._connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise ServerAway(type(error).__name__) from error

    def _hang_up(self) -> None:
        try:
            self._connection.close()
        except (smtplib.SMTPException, OSError):
            self._connection = get_connection()

    def _meaning(self, code: int) -> Refused | Delayed:
        if code == 421:  # the server is about to close the connection
            self._hang_up()
        return Refused(code) if 500 <= code < 600 else Delayed(code)
