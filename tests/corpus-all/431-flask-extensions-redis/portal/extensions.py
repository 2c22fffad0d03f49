from flask_caching import Cache
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_session import Session

sess = Session()
cache = Cache()
limiter = Limiter(get_remote_address, default_limits=["200 per day"])
