import os
INSTALLED_APPS=[]
PORT=int(os.environ.get('PORT',8000))
BAD=9000
