"""What is kept is encrypted, comes back after a mistake, and ends when it should."""

import json
from typing import Any

import pytest

from chalicelib.table import item
from tests.infra.template import of_type, production, resolved
from tests.shape.source import PRODUCT, modules

# What holds data that nobody could make again.
_PRECIOUS = {"Table", "Files", "UserPool", "SigningSecret", "StripeSecret"}
_STATEFUL = {
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::Table",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SecretsManager::Secret",
}
TABLE = of_type("AWS::DynamoDB::Table")["Table"]
each_bucket = pytest.mark.parametrize("name", sorted(of_type("AWS::S3::Bucket")))
each_queue = pytest.mark.parametrize("name", sorted(of_type("AWS::SQS::Queue")))
each_topic = pytest.mark.parametrize("name", sorted(of_type("AWS::SNS::Topic")))


def _kept() -> dict[str, dict[str, Any]]:
    return {n: r for n, r in production()["Resources"].items() if r["Type"] in _STATEFUL}


@pytest.mark.parametrize("name", sorted(_kept()))
def test_what_happens_to_data_at_the_end_is_said(name: str) -> None:
    resource = _kept()[name]
    wanted = "Retain" if name in _PRECIOUS else "Delete"

    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == (wanted, wanted)


def test_precious_things_are_there() -> None:
    assert _kept().keys() >= _PRECIOUS


def test_table_is_encrypted_recoverable_and_hard_to_delete() -> None:
    assert TABLE["SSESpecification"]["SSEEnabled"] is True
    assert TABLE["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert TABLE["DeletionProtectionEnabled"] is True


def test_table_costs_nothing_while_nobody_asks() -> None:
    assert TABLE["BillingMode"] == "PAY_PER_REQUEST"


def test_table_forgets_by_the_attribute_that_items_have() -> None:
    ends = TABLE["TimeToLiveSpecification"]

    assert ends["Enabled"] is True
    assert hasattr(item.Item, ends["AttributeName"])


def test_indexes_are_those_that_the_code_asks() -> None:
    named = {index["IndexName"] for index in TABLE["GlobalSecondaryIndexes"]}
    code = "\n".join(m.text for m in modules("chalicelib/table"))

    assert all(f'"{name}"' in code for name in named)
    assert all(3 <= len(name) <= 255 for name in named), "as DynamoDB names indexes"


def test_index_of_timers_holds_keys_only() -> None:
    (timers,) = [i for i in TABLE["GlobalSecondaryIndexes"] if i["IndexName"] == "due"]

    assert timers["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_attributes_of_keys_are_declared_once_and_used() -> None:
    declared = {a["AttributeName"] for a in TABLE["AttributeDefinitions"]}
    schemas = [TABLE["KeySchema"], *(i["KeySchema"] for i in TABLE["GlobalSecondaryIndexes"])]

    assert declared == {part["AttributeName"] for schema in schemas for part in schema}


def test_stream_tells_what_became_of_an_item() -> None:
    assert TABLE["StreamSpecification"]["StreamViewType"] == "NEW_IMAGE"


@each_bucket
def test_bucket_is_encrypted_and_private(name: str) -> None:
    bucket = of_type("AWS::S3::Bucket")[name]
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]

    assert rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"] in ("AES256", "aws:kms")
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}


def test_files_come_back_and_end() -> None:
    files = of_type("AWS::S3::Bucket")["Files"]
    rules = files["LifecycleConfiguration"]["Rules"]

    assert files["VersioningConfiguration"] == {"Status": "Enabled"}
    assert any("ExpirationInDays" in rule for rule in rules)
    assert any("NoncurrentVersionExpiration" in rule for rule in rules)
    assert any("AbortIncompleteMultipartUpload" in rule for rule in rules)


def test_files_are_asked_for_over_tls_only() -> None:
    (policy,) = [p for n, p in of_type("AWS::S3::BucketPolicy").items() if n == "FilesPolicy"]
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert statement["Effect"] == "Deny"
    assert statement["Condition"]["Bool"] == {"aws:SecureTransport": "false"}


def test_files_are_put_by_our_pages_only() -> None:
    (rule,) = of_type("AWS::S3::Bucket")["Files"]["CorsConfiguration"]["CorsRules"]

    assert rule["AllowedOrigins"] == [{"Ref": "PublicUrl"}]
    assert rule["AllowedMethods"] == ["PUT"]


@each_queue
def test_queue_is_encrypted(name: str) -> None:
    assert of_type("AWS::SQS::Queue")[name]["SqsManagedSseEnabled"] is True


@each_topic
def test_topic_is_encrypted_with_a_key_that_its_publishers_may_use(name: str) -> None:
    """AWS's own key for SNS lets neither alarms nor the carriers' service publish."""
    assert of_type("AWS::SNS::Topic")[name]["KmsMasterKeyId"] == {"Ref": "TopicsKey"}


def test_key_of_topics_rotates_and_is_ours() -> None:
    key = of_type("AWS::KMS::Key")["TopicsKey"]
    (ours, services) = key["KeyPolicy"]["Statement"]

    assert key["EnableKeyRotation"] is True
    assert "root" in json.dumps(ours["Principal"]), "without it nobody could change the key"
    assert set(services["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey"}


def test_accounts_are_hard_to_delete_and_made_by_us() -> None:
    pool = of_type("AWS::Cognito::UserPool")["UserPool"]

    assert pool["DeletionProtection"] == "ACTIVE"
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 10


def test_sign_in_does_not_tell_who_has_an_account() -> None:
    (client,) = of_type("AWS::Cognito::UserPoolClient").values()

    assert client["PreventUserExistenceErrors"] == "ENABLED"


def test_sign_in_is_told_whose_account_it_is_and_nobody_changes_that() -> None:
    (client,) = of_type("AWS::Cognito::UserPoolClient").values()
    ours = {"custom:tenant_id", "custom:staff_id"}

    assert ours <= set(client["ReadAttributes"])
    assert not ours & set(client["WriteAttributes"])


def test_no_secret_stands_in_the_template() -> None:
    secrets = of_type("AWS::SecretsManager::Secret")

    assert secrets["SigningSecret"].keys() >= {"GenerateSecretString"}
    assert "not set" in secrets["StripeSecret"]["SecretString"]


def test_no_secret_stands_in_a_functions_environment() -> None:
    functions = of_type("AWS::Serverless::Function").values()
    variables = {n for f in functions for n in f.get("Environment", {}).get("Variables", {})}
    variables |= production()["Globals"]["Function"]["Environment"]["Variables"].keys()

    telling = [v for v in variables if any(w in v for w in ("KEY", "PASSWORD", "TOKEN"))]

    assert telling == []
    assert all(v.endswith("_ID") for v in variables if "SECRET" in v)


def test_the_local_cloud_can_be_emptied() -> None:
    local = of_type("AWS::DynamoDB::Table", resolved(Cloud="local"))["Table"]

    assert local["DeletionProtectionEnabled"] is False


def test_every_variable_of_the_environment_is_read_by_the_code() -> None:
    code = "\n".join(m.text for m in modules(*PRODUCT))
    variables = production()["Globals"]["Function"]["Environment"]["Variables"]
    read_by_libraries = ("AWS_", "POWERTOOLS_", "PYDANTIC_")

    unread = [
        v
        for v in variables
        if not v.startswith(read_by_libraries)
        and v not in code
        and v.removesuffix("_QUEUE_URL") not in code
    ]

    assert unread == []
