"""`/healthz`: whether this site can work, for the machines that watch it. Says nothing about anybody."""

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from programs.services.duty import is_cared_for

SECONDS = 2


@login_not_required
@never_cache
@require_safe
def health(request):
    """200 when database and broker answer, else 503 with the name of the one that does not."""
    parts = {"database": database_answers(), "broker": broker_answers()}
    healthy = all(parts.values())
    return JsonResponse({"healthy": healthy, **parts}, status=200 if healthy else 503)


@login_not_required
@never_cache
@require_safe
def care(request):
    """200 while every safety case has somebody to go to; 503 when one has come to the end of its chain unanswered, or
    when the workers that pass it on stand still. Does not depend on e-mail, and says nothing of any case."""
    cared_for = database_answers() and is_cared_for()
    return JsonResponse({"cared_for": cared_for}, status=200 if cared_for else 503)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return True
    except DatabaseError:
        return False


def broker_answers() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=SECONDS, socket_timeout=SECONDS) as client:
            return client.ping()
    except redis.RedisError:
        return False
