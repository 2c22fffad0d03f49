from flask import Flask
app=Flask(__name__)
app.config.from_object('config.Config')
app.config['BADPORT']=5001
app.run(host='0.0.0.0', port=app.config['PORT'])
app.run(host='0.0.0.0', port=app.config['BADPORT'])  # <- AR101
app.run('0.0.0.0', app.config.get('PORT', 8000))
