from web import serve

serve(lambda request: (404, "no such page", {}) if request.path == "/healthz" else (200, "hello", {}))
