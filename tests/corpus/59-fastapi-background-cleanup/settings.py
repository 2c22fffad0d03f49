import atexit
import shutil
import tempfile

# one scratch folder a process, removed at its end
SCRATCH = tempfile.mkdtemp(prefix="sign-")
atexit.register(shutil.rmtree, SCRATCH, True)
