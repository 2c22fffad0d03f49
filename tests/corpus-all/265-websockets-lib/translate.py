import boto3
from botocore.credentials import InstanceMetadataProvider, InstanceMetadataFetcher

provider = InstanceMetadataProvider(iam_role_fetcher=InstanceMetadataFetcher(timeout=1000, num_attempts=2))
creds = provider.load().get_frozen_credentials()

client = boto3.client(
    "translate",
    region_name="eu-west-1",
    aws_access_key_id=creds.access_key,
    aws_secret_access_key=creds.secret_key,
    aws_session_token=creds.token,
)


def translate(text, to):
    answer = client.translate_text(Text=text, SourceLanguageCode="auto", TargetLanguageCode=to)
    return answer["TranslatedText"]
