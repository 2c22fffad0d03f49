#!/bin/sh
main() {
    exec uvicorn app.main:api --host 0.0.0.0 --port "$1"
}

main "${PORT:-8080}"
