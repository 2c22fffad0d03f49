"""invoke tasks for the laptop"""
from invoke import task


@task
def dev(c):
    c.run("flask run --debug --port 5001")


@task
def db(c):
    c.run("docker run -p 27017:27017 mongo")
