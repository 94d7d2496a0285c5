# One image for web, worker and beat. What builds is left behind; nothing runs as root, nothing in it is secret.
FROM python:3.12-slim AS build
COPY pyproject.toml requirements.txt LICENSE /build/
# The exact versions of requirements.txt, but only of what the site itself needs.
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --constraint /build/requirements.txt /build

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=peersupport.settings STATIC_ROOT=/static BIND=0.0.0.0:8000
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent site
COPY --from=build /venv /venv
COPY . /site
WORKDIR /site
# Gathering static files needs settings, not servers: these values live for this one command.
RUN SECRET_KEY=build FIELD_ENCRYPTION_KEYS=1:build SITE_URL=https://build DATABASE_URL=postgres://build/build \
    REDIS_URL=redis://build EMAIL_URL=smtp://build DEFAULT_FROM_EMAIL=build@build \
    python manage.py collectstatic --no-input --verbosity 0
USER site
EXPOSE 8000
CMD ["python", "-m", "gunicorn"]
