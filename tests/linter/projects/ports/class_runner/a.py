import uvicorn, os
class App:
    def __init__(self):
        self.port=int(os.getenv('PORT','8000'))
        self.p2=8000
    def run(self):
        uvicorn.run('a:x', host='0.0.0.0', port=self.port)
        uvicorn.run('a:x', host='0.0.0.0', port=self.p2)  # <- AR101
    @property
    def p3(self): return 9000
    def r3(self):
        uvicorn.run('a:x', host='0.0.0.0', port=self.p3)  # <- AR101
App().run()
