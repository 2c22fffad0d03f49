#!/bin/sh
set -e
celery --app shop.tasks worker --loglevel=info --concurrency=2 &
exec uvicorn shop.api:app --host 0.0.0.0 --port "${PORT:-8080}"
