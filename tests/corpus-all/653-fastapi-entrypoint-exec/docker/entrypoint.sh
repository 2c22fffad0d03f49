#!/usr/bin/env bash
set -euo pipefail

echo "migrating"
alembic upgrade head

exec uvicorn api.main:app --host 0.0.0.0 --port "${PORT:-8080}" --proxy-headers
