import requests
from botocore.credentials import InstanceMetadataProvider
from botocore.utils import InstanceMetadataFetcher

HOST = "http://169.254.169.254"  # <- AR502


def role_credentials(role):
    return requests.get(f"{HOST}/latest/meta-data/iam/security-credentials/{role}", timeout=1).json()


def provider():
    fetcher = InstanceMetadataFetcher(timeout=1)  # <- AR502
    return InstanceMetadataProvider(iam_role_fetcher=fetcher)  # <- AR502


def zone():
    return requests.get("http://169.254.169.254/latest/meta-data/placement/availability-zone", timeout=1).text
