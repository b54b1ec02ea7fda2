"""A tenant's credentials reach that tenant's items and files as the policies say, and no others."""

import pytest

from infra.local.region import ACCOUNT, REGION
from tests.infra.emulator import Emulator
from tests.infra.fenced import (
    BUCKET,
    MINE,
    OPERATIONS,
    TABLE,
    YOURS,
    everything,
    item,
    key,
    refusal,
)


@pytest.mark.parametrize("name", OPERATIONS)
def test_leading_keys_own_tenant_is_allowed(emulator: Emulator, name: str) -> None:
    client = emulator.tenant("tenanta")

    answer = OPERATIONS[name](client, MINE)

    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


@pytest.mark.parametrize("name", OPERATIONS)
def test_leading_keys_other_tenant_is_denied(emulator: Emulator, name: str) -> None:
    client, before = emulator.tenant("tenanta"), everything(emulator)

    code = refusal(lambda: OPERATIONS[name](client, YOURS))

    assert code == "AccessDeniedException"
    assert everything(emulator) == before


@pytest.mark.parametrize("name", OPERATIONS)
def test_leading_keys_without_the_condition_let_everybody_in(emulator: Emulator, name: str) -> None:
    """The other tests fail for the policy's sake, and not for another reason."""
    answer = OPERATIONS[name](emulator.tenant("tenanta", role="open"), YOURS)

    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_leading_keys_one_foreign_item_denies_the_whole(emulator: Emulator) -> None:
    client, before = emulator.tenant("tenanta"), everything(emulator)
    puts = [{"Put": {"TableName": TABLE, "Item": item(pk, "V#7")}} for pk in (MINE, YOURS)]

    transaction = refusal(lambda: client.transact_write_items(TransactItems=puts))
    keys = {TABLE: {"Keys": [key(MINE), key(YOURS)]}}
    batch = refusal(lambda: client.batch_get_item(RequestItems=keys))

    assert (transaction, batch) == ("AccessDeniedException",) * 2
    assert everything(emulator) == before


def test_leading_keys_absent_is_denied_by_null_false(emulator: Emulator) -> None:
    client = emulator.tenant("tenanta")

    scan = refusal(lambda: client.scan(TableName=TABLE))
    partiql = refusal(lambda: client.execute_statement(Statement=f'SELECT * FROM "{TABLE}"'))

    assert (scan, partiql) == ("AccessDeniedException",) * 2


def test_leading_keys_of_a_transaction_are_judged_item_by_item(emulator: Emulator) -> None:
    """A role with two statements may mix both kinds of item, as on AWS."""
    table = f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{TABLE}"
    statements = [
        {
            "Effect": "Allow",
            "Action": action,
            "Resource": table,
            "Condition": {"ForAllValues:StringLike": {"dynamodb:LeadingKeys": prefix}},
        }
        for action, prefix in (("dynamodb:PutItem", "P#*"), ("dynamodb:ConditionCheckItem", "T#*"))
    ]
    emulator.create_role("mixed", statements)
    client = emulator.tenant("", role="mixed")
    check = {"TableName": TABLE, "Key": key(MINE), "ConditionExpression": "attribute_exists(pk)"}

    answer = client.transact_write_items(
        TransactItems=[
            {"Put": {"TableName": TABLE, "Item": item("P#site", "S")}},
            {"ConditionCheck": check},
        ]
    )

    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_principal_tags_absent_match_nothing(emulator: Emulator) -> None:
    client, files = emulator.tenant(""), emulator.tenant("", "s3")

    item = refusal(lambda: OPERATIONS["get"](client, MINE))
    literal = refusal(lambda: OPERATIONS["get"](client, "T#${aws:PrincipalTag/tenant_id}#x"))
    file = refusal(lambda: files.get_object(Bucket=BUCKET, Key="tenanta/visit.txt"))

    assert (item, literal) == ("AccessDeniedException",) * 2
    assert file == "AccessDenied"


def test_principal_tags_fence_s3_prefixes(emulator: Emulator) -> None:
    files = emulator.tenant("tenanta", "s3")

    own = files.get_object(Bucket=BUCKET, Key="tenanta/visit.txt")["Body"].read()
    read = refusal(lambda: files.get_object(Bucket=BUCKET, Key="tenantb/visit.txt"))
    write = refusal(lambda: files.put_object(Bucket=BUCKET, Key="tenantb/visit.txt", Body=b"x"))

    assert (own, read, write) == (b"seen", "AccessDenied", "AccessDenied")
    unchanged = emulator.client("s3").get_object(Bucket=BUCKET, Key="tenantb/visit.txt")
    assert unchanged["Body"].read() == b"seen"


def test_principal_arn_of_a_session_is_its_roles(emulator: Emulator) -> None:
    """A role that only roles of a certain name may take on, as functions do with the tenant's."""
    role = f"arn:aws:iam::{ACCOUNT}:role/"
    anybody = {"Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": "*"}
    for name in ("app-api", "stranger"):
        emulator.create_role(name, [anybody])
    only_ours = {"ArnLike": {"aws:PrincipalArn": f"{role}app-*"}}
    emulator.create_role("ours", [], trusted_if=only_ours)

    ours = emulator.tenant("", "sts", role="app-api")
    foreign = emulator.tenant("", "sts", role="stranger")

    taken = ours.assume_role(RoleArn=f"{role}ours", RoleSessionName="test")
    assert taken["Credentials"]
    asked = {"RoleArn": f"{role}ours", "RoleSessionName": "test"}
    assert refusal(lambda: foreign.assume_role(**asked)) == "AccessDenied"


def test_mail_identities_are_judged_by_the_senders_domain(emulator: Emulator) -> None:
    identity = f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/clinic.example.com"
    mailing = {"Effect": "Allow", "Action": "ses:SendEmail", "Resource": identity}
    emulator.create_role("mailing", [mailing])
    for domain in ("clinic.example.com", "other.example.com"):
        emulator.client("sesv2").create_email_identity(EmailIdentity=domain)
    mails = emulator.tenant("", "sesv2", role="mailing")

    def send(sender: str) -> None:
        text = {"Data": "text"}
        mails.send_email(
            FromEmailAddress=sender,
            Destination={"ToAddresses": ["jane@example.com"]},
            Content={"Simple": {"Subject": text, "Body": {"Text": text}}},
        )

    send("Clinic <hello@clinic.example.com>")
    code = refusal(lambda: send("hello@other.example.com"))

    assert code == "AccessDeniedException"
