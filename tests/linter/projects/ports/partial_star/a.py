import os
from app import *
from flask import Flask
PORT = os.environ.get('PORT') or 8080
app=Flask(__name__)
app.run(host='0.0.0.0', port=int(PORT))
app.run(host='0.0.0.0', port=int(os.environ.get('PORT') or os.environ.get('WEB_PORT', '8080')))
app.run(host='0.0.0.0', port=int(os.environ.get('WEB_PORT') or os.environ.get('PORT', '8080')))
