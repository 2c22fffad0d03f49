from setuptools import setup

setup(
    name="kiosk",
    version="1.0",
    packages=["kiosk"],
    entry_points={"console_scripts": ["kiosk = kiosk.main:main"]},
)
