from quart import Quart
Quart(__name__).run(host='0.0.0.0')  # <- AR101
