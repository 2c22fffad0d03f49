from pkg import app

app.run(host="0.0.0.0")  # <- AR101
