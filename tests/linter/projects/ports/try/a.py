import os
from flask import Flask
app=Flask(__name__)
try:
    port=int(os.environ['PORT'])
except KeyError:
    port=5000
app.run('0.0.0.0', port)
if os.environ.get('PORT'):
    app.run('0.0.0.0', int(os.environ['PORT']))
else:
    app.run(debug=True)
