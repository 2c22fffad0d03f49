"""What makes a client of AWS, and where credentials can be handed to a library.

Positions are those of boto3 1.44 and botocore 1.44 (`boto3/session.py`, `botocore/session.py`).
"""

from __future__ import annotations

from dataclasses import dataclass

from runready_linter.knowledge import Place

#: The packages without one of which no client of AWS can be made.
PACKAGES = frozenset({"boto3", "botocore", "aioboto3", "aiobotocore"})
#: Prefixes of packages that hold types of clients only: `mypy_boto3_s3.client.S3Client`.
TYPE_PACKAGES = ("mypy_boto3_", "types_boto3_", "types_aioboto3_", "types_aiobotocore_")

#: Where the maker of a client takes the service's name and another address than AWS's own.
SERVICE: Place = (0, "service_name")
ENDPOINT: Place = (5, "endpoint_url")

_BOTO3_SESSIONS = ("boto3", "boto3.Session", "boto3.session.Session", "boto3._get_default_session")
_AIO_SESSIONS = ("aioboto3", "aioboto3.Session", "aioboto3.session.Session")
_CORE_SESSIONS = (
    "botocore.session.Session",
    "botocore.session.get_session",
    "aiobotocore.session.AioSession",
    "aiobotocore.session.get_session",
    "aiobotocore.get_session",
)

#: Callables that make a client whose methods are the service's operations.
CLIENT_MAKERS = frozenset(
    {f"{s}.client" for s in (*_BOTO3_SESSIONS, *_AIO_SESSIONS)} | {f"{s}.create_client" for s in _CORE_SESSIONS}
)
#: Callables that make a resource, whose parts are objects of their own (`resource.Table(name)`).
RESOURCE_MAKERS = frozenset({f"{s}.resource" for s in (*_BOTO3_SESSIONS, *_AIO_SESSIONS)})
#: Callables that hand in what a function of the project gives (a framework's dependencies).
PROVIDERS = frozenset({"fastapi.Depends", "fastapi.Security", "fastapi.params.Depends"})
#: Names of the holders that web frameworks give an application or a request for its own things.
HOLDERS = frozenset({"state", "g", "ctx", "extensions", "app", "current_app", "config"})


@dataclass(frozen=True, slots=True)
class Credentials:
    """A callable that takes AWS credentials: where the access key's id, its secret, the session token and the name of
    a profile stand, and where another address than AWS's own."""

    key: Place | None = None
    secret: Place | None = None
    token: Place | None = None
    profile: Place | None = None
    endpoint: Place | None = None


_CLIENT = Credentials(
    (6, "aws_access_key_id"), (7, "aws_secret_access_key"), (8, "aws_session_token"), endpoint=ENDPOINT
)
_SESSION = Credentials(
    (0, "aws_access_key_id"), (1, "aws_secret_access_key"), (2, "aws_session_token"), (5, "profile_name")
)
_CORE_SESSION = Credentials(profile=(3, "profile"))
_SET = Credentials((0, "access_key"), (1, "secret_key"), (2, "token"))
_BOTO2 = Credentials((0, "aws_access_key_id"), (1, "aws_secret_access_key"), profile=(-1, "profile_name"))
_S3FS = Credentials((-1, "key"), (-1, "secret"), (-1, "token"), (-1, "profile"), (-1, "endpoint_url"))

CREDENTIALS: dict[str, Credentials] = {
    **dict.fromkeys(CLIENT_MAKERS | RESOURCE_MAKERS, _CLIENT),
    **dict.fromkeys(
        (
            "boto3.Session",
            "boto3.session.Session",
            "boto3.setup_default_session",
            "aioboto3.Session",
            "aioboto3.session.Session",
            "aioboto3.setup_default_session",
        ),
        _SESSION,
    ),
    "botocore.session.Session": _CORE_SESSION,
    "aiobotocore.session.AioSession": _CORE_SESSION,
    **{f"{s}.set_credentials": _SET for s in _CORE_SESSIONS},
    "botocore.credentials.Credentials": _SET,
    "botocore.credentials.ReadOnlyCredentials": _SET,
    "aiobotocore.credentials.AioCredentials": _SET,
    # boto 2.49: `boto.connect_s3(aws_access_key_id, aws_secret_access_key)`, `boto.s3.connect_to_region(region, **kw)`.
    **{
        f"boto.connect_{name}": _BOTO2
        for name in ("s3", "sqs", "sns", "ses", "ec2", "dynamodb", "rds", "route53", "cloudwatch", "iam", "sts")
    },
    "boto.s3.connection.S3Connection": _BOTO2,
    "boto.ses.connection.SESConnection": _BOTO2,
    **{
        f"boto.{name}.connect_to_region": Credentials(
            (-1, "aws_access_key_id"), (-1, "aws_secret_access_key"), profile=(-1, "profile_name")
        )
        for name in ("s3", "sqs", "sns", "ses", "ec2", "dynamodb", "dynamodb2", "rds", "kinesis")
    },
    # s3fs 2024: S3FileSystem(anon=, endpoint_url=, key=, secret=, token=, profile=); fsspec hands its keywords on.
    "s3fs.S3FileSystem": _S3FS,
    "s3fs.core.S3FileSystem": _S3FS,
    # Signers of requests.
    "requests_aws4auth.AWS4Auth": Credentials((0, "access_id"), (1, "secret_key"), (-1, "session_token")),
    "requests_aws4auth.aws4auth.AWS4Auth": Credentials((0, "access_id"), (1, "secret_key"), (-1, "session_token")),
    "aws_requests_auth.aws_auth.AWSRequestsAuth": Credentials(
        (0, "aws_access_key"), (1, "aws_secret_access_key"), (-1, "aws_token")
    ),
    "storages.backends.s3boto3.S3Boto3Storage": Credentials((-1, "access_key"), (-1, "secret_key")),
    "storages.backends.s3.S3Storage": Credentials((-1, "access_key"), (-1, "secret_key")),
}

#: Variables that hold credentials, by what they hold; botocore reads them before it asks the role.
#: Source: https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html
KEY_VARIABLES = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "token",
    "AWS_SECURITY_TOKEN": "token",
}
#: Variables that lead botocore to a profile or to a shared credentials file.
PROFILE_VARIABLES = {
    "AWS_PROFILE": "a profile",
    "AWS_DEFAULT_PROFILE": "a profile",
    "AWS_SHARED_CREDENTIALS_FILE": "a shared credentials file",
}
SHARED_FILE_VARIABLE = "AWS_SHARED_CREDENTIALS_FILE"

#: Callables that take credentials from a shared file (with where its path stands), or from EC2's metadata.
FILE_PROVIDERS: dict[str, Place] = {
    "botocore.credentials.SharedCredentialProvider": (0, "creds_filename"),
    "botocore.credentials.ConfigProvider": (0, "config_filename"),
    "aiobotocore.credentials.AioSharedCredentialProvider": (0, "creds_filename"),
}
METADATA_PROVIDERS = frozenset(
    {
        "botocore.credentials.InstanceMetadataProvider",
        "botocore.utils.InstanceMetadataFetcher",
        "aiobotocore.credentials.AioInstanceMetadataProvider",
        "aiobotocore.utils.AioInstanceMetadataFetcher",
    }
)
#: The address at which an EC2 instance asks for its own credentials, and what it asks for them.
#: Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
METADATA_ADDRESSES = ("169.254.169.254", "[fd00:ec2::254]")
METADATA_CREDENTIALS = "iam/security-credentials"

#: Callables that send a request, by where the URL or host stands; methods of sessions by their name.
_VERBS = ("get", "put", "post", "head", "patch", "delete", "options")
REQUESTS: dict[str, Place] = {
    **{f"{lib}.{verb}": (0, "url") for lib in ("requests", "httpx", "requests.api") for verb in _VERBS},
    **{f"{lib}.{verb}": (1, "url") for lib in ("requests", "httpx") for verb in ("request", "stream")},
    **{
        f"{session}.{verb}": (0, "url")
        for session in (
            "requests.Session",
            "requests.session",
            "requests.sessions.Session",
            "httpx.Client",
            "httpx.AsyncClient",
            "aiohttp.ClientSession",
        )
        for verb in _VERBS
    },
    **{
        f"{session}.request": (1, "url")
        for session in ("requests.Session", "httpx.Client", "httpx.AsyncClient", "aiohttp.ClientSession")
    },
    "httpx.Client": (-1, "base_url"),
    "httpx.AsyncClient": (-1, "base_url"),
    "aiohttp.ClientSession": (0, "base_url"),
    "urllib.request.urlopen": (0, "url"),
    "urllib.request.Request": (0, "url"),
    "urllib3.request": (1, "url"),
    "urllib3.PoolManager.request": (1, "url"),
    "urllib3.PoolManager.urlopen": (1, "url"),
    "http.client.HTTPConnection": (0, "host"),
    "botocore.awsrequest.AWSRequest": (1, "url"),
}
