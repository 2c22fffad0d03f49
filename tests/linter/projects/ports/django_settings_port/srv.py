from django.conf import settings
from waitress import serve
serve(app, host='0.0.0.0', port=settings.PORT)
serve(app, host='0.0.0.0', port=settings.BAD)  # <- AR101
