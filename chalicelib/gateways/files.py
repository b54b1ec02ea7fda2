"""Amazon S3: a clinic's files, under keys that start with the tenant; all end after 30 days."""

from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.context import Context
from chalicelib.errors import Unavailable
from chalicelib.gateways import tenant_credentials

UPLOAD_SECONDS = 900
_TYPE = "application/octet-stream"
_KIND = "kind=upload"  # the bucket's lifecycle ends what has this tag
# Without the right to list, S3 does not tell a missing file from a forbidden one.
_MISSING = {"NoSuchKey", "AccessDenied", "404", "403"}


@dataclass(frozen=True)
class File:
    """`etag` changes with the content."""

    data: bytes
    etag: str


class NoFile(Exception):
    """There is nothing under this name."""


def upload(ctx: Context, name: str, size: int) -> tuple[str, dict[str, str]]:
    """Address and headers with which a browser may put `size` bytes there within 15 minutes."""
    headers = {"Content-Type": _TYPE, "x-amz-tagging": _KIND}
    wanted = {"ContentType": _TYPE, "Tagging": _KIND, "ContentLength": size, **_place(ctx, name)}
    url: str = _client(ctx).generate_presigned_url(
        "put_object", Params=wanted, ExpiresIn=UPLOAD_SECONDS
    )
    return url, headers


def put(ctx: Context, name: str, data: bytes) -> None:
    try:
        _client(ctx).put_object(**_place(ctx, name), Body=data, Tagging=_KIND, ContentType=_TYPE)
    except (ClientError, BotoCoreError):
        raise Unavailable("The file could not be kept. Please try again.") from None


def get(ctx: Context, name: str, limit: int) -> File:
    """At most `limit` bytes and one more, so that a larger file shows; raises NoFile."""
    try:
        answer = _client(ctx).get_object(**_place(ctx, name), Range=f"bytes=0-{limit}")
        data: bytes = answer["Body"].read()
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code in _MISSING:
            raise NoFile from None
        if code == "InvalidRange":
            return File(b"", "")
        raise Unavailable("The file can't be read at the moment. Please try again.") from None
    except BotoCoreError:
        raise Unavailable("The file can't be read at the moment. Please try again.") from None
    return File(data, answer["ETag"])


def _place(ctx: Context, name: str) -> dict[str, str]:
    return {"Bucket": config.bucket_name(), "Key": f"T#{ctx.tenant_id}#/{name}"}


def _client(ctx: Context) -> Any:
    return tenant_credentials.client("s3", ctx.tenant_id)
