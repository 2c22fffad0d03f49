from bottle import run, route, Bottle
import os
run(host='0.0.0.0', port=8080)  # <- AR101
b=Bottle()
b.run(host='0.0.0.0', port=int(os.environ.get('PORT',5000)))
