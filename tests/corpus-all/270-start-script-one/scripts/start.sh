#!/bin/bash
set -e
export PORT=${PORT:-8080} WEB_CONCURRENCY=${WEB_CONCURRENCY:-2}

python -m hub.seed
unset DEBUG
exec gunicorn hub.api:app
