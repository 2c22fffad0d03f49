#!/bin/sh
exec uvicorn app:app --host 0.0.0.0 --port $PORT --ssl-keyfile=key.pem --ssl-certfile=cert.pem  # <- AR104
