# One image for the web process, the worker, beat and the migrate step: see docker-compose.yml.

FROM node:24-bookworm-slim AS static
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static/src static/src
RUN npm run build

FROM python:3.13-slim-bookworm
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PATH=/opt/venv/bin:$PATH
# What WeasyPrint typesets with. Debian's point releases carry its security fixes, so no version is named.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 1000 --no-create-home plan
WORKDIR /srv/plan
COPY requirements/base.txt requirements/base.txt
RUN python -m venv /opt/venv \
    && pip install --no-cache-dir --require-hashes --requirement requirements/base.txt
COPY . .
COPY --from=static /build/static/build static/build
RUN STATIC_MANIFEST=true STATIC_ROOT=/srv/plan/staticfiles python manage.py collectstatic --no-input \
    && python -m compileall -q .
USER 1000
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn_conf"]
