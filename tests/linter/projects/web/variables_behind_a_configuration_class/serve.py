from waitress import serve

from app import app
from config import Config

serve(app, host="0.0.0.0", port=Config.PORT)
