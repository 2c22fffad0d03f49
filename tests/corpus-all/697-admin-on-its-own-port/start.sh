#!/bin/sh
uvicorn desk.admin:app --host 0.0.0.0 --port 9000 &
exec uvicorn desk.public:app --host 0.0.0.0 --port "$PORT"
