#!/bin/bash
if [ -f /run/app.env ]; then
  source /run/app.env
fi
: "${PORT:=8080}"
DB_PORT=5432
export DB_PORT REPORT="PORT=3000"
exec uvicorn rooms.main:app --host 0.0.0.0 --port "$PORT" --workers 1
