"""Recordings in Amazon S3: from Connect's bucket into a clinic's own files, and out to listen."""

import shutil
import tempfile
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import config
from chalicelib.context import Context
from chalicelib.errors import Unavailable
from chalicelib.gateways import aws, tenant_credentials

_TYPE = "audio/wav"
_KIND = "kind=recording"  # the bucket's lifecycle ends what has this tag
_IN_MEMORY = 8 * 1024 * 1024


def take_over(ctx: Context, bucket: str, key: str, contact_id: str) -> None:
    """Copy a recording below the clinic's prefix; done twice it is there once."""
    try:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
            found = aws.client("s3").get_object(Bucket=bucket, Key=key)
            shutil.copyfileobj(found["Body"], file)
            file.seek(0)
            _client(ctx).put_object(
                **_place(ctx, contact_id), Body=file, ContentType=_TYPE, Tagging=_KIND
            )
    except (ClientError, BotoCoreError):
        raise Unavailable("The recording could not be kept.") from None


def address(ctx: Context, contact_id: str, seconds: int) -> str:
    """An address at which a browser can play the recording for so long."""
    wanted = {**_place(ctx, contact_id), "ResponseContentType": _TYPE}
    url: str = _client(ctx).generate_presigned_url("get_object", Params=wanted, ExpiresIn=seconds)
    return url


def _place(ctx: Context, contact_id: str) -> dict[str, str]:
    key = f"T#{ctx.tenant_id}#/recordings/{contact_id}.wav"
    return {"Bucket": config.bucket_name(), "Key": key}


def _client(ctx: Context) -> Any:
    return tenant_credentials.client("s3", ctx.tenant_id)
