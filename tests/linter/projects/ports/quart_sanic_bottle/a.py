from sanic import Sanic
app=Sanic('x')
app.run(host='0.0.0.0', port=8000)  # <- AR101
