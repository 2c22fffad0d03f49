from web import serve

serve(lambda request: (404, "not here", {}) if request.path == "/report" else (200, "hello", {}))
