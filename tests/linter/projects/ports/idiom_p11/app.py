from waitress import serve
serve(app, listen="*:8080")  # <- AR101
