"""Run by hand: python scripts/nightly.py"""
import shutil
import tempfile

folder = tempfile.mkdtemp()
shutil.copytree("/srv/data", folder, dirs_exist_ok=True)
print(folder)
