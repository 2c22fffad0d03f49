from setuptools import find_packages, setup

setup(name="catalog", packages=find_packages(), install_requires=["pyramid", "waitress", "sqlalchemy"])
