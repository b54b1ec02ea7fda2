"""The response headers that the template's CloudFront distribution sends, by path."""

from __future__ import annotations

import re
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

from infra.local.interpreters import ROOT

TEMPLATE = ROOT / "infra" / "web.yaml"
# The template's name of a header, the header, and where its value stands (None: it has one value).
_SECURITY = (
    ("ContentTypeOptions", "x-content-type-options", None),
    ("FrameOptions", "x-frame-options", "FrameOption"),
    ("ReferrerPolicy", "referrer-policy", "ReferrerPolicy"),
    ("ContentSecurityPolicy", "content-security-policy", "ContentSecurityPolicy"),
)


class Distribution:
    """Headers by path, so that pages meet the same policy here as on AWS.

    `stands_for` tells by what AWS addresses in a policy are replaced here; it is asked at each
    request, since a part of the local cloud may come later. Strict transport security is left out:
    browsers must not heed it on plain http.
    """

    def __init__(self, stands_for: Callable[[], dict[str, str]], template: Path = TEMPLATE) -> None:
        resources = yaml.safe_load(template.read_text())["Resources"]
        described = _one(resources, "AWS::CloudFront::Distribution")["DistributionConfig"]
        self._stands_for = stands_for
        self._behaviors = [
            (each.get("PathPattern", "/*"), _headers(resources, each))
            for each in (*described["CacheBehaviors"], described["DefaultCacheBehavior"])
        ]

    def headers(self, path: str) -> dict[str, str]:
        """The headers of the first behavior whose pattern fits, as CloudFront chooses."""
        for pattern, headers in self._behaviors:
            if fnmatchcase(path, pattern):
                here = self._stands_for()
                return {name: _local(value, here) for name, value in headers.items()}
        return {}


def _one(resources: dict[str, Any], kind: str) -> dict[str, Any]:
    properties: dict[str, Any] = next(r for r in resources.values() if r["Type"] == kind)[
        "Properties"
    ]
    return properties


def _headers(resources: dict[str, Any], behavior: dict[str, Any]) -> dict[str, str]:
    named = behavior.get("ResponseHeadersPolicyId", {}).get("Ref")
    if not named:
        return {}
    policy = resources[named]["Properties"]["ResponseHeadersPolicyConfig"]
    told = policy.get("SecurityHeadersConfig", {})
    headers = {
        header: _text(told[name][place]) if place else "nosniff"
        for name, header, place in _SECURITY
        if name in told
    }
    for item in policy.get("CustomHeadersConfig", {}).get("Items", []):
        headers[item["Header"].lower()] = _text(item["Value"])
    return {**headers, **_cross_origin(policy.get("CorsConfig", {}))}


def _cross_origin(config: dict[str, Any]) -> dict[str, str]:
    origins = config.get("AccessControlAllowOrigins", {}).get("Items", [])
    return {"access-control-allow-origin": "*"} if "*" in origins else {}


def _text(value: Any) -> str:
    return str(value["Fn::Sub"] if isinstance(value, dict) else value)


def _local(text: str, stands_for: dict[str, str]) -> str:
    for pattern, address in stands_for.items():
        text = re.sub(pattern, address, text)
    return text
