#!/usr/bin/env bash
set -euo pipefail
cd /srv
exec uvicorn resize.api:api --host localhost --port "${PORT:-8080}"
