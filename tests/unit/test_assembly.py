"""The deployed API brings in a slice when something of it is first asked."""

import json
import os
import subprocess
import sys

_ASK = """
import json, sys
import app

def routes():
    return sorted(n.split(".")[1] for n in sys.modules if n.endswith(".routes") and "." in n[11:])

def ask(path):
    named = {"httpMethod": "TRACE", "resourcePath": path}
    event = {"requestContext": named, "headers": {}, "multiValueHeaders": {}, "body": None}
    event |= {"pathParameters": {}, "multiValueQueryStringParameters": None}
    event |= {"stageVariables": None, "isBase64Encoded": False, "path": path}
    return app.app(event, None)["headers"].get("Allow")

told = {"first": routes(), "health": ask("/api/health")}
told |= {"card": ask("/api/patients/{patient_id}"), "again": ask("/api/patients/{patient_id}")}
told |= {"three": routes(), "description": ask("/api/openapi.json"), "all": routes()}
print(json.dumps(told))
"""


def test_slice_is_imported_when_it_is_first_asked() -> None:
    environment = {**os.environ, "AWS_LAMBDA_FUNCTION_NAME": "test", "PYTHONPATH": "."}

    done = subprocess.run(
        [sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=True
    )

    told = json.loads(done.stdout)
    assert told["first"] == ["platform"]
    assert told["three"] == ["messages", "patients", "platform", "timeline"]
    assert len(told["all"]) > 20
    assert (told["health"], told["description"]) == ("GET", "GET")
    assert told["card"] == told["again"] == "GET, PATCH"
