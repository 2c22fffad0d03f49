from web import serve

serve(lambda request: (200, "hello", {}), port=18417)
