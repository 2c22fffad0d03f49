from web import serve

serve(lambda request: (200, "hello", {}), host="127.0.0.1")
