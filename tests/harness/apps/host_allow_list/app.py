from web import serve

serve(lambda request: (200, "hello", {}) if request.host == "localhost" else (400, "this host is not allowed", {}))
