from .settings import *

EMAIL_HOST = "localhost"
