"""Requests as API Gateway hands them to the application, and its answers, as JSON both ways."""

import io
import json
from contextlib import redirect_stdout
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]


class Gateway:
    """Calls the application in this process; `cookie` makes it somebody of the staff."""

    def __init__(self, cookie: str = "") -> None:
        import app  # when the environment is set

        self._app = app.app
        self._headers = {"content-type": "application/json", "x-frontdesk": "1"}
        if cookie:
            self._headers["cookie"] = f"__Host-session={cookie}"

    def event(
        self,
        method: str,
        resource: str,
        path: Json | None = None,
        query: Json | None = None,
        body: Json | None = None,
        **headers: str,
    ) -> str:
        """One request's text. `resource` is the route, for example /api/patients/{patient_id}."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = self._headers | {"x-forwarded-for": "192.0.2.1"} | named
        address = resource.format(**(path or {}))
        event = {
            "httpMethod": method,
            "resource": resource,
            "path": address,
            "headers": given,
            "multiValueHeaders": {name: [value] for name, value in given.items()},
            "pathParameters": path,
            "queryStringParameters": query,
            "multiValueQueryStringParameters": {k: [v] for k, v in query.items()}
            if query
            else None,
            "stageVariables": None,
            "body": None if body is None else json.dumps(body),
            "isBase64Encoded": False,
            "requestContext": {
                "httpMethod": method,
                "resourcePath": resource,
                "path": f"{address}?{urlencode(query or {})}",
                "identity": {"sourceIp": "192.0.2.1"},
                "requestId": "bench",
            },
        }
        return json.dumps(event)

    def call(self, text: str) -> Json:
        """The answer's body; raises RuntimeError for a refusal."""
        with redirect_stdout(io.StringIO()):  # the metrics, which Lambda would collect
            answer = json.loads(json.dumps(self._app(json.loads(text), _Lambda())))
        if answer["statusCode"] >= 400:
            raise RuntimeError(f"{answer['statusCode']}: {answer['body']}")
        body: Json = json.loads(answer["body"]) if answer["body"] else {}
        return body


class _Lambda:
    aws_request_id, function_name, memory_limit_in_mb = "bench", "bench", 1024
    invoked_function_arn = "arn:aws:lambda:eu-central-1:000000000000:function:bench"
