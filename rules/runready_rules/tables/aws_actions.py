"""Which actions of IAM an operation of AWS needs, for the services that web applications use most.

A client's method is its operation in snake case, and an action is mostly named as the operation: `get_item` calls
`GetItem`, which `dynamodb:GetItem` allows. What is named otherwise stands here, from the service authorization reference
(https://docs.aws.amazon.com/service-authorization/latest/reference/). For a service that is not here no action is told.
"""

from __future__ import annotations

#: The prefix of a service's actions, by the name under which its client is made.
PREFIXES: dict[str, str] = {
    "athena": "athena",
    "bedrock-agent-runtime": "bedrock",
    "bedrock-runtime": "bedrock",
    "cloudfront": "cloudfront",
    "cloudwatch": "cloudwatch",
    "cognito-idp": "cognito-idp",
    "comprehend": "comprehend",
    "dynamodb": "dynamodb",
    "ecs": "ecs",
    "events": "events",
    "firehose": "firehose",
    "kinesis": "kinesis",
    "kms": "kms",
    "lambda": "lambda",
    "logs": "logs",
    "polly": "polly",
    "rds-data": "rds-data",
    "rekognition": "rekognition",
    "s3": "s3",
    "secretsmanager": "secretsmanager",
    "ses": "ses",
    "sesv2": "ses",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "stepfunctions": "states",
    "sts": "sts",
    "textract": "textract",
    "transcribe": "transcribe",
    "translate": "translate",
}

#: Operations whose name no rule makes of the method's (`botocore.xform_name` loses the capitals).
SPELLED: dict[tuple[str, str], str] = {
    ("athena", "list_application_dpu_sizes"): "ListApplicationDPUSizes",
    ("cognito-idp", "admin_set_user_mfa_preference"): "AdminSetUserMFAPreference",
    ("cognito-idp", "get_csv_header"): "GetCSVHeader",
    ("cognito-idp", "get_ui_customization"): "GetUICustomization",
    ("cognito-idp", "set_ui_customization"): "SetUICustomization",
    ("sns", "create_sms_sandbox_phone_number"): "CreateSMSSandboxPhoneNumber",
    ("sns", "delete_sms_sandbox_phone_number"): "DeleteSMSSandboxPhoneNumber",
    ("sns", "get_sms_attributes"): "GetSMSAttributes",
    ("sns", "get_sms_sandbox_account_status"): "GetSMSSandboxAccountStatus",
    ("sns", "list_sms_sandbox_phone_numbers"): "ListSMSSandboxPhoneNumbers",
    ("sns", "set_sms_attributes"): "SetSMSAttributes",
    ("sns", "verify_sms_sandbox_phone_number"): "VerifySMSSandboxPhoneNumber",
    ("textract", "analyze_id"): "AnalyzeID",
}

_GET, _PUT, _LIST = ("s3:GetObject",), ("s3:PutObject",), ("s3:ListBucket",)
_COPY = ("s3:GetObject", "s3:PutObject")

#: Methods of clients whose actions are not named as the operation; () for those that need none.
ACTIONS: dict[tuple[str, str], tuple[str, ...]] = {
    # S3: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
    ("s3", "head_object"): _GET,
    ("s3", "download_file"): _GET,
    ("s3", "download_fileobj"): _GET,
    ("s3", "select_object_content"): _GET,
    ("s3", "get_object_attributes"): ("s3:GetObject", "s3:GetObjectAttributes"),
    ("s3", "get_object_torrent"): _GET,
    ("s3", "upload_file"): _PUT,
    ("s3", "upload_fileobj"): _PUT,
    ("s3", "create_multipart_upload"): _PUT,
    ("s3", "upload_part"): _PUT,
    ("s3", "upload_part_copy"): _COPY,
    ("s3", "complete_multipart_upload"): _PUT,
    ("s3", "generate_presigned_post"): _PUT,
    ("s3", "list_parts"): ("s3:ListMultipartUploadParts",),
    ("s3", "list_multipart_uploads"): ("s3:ListBucketMultipartUploads",),
    ("s3", "copy_object"): _COPY,
    ("s3", "copy"): _COPY,
    ("s3", "delete_objects"): ("s3:DeleteObject",),
    ("s3", "list_objects"): _LIST,
    ("s3", "list_objects_v2"): _LIST,
    ("s3", "list_object_versions"): ("s3:ListBucketVersions",),
    ("s3", "head_bucket"): _LIST,
    ("s3", "list_buckets"): ("s3:ListAllMyBuckets",),
    ("s3", "get_bucket_cors"): ("s3:GetBucketCORS",),
    ("s3", "put_bucket_cors"): ("s3:PutBucketCORS",),
    ("s3", "delete_bucket_cors"): ("s3:PutBucketCORS",),
    ("s3", "delete_bucket_tagging"): ("s3:PutBucketTagging",),
    ("s3", "get_bucket_encryption"): ("s3:GetEncryptionConfiguration",),
    ("s3", "put_bucket_encryption"): ("s3:PutEncryptionConfiguration",),
    ("s3", "delete_bucket_encryption"): ("s3:PutEncryptionConfiguration",),
    ("s3", "get_bucket_lifecycle_configuration"): ("s3:GetLifecycleConfiguration",),
    ("s3", "put_bucket_lifecycle_configuration"): ("s3:PutLifecycleConfiguration",),
    ("s3", "delete_bucket_lifecycle"): ("s3:PutLifecycleConfiguration",),
    ("s3", "get_bucket_notification_configuration"): ("s3:GetBucketNotification",),
    ("s3", "put_bucket_notification_configuration"): ("s3:PutBucketNotification",),
    ("s3", "get_bucket_replication"): ("s3:GetReplicationConfiguration",),
    ("s3", "put_bucket_replication"): ("s3:PutReplicationConfiguration",),
    ("s3", "get_public_access_block"): ("s3:GetBucketPublicAccessBlock",),
    ("s3", "put_public_access_block"): ("s3:PutBucketPublicAccessBlock",),
    # DynamoDB: transactions and PartiQL are judged by what they do.
    ("dynamodb", "transact_get_items"): ("dynamodb:GetItem",),
    ("dynamodb", "transact_write_items"): ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"),
    **{
        ("dynamodb", name): tuple(f"dynamodb:PartiQL{verb}" for verb in ("Select", "Insert", "Update", "Delete"))
        for name in ("execute_statement", "batch_execute_statement", "execute_transaction")
    },
    ("sqs", "send_message_batch"): ("sqs:SendMessage",),
    ("sqs", "delete_message_batch"): ("sqs:DeleteMessage",),
    ("sqs", "change_message_visibility_batch"): ("sqs:ChangeMessageVisibility",),
    ("sns", "publish_batch"): ("sns:Publish",),
    ("lambda", "invoke"): ("lambda:InvokeFunction",),
    ("lambda", "invoke_with_response_stream"): ("lambda:InvokeFunction",),
    ("secretsmanager", "batch_get_secret_value"): (
        "secretsmanager:BatchGetSecretValue",
        "secretsmanager:GetSecretValue",
    ),
    ("kms", "re_encrypt"): ("kms:ReEncryptFrom", "kms:ReEncryptTo"),
    ("bedrock-runtime", "converse"): ("bedrock:InvokeModel",),
    ("bedrock-runtime", "converse_stream"): ("bedrock:InvokeModelWithResponseStream",),
    ("bedrock-runtime", "start_async_invoke"): ("bedrock:InvokeModel",),
    ("ecs", "run_task"): ("ecs:RunTask", "iam:PassRole"),
    # "No permissions are required": the API references of STS. They need a role's credentials all the same.
    ("sts", "get_caller_identity"): (),
    ("sts", "get_session_token"): (),
}

#: Operations that are not signed (`authtype: none` in botocore's model): they need no role at all.
UNSIGNED = frozenset(
    {("sts", name) for name in ("assume_role_with_saml", "assume_role_with_web_identity")}
    | {
        ("cognito-idp", name)
        for name in (
            "associate_software_token", "change_password", "confirm_device", "confirm_forgot_password",
            "confirm_sign_up", "delete_user", "delete_user_attributes", "forget_device", "forgot_password",
            "get_device", "get_tokens_from_refresh_token", "get_user", "get_user_attribute_verification_code",
            "get_user_auth_factors", "global_sign_out", "initiate_auth", "list_devices", "resend_confirmation_code",
            "respond_to_auth_challenge", "revoke_token", "set_user_mfa_preference", "set_user_settings", "sign_up",
            "update_auth_event_feedback", "update_device_status", "update_user_attributes", "verify_software_token",
            "verify_user_attribute",
        )
    }
)  # fmt: skip

#: What a waiter asks for, by service and the waiter's name (botocore's `waiters-2.json`).
WAITERS: dict[tuple[str, str], str] = {
    ("s3", "bucket_exists"): "head_bucket",
    ("s3", "bucket_not_exists"): "head_bucket",
    ("s3", "object_exists"): "head_object",
    ("s3", "object_not_exists"): "head_object",
    ("dynamodb", "table_exists"): "describe_table",
    ("dynamodb", "table_not_exists"): "describe_table",
    ("lambda", "function_active"): "get_function_configuration",
    ("lambda", "function_active_v2"): "get_function",
    ("lambda", "function_exists"): "get_function",
    ("lambda", "function_updated"): "get_function_configuration",
    ("lambda", "function_updated_v2"): "get_function",
    ("ecs", "services_stable"): "describe_services",
    ("ecs", "services_inactive"): "describe_services",
    ("ecs", "tasks_running"): "describe_tasks",
    ("ecs", "tasks_stopped"): "describe_tasks",
    ("cloudfront", "distribution_deployed"): "get_distribution",
    ("cloudfront", "invalidation_completed"): "get_invalidation",
    ("kinesis", "stream_exists"): "describe_stream",
    ("kinesis", "stream_not_exists"): "describe_stream",
    ("ssm", "command_executed"): "get_command_invocation",
    ("ses", "identity_exists"): "get_identity_verification_attributes",
}

#: Methods of a resource's parts (boto3's `resources-1.json` and its injected methods), by service, part ("" for the
#: resource itself) and method, as the client's method that they call.
#: What iterating over a resource's collection gives, and over what a method of it gives.
#: Source: boto3 1.44, boto3/data/*/resources-1.json, hasMany and the actions' resources.
_COLLECTIONS = {
    ("s3", "objects"): "ObjectSummary", ("s3", "object_versions"): "ObjectVersion", ("s3", "buckets"): "Bucket",
    ("sqs", "queues"): "Queue", ("dynamodb", "tables"): "Table", ("sns", "topics"): "Topic",
    ("sns", "subscriptions"): "Subscription",
}  # fmt: skip
_RESULTS = {("sqs", "receive_messages"): "Message"}
_NARROWING = frozenset({"all", "filter", "limit", "page_size"})


def element(service: str, parts: tuple[str, ...]) -> str:
    """What an element of a resource's part is, by the names that lead to it; "" where that is not known."""
    names = [part for part in parts if part not in _NARROWING]
    last = names[-1] if names else ""
    return _RESULTS.get((service, last)) or _COLLECTIONS.get((service, last)) or ""


RESOURCE_METHODS: dict[tuple[str, str, str], str] = {
    **{
        ("dynamodb", "Table", name): name
        for name in ("get_item", "put_item", "update_item", "delete_item", "query", "scan")
    },
    ("dynamodb", "Table", "batch_writer"): "batch_write_item",
    ("dynamodb", "Table", "load"): "describe_table",
    ("dynamodb", "Table", "reload"): "describe_table",
    ("dynamodb", "Table", "update"): "update_table",
    ("dynamodb", "Table", "delete"): "delete_table",
    ("dynamodb", "Table", "wait_until_exists"): "describe_table",
    **{("dynamodb", "", name): name for name in ("batch_get_item", "batch_write_item", "create_table")},
    ("dynamodb", "tables", "all"): "list_tables",
    **{
        ("s3", part, name): name
        for part in ("Bucket", "Object", "ObjectSummary")
        for name in ("upload_file", "upload_fileobj", "download_file", "download_fileobj", "copy")
    },
    ("s3", "", "create_bucket"): "create_bucket",
    ("s3", "buckets", "all"): "list_buckets",
    ("s3", "Bucket", "create"): "create_bucket",
    ("s3", "Bucket", "delete"): "delete_bucket",
    ("s3", "Bucket", "delete_objects"): "delete_objects",
    ("s3", "Bucket", "put_object"): "put_object",
    ("s3", "Bucket", "load"): "list_buckets",
    ("s3", "Bucket", "wait_until_exists"): "head_bucket",
    **{("s3", "objects", name): "list_objects" for name in ("all", "filter", "limit", "page_size")},
    ("s3", "objects", "delete"): "delete_objects",
    **{("s3", "object_versions", name): "list_object_versions" for name in ("all", "filter", "limit")},
    ("s3", "object_versions", "delete"): "delete_objects",
    **{
        ("s3", part, name): operation
        for part in ("Object", "ObjectSummary")
        for name, operation in {
            "get": "get_object",
            "put": "put_object",
            "delete": "delete_object",
            "load": "head_object",
            "reload": "head_object",
            "copy_from": "copy_object",
            "initiate_multipart_upload": "create_multipart_upload",
            "wait_until_exists": "head_object",
        }.items()
    },
    ("s3", "Acl", "put"): "put_object_acl",
    ("sqs", "", "get_queue_by_name"): "get_queue_url",
    ("sqs", "", "create_queue"): "create_queue",
    ("sqs", "queues", "all"): "list_queues",
    ("sqs", "Queue", "send_message"): "send_message",
    ("sqs", "Queue", "send_messages"): "send_message_batch",
    ("sqs", "Queue", "receive_messages"): "receive_message",
    ("sqs", "Queue", "delete_messages"): "delete_message_batch",
    ("sqs", "Queue", "purge"): "purge_queue",
    ("sqs", "Queue", "load"): "get_queue_attributes",
    ("sqs", "Message", "delete"): "delete_message",
    ("sqs", "Message", "change_visibility"): "change_message_visibility",
    ("sns", "", "create_topic"): "create_topic",
    ("sns", "topics", "all"): "list_topics",
    ("sns", "Topic", "publish"): "publish",
    ("sns", "Topic", "subscribe"): "subscribe",
    ("sns", "PlatformEndpoint", "publish"): "publish",
}
#: What methods of a resource give, where the part is not named by the method itself.
RESOURCE_RESULTS: dict[tuple[str, str], str] = {
    ("sqs", "get_queue_by_name"): "Queue",
    ("sqs", "create_queue"): "Queue",
    ("sns", "create_topic"): "Topic",
    ("dynamodb", "create_table"): "Table",
    ("s3", "create_bucket"): "Bucket",
    ("s3", "put_object"): "Object",
}

#: Methods of every client that call nothing (`botocore.client.BaseClient`), or what one of their arguments says.
SILENT_METHODS = frozenset({"can_paginate", "close", "generate_db_auth_token", "get_available_subresources"})
#: Operations of one word; a method is else known for one by the underscore in its name.
ONE_WORD = frozenset(
    {"invoke", "publish", "subscribe", "unsubscribe", "query", "scan", "copy", "converse", "retrieve", "encrypt"}
    | {"decrypt", "sign", "verify"}
)


def operation(service: str, method: str) -> str:
    """The operation that a client's method calls, as AWS writes it: `GetItem` for `get_item`."""
    return SPELLED.get((service, method)) or "".join(part[:1].upper() + part[1:] for part in method.split("_"))


def actions(service: str, method: str) -> tuple[str, ...] | None:
    """The actions that a client's method needs, () where any role will do; None: they are not known, since the service
    is not."""
    found = ACTIONS.get((service, method))
    if found is not None:
        return found
    prefix = PREFIXES.get(service)
    return (f"{prefix}:{operation(service, method)}",) if prefix is not None else None
