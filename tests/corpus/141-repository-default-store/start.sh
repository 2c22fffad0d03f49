#!/bin/sh
main() {
    exec uvicorn app.main:api --host 0.0.0.0 --port 3000
}

main "$@"
