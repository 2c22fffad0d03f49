import environ

env = environ.Env(
    DEBUG=(bool, False),
    REDIS_URL=(str, "redis://127.0.0.1:6379/0"),
    SSL=(bool, True),
)
SECRET_KEY = env("SECRET_KEY")
DEBUG = env("DEBUG")
ROOT_URLCONF = "shopfront.urls"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
DATABASES = {"default": env.db("DATABASE_URL", default="mysql://root@127.0.0.1:3306/shop")}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env("REDIS_URL"),
    }
}
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
