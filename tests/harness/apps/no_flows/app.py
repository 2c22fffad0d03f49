from web import serve

serve(lambda request: (200, "hello", {}) if request.path == "/" else (404, "no such page", {}))
