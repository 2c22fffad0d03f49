import environ
env=environ.Env()
DATABASES = {'default': env.db('DATABASE_URL', default=f'sqlite:///{BASE}/db.sqlite3')}  # <- AR303
