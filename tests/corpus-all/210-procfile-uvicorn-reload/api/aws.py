import boto3

PROFILE = "mycompany-dev"


def session():
    return boto3.Session(profile_name=PROFILE, region_name="eu-west-1")


def table():
    return session().resource("dynamodb").Table("users")
