"""What is written about the running site, and what never is.

One JSON object per line. No e-mail address, name, path, query string, body, token or message of an exception: a path
may hold the token of a calendar feed, and a database names the row it refuses. So a request is told by the *name* of
its view, an exception by its type and the places it passed, and a message of somebody else's library by its template
without the values.
"""

import contextvars
import json
import logging
import re
import secrets
import time
import traceback
from datetime import UTC, datetime

# Whose messages may carry values: they name rows by id only.
OURS = ("peersupport", "programs", "intake", "groups", "mentoring")
FACTS_OF_REQUEST = ("method", "view", "status", "ms")
FACTS_OF_TASK = {"name": "task", "id": "task_id", "runtime": "seconds"}
KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
SERVED_FILE = {200, 304}  # answered without a view: a static file, not worth a line
FRAMES = 12
EMAIL = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+")

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
requests = logging.getLogger("peersupport.requests")


class RequestLogMiddleware:
    """Outermost: gives each request an id, which stands on all its lines, and writes one line when it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request_id.set(secrets.token_hex(8))
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            match = request.resolver_match
            if getattr(request, "leaves_no_trace", False):
                return response
            if match or response.status_code not in SERVED_FILE:
                facts = {
                    "method": request.method if request.method in KNOWN_METHODS else "other",
                    "view": match.view_name if match else "none",
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000, 1),
                }
                requests.info("request", extra=facts)
            return response
        finally:
            request_id.reset(token)


class JsonFormatter(logging.Formatter):
    """The lines of production."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": safe_message(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= {name: getattr(record, name) for name in FACTS_OF_REQUEST if record.name == requests.name}
        if isinstance(record.args, dict):
            line |= {ours: record.args[theirs] for theirs, ours in FACTS_OF_TASK.items() if theirs in record.args}
        if record.exc_info and record.exc_info[0]:
            line |= describe_exception(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=lambda value: type(value).__name__)


class PlainFormatter(logging.Formatter):
    """The lines of a developer's terminal: everything is told, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name == requests.name:
            return f"{record.method} {record.view} {record.status} {record.ms} ms"
        return super().format(record)


def safe_message(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] in OURS:
        return EMAIL.sub("[e-mail]", record.getMessage())
    if record.name.startswith("django.security"):
        return "refused"  # its messages come ready-made, with what a stranger sent
    return str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__


def describe_exception(error: BaseException) -> dict:
    """Type and places, outermost first; the causes by type only. Never the message."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    causes, cause = [], error.__cause__ or error.__context__
    while cause and len(causes) < FRAMES:
        causes.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    told = {
        "error": type(error).__name__,
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    return told | ({"because": causes} if causes else {})


def configuration(*, plain: bool) -> dict:
    """The logging of web server, worker and beat alike, for `logging.config.dictConfig`."""
    formatter = {"()": f"{__name__}.{'PlainFormatter' if plain else 'JsonFormatter'}"}
    if plain:
        formatter["format"] = "%(levelname)s %(name)s: %(message)s"
    quiet = "WARNING" if plain else "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stream"], "level": "WARNING"},
        "loggers": {
            **{name: {"level": "INFO"} for name in OURS},
            "django": {"handlers": [], "level": quiet, "propagate": True},
            # The development server's own request line holds the path.
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
            "celery": {"level": quiet},
            "celery.apps.worker": {"level": "INFO"},
            # gunicorn fills these in itself where they are missing, with its access log on.
            "gunicorn.error": {"handlers": [], "level": quiet, "propagate": True},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
