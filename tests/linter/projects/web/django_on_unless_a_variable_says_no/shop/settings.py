import environ

env = environ.Env()
ROOT_URLCONF = "shop.urls"
SECURE_SSL_REDIRECT = env.bool("DJANGO_SECURE_SSL_REDIRECT", default=True)  # <- AR105
