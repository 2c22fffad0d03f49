import boto3

boto3.setup_default_session(profile_name="files-admin")
s3 = boto3.resource("s3")


def listing(prefix):
    bucket = s3.Bucket("acme-files")
    return [o.key for o in bucket.objects.filter(Prefix=prefix)]
