"""A tenant's credentials, and the functions' own, reach what their policies say, no more."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.gateways import tenant_credentials
from tests.clinics import WholeClinic, kept, root, settled
from tests.tenancy.access import ALLOWED, FILES, ITEMS, REFUSED, TAKEN, WHOLE_TABLE, outcomes

Stack = dict[str, Any]
_POLICY = "one-tenant"
# Partitions that belong to nobody's tenant, or only look as if they were ours.
_STRANGE = ("P#SITEKEY#x", "P#TENANTS#a", "DUE#2027-03-22T09#0", "T#", "T##CLINIC", "T#*#CLINIC")


@pytest.fixture
def table(cloud: Stack) -> str:
    return str(cloud["outputs"]["TableName"])


@pytest.fixture
def unfenced(cloud: Stack) -> Iterator[None]:
    """The tenants' role without the condition on leading keys; put back afterwards."""
    iam, role = root(cloud, "iam"), cloud["resources"]["TenantRole"]
    asked = {"RoleName": role, "PolicyName": _POLICY}
    before = iam.get_role_policy(**asked)["PolicyDocument"]
    document = json.loads(before) if isinstance(before, str) else before
    bare = {**document, "Statement": [_without_condition(s) for s in document["Statement"]]}
    iam.put_role_policy(**asked, PolicyDocument=json.dumps(bare))
    yield
    iam.put_role_policy(**asked, PolicyDocument=json.dumps(document))


def _without_condition(statement: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in statement.items() if name != "Condition"}


def _dynamodb(clinic: WholeClinic) -> Any:
    return tenant_credentials.client("dynamodb", clinic.ctx.tenant_id)


def _partition(clinic: WholeClinic) -> str:
    return f"T#{clinic.ctx.tenant_id}#APPOINTMENT"


def _of_role(cloud: Stack, role: str, service: str) -> Any:
    """A client with the credentials that a function of this role has."""
    arn = f"arn:aws:iam::{cloud['account']}:role/{role}"
    answer = root(cloud, "sts").assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
    return boto3.client(
        service,
        endpoint_url=cloud["cloud"],
        region_name=cloud["region"],
        aws_access_key_id=answer["AccessKeyId"],
        aws_secret_access_key=answer["SecretAccessKey"],
        aws_session_token=answer["SessionToken"],
    )


def _roles(cloud: Stack) -> list[str]:
    """Every role of the stack but the tenants' own."""
    named = cloud["resources"].items()
    return sorted(r for n, r in named if n.endswith("Role") and n != "TenantRole")


def test_own_items_are_reached_by_every_way(table: str, ours: WholeClinic) -> None:
    """What the other tests find refused is refused for the tenant's sake, not for the call's."""
    found = outcomes(TAKEN, _dynamodb(ours), table, _partition(ours))

    assert found == dict.fromkeys(TAKEN, ALLOWED)


def test_other_tenants_items_are_denied_by_every_way(
    cloud: Stack, table: str, ours: WholeClinic, theirs: WholeClinic
) -> None:
    before = settled(cloud, theirs)

    found = outcomes(ITEMS, _dynamodb(ours), table, _partition(theirs))

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}
    assert kept(cloud, theirs.ctx.tenant_id) == before


def test_other_tenants_real_keys_are_denied(
    cloud: Stack, table: str, ours: WholeClinic, theirs: WholeClinic
) -> None:
    """Item by item, as they are kept, together with one of our own."""
    before = settled(cloud, theirs)
    client = _dynamodb(ours)
    own = {"pk": {"S": _partition(ours)}, "sk": {"S": "nothing"}}

    def both(key: Stack) -> Any:
        return client.batch_get_item(RequestItems={table: {"Keys": [own, key]}})

    ways = {
        f"{pk} {sk}": (lambda c, t, p, key={"pk": {"S": pk}, "sk": {"S": sk}}: both(key))
        for pk, sk in before
    }
    found = outcomes(ways, client, table, "")

    assert set(found.values()) <= REFUSED
    assert len(found) > 20


def test_whole_table_is_denied(table: str, ours: WholeClinic) -> None:
    found = outcomes(WHOLE_TABLE, _dynamodb(ours), table, _partition(ours))

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}


@pytest.mark.parametrize("partition", _STRANGE)
def test_partitions_of_nobody_are_denied(table: str, ours: WholeClinic, partition: str) -> None:
    found = outcomes(ITEMS, _dynamodb(ours), table, partition)

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}


def test_tenant_whose_id_begins_alike_is_denied(table: str, ours: WholeClinic) -> None:
    alike = f"T#{ours.ctx.tenant_id}x#APPOINTMENT"

    found = outcomes(ITEMS, _dynamodb(ours), table, alike)

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}


def test_other_tenants_files_are_denied(
    cloud: Stack, ours: WholeClinic, theirs: WholeClinic
) -> None:
    bucket = cloud["outputs"]["BucketName"]
    name = f"imports/{theirs.id_of('import_id')}/upload"
    files = tenant_credentials.client("s3", ours.ctx.tenant_id)
    key = f"T#{theirs.ctx.tenant_id}#/{name}"

    found = outcomes(FILES, files, bucket, key)

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}
    assert root(cloud, "s3").head_object(Bucket=bucket, Key=key)["ContentLength"] > 0


def test_own_files_are_reached(cloud: Stack, ours: WholeClinic) -> None:
    bucket = cloud["outputs"]["BucketName"]
    files = tenant_credentials.client("s3", ours.ctx.tenant_id)
    ways = {name: FILES[name] for name in ("PutObject", "GetObject", "HeadObject")}

    found = outcomes(ways, files, bucket, f"T#{ours.ctx.tenant_id}#/mine")

    assert found == dict.fromkeys(ways, ALLOWED)


def test_functions_own_roles_see_no_tenants_items(
    cloud: Stack, table: str, theirs: WholeClinic
) -> None:
    roles = _roles(cloud)
    before = settled(cloud, theirs)

    found = {
        f"{role} {name}": code
        for role in roles
        for name, code in outcomes(
            ITEMS, _of_role(cloud, role, "dynamodb"), table, _partition(theirs)
        ).items()
    }

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}
    assert kept(cloud, theirs.ctx.tenant_id) == before
    assert len(roles) > 10


def test_functions_own_roles_see_no_files(cloud: Stack, theirs: WholeClinic) -> None:
    bucket = cloud["outputs"]["BucketName"]
    key = f"T#{theirs.ctx.tenant_id}#/imports/{theirs.id_of('import_id')}/upload"

    found = {
        f"{role} {name}": code
        for role in _roles(cloud)
        for name, code in outcomes(FILES, _of_role(cloud, role, "s3"), bucket, key).items()
    }

    assert {name: code for name, code in found.items() if code not in REFUSED} == {}


def test_tenants_role_is_not_given_without_a_tenant(cloud: Stack) -> None:
    functions = root(cloud, "lambda")
    name = cloud["functions"]["APIHandler"]
    role = functions.get_function_configuration(FunctionName=name)["Role"].rpartition("/")[2]
    sts = _of_role(cloud, role, "sts")
    asked = {"RoleArn": cloud["outputs"]["TenantRoleArn"], "RoleSessionName": "test"}
    tagged = [{"Key": "tenant_id", "Value": "aaaaaaaaaa"}, {"Key": "department", "Value": "x"}]

    ways = {
        "no tag": lambda c, p, k: c.assume_role(**asked),
        "another tag": lambda c, p, k: c.assume_role(**asked, Tags=tagged[1:]),
        "one tag too many": lambda c, p, k: c.assume_role(**asked, Tags=tagged),
    }
    found = outcomes(ways, sts, "", "")

    assert set(found.values()) <= REFUSED


def test_without_the_condition_other_tenants_items_are_open(
    unfenced: None, table: str, ours: WholeClinic, theirs: WholeClinic
) -> None:
    """So it is the condition that the tests above depend on: without it they would fail."""
    found = outcomes(TAKEN, _dynamodb(ours), table, _partition(theirs))

    assert found == dict.fromkeys(TAKEN, ALLOWED)
