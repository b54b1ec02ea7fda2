"""The pages reach their bucket as the front door serves them here."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra import pages

_FILES = {
    "index.html": "<p>site</p>",
    "console/index.html": "<p>console</p>",
    "widget.js": "widget()",
    "assets/app-1a2b.js": "app()",
    "assets/app-1a2b.css": "p{}",
    "handset/index.html": "<p>clock</p>",
    ".inputs": "abc",
}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[boto3.Session]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    with mock_aws():
        made = boto3.Session(region_name="us-east-1")
        made.client("s3").create_bucket(Bucket="pages")
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in _FILES.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
def outputs(session: boto3.Session) -> dict[str, str]:
    origin = {
        "Id": "pages",
        "DomainName": "pages.s3.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }
    config: dict[str, Any] = {
        "CallerReference": "test",
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": {"TargetOriginId": "pages", "ViewerProtocolPolicy": "https-only"},
    }
    made = session.client("cloudfront").create_distribution(DistributionConfig=config)
    return {"PagesBucket": "pages", "WebId": made["Distribution"]["Id"]}


def _kept(session: boto3.Session) -> dict[str, tuple[str, str]]:
    s3 = session.client("s3")
    found = s3.list_objects_v2(Bucket="pages").get("Contents", [])
    heads = {each["Key"]: s3.head_object(Bucket="pages", Key=each["Key"]) for each in found}
    return {key: (head["ContentType"], head["CacheControl"]) for key, head in heads.items()}


def test_pages_are_put_with_type_and_lifetime(
    session: boto3.Session, folder: Path, outputs: dict[str, str]
) -> None:
    pages.publish(outputs, session, folder)

    kept = _kept(session)
    assert kept["index.html"] == ("text/html; charset=utf-8", "no-cache")
    assert kept["assets/app-1a2b.css"][1] == "public, max-age=31536000, immutable"
    assert kept["assets/app-1a2b.js"][0].endswith("javascript; charset=utf-8")
    assert "max-age=300" in kept["widget.js"][1]


def test_local_clouds_own_page_is_never_put(
    session: boto3.Session, folder: Path, outputs: dict[str, str]
) -> None:
    number = pages.publish(outputs, session, folder)

    assert _kept(session).keys() == _FILES.keys() - {"handset/index.html", ".inputs"}
    assert number == len(_FILES) - 2


def test_old_copies_are_forgotten_after_publishing(
    session: boto3.Session, folder: Path, outputs: dict[str, str]
) -> None:
    pages.publish(outputs, session, folder)

    told = session.client("cloudfront").list_invalidations(DistributionId=outputs["WebId"])
    assert told["InvalidationList"]["Quantity"] == 1


def test_parts_of_open_pages_stay(
    session: boto3.Session, folder: Path, outputs: dict[str, str]
) -> None:
    session.client("s3").put_object(Bucket="pages", Key="assets/app-old.js", Body=b"old()")

    pages.publish(outputs, session, folder)

    assert session.client("s3").head_object(Bucket="pages", Key="assets/app-old.js")
