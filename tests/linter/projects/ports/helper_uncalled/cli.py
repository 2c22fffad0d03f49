from a import run
import os
run(port=int(os.environ['PORT']))
