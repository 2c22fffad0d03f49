import environ
env=environ.Env()
DATABASES = {'default': env.db('DATABASE_URL', default='postgres:///x')}
D={'default': env.db()}
