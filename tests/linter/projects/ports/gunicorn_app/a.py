import gunicorn.app.base
class App(gunicorn.app.base.BaseApplication):
    def __init__(self, app, options=None):
        self.options=options or {}
        self.application=app
        super().__init__()
    def load_config(self):
        for k,v in self.options.items():
            self.cfg.set(k,v)
if __name__=='__main__':
    options={
        'bind': '%s:%s' % ('0.0.0.0','8000'),  # <- AR101
        'workers': 4}
    App(handler, options).run()
