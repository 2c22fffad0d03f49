from web import serve, store

if store("POST", "migrations") > 1:
    raise SystemExit("table notes already exists")

serve(lambda request: (200, "hello", {}))
