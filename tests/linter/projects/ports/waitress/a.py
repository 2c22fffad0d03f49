from waitress import serve
import os
from app import app
serve(app, host='0.0.0.0', port=5000)  # <- AR101
serve(app, host='0.0.0.0', port=os.environ.get('PORT', 8080))
serve(app, listen='0.0.0.0:%s' % os.environ['PORT'])
serve(app, listen=f"*:{os.environ.get('PORT', '8080')}")
serve(app)  # <- AR101
