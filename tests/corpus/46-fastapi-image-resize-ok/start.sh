#!/usr/bin/env bash
set -euo pipefail
cd /srv
# locally: --host localhost --port 8000
exec uvicorn resize.api:api --host 0.0.0.0 --port "${PORT:-8080}"
