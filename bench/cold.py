"""What a cold start costs: CPU of import and first answer, out of the zip that is deployed.

    python -m bench.cold [fresh processes for each]

Every function is imported from the unpacked zip, compiled modules included, in processes of its
own, by turns with a Chalice application and a handler that do nothing. The interpreter's own start
is not counted. Ratios are to that Chalice application; absolute times are this machine's. The API
brings in a slice when something of it is first asked: the lines with an address tell import and
the first answer below it, to a method that no route has, so that no database is asked.
"""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from compileall import compile_dir
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from infra.local.deployment import package
from infra.local.interpreters import LOCAL
from infra.local.layout import PACKAGE
from infra.local.localcloud import locked

Line = dict[str, Any]
API, OTHERS = (12.0, 9.0), (9.0, 4.0)  # goal and stretch, as multiples of the bare Chalice
_API = "APIHandler"
_ASKED = ("/api/widget/{site_key}/boot", "/api/appointments", "/api/calls", "/api/patients")
_HELLO = """
from chalice import Chalice

app = Chalice(app_name="hello")


@app.route("/api/health")
def health():
    return {"status": "ok"}
"""
_BARE = """
def handler(event, context):
    return {"status": "ok"}
"""
_MEASURE = """
import sys
from time import process_time_ns
sys.path[:0] = sys.argv[3:]
begun = process_time_ns()
module, _, name = sys.argv[1].rpartition(".")
handler = getattr(__import__(module, fromlist=["_"]), name)
imported = process_time_ns()
if module in ("app", "bare"):
    class Context:
        aws_request_id, function_name, invoked_function_arn = "1", "f", "arn"
        memory_limit_in_mb = 512
    path, method = sys.argv[2] or "/api/health", "TRACE" if sys.argv[2] else "GET"
    event = {"httpMethod": method, "resource": path, "path": path}
    event |= {"headers": {}, "multiValueHeaders": {}, "body": None, "isBase64Encoded": False}
    event |= {"pathParameters": {}, "queryStringParameters": None, "stageVariables": None}
    event |= {"multiValueQueryStringParameters": None}
    event["requestContext"] = {"httpMethod": method, "resourcePath": path, "identity": {}}
    answer = handler(event, Context())
    assert ("ok" if method == "GET" else "MethodNotAllowed") in str(answer), answer
answered = process_time_ns()
print("frontdesk-bench", imported - begun, answered - imported, len(sys.modules))
"""


def main(runs: int = 7) -> Iterator[Line]:
    """A line for each function, the API first."""
    with locked(LOCAL / "package.lock"):
        package(LOCAL / "run" / "package.log")
    with TemporaryDirectory() as scratch:
        folder = _unpacked(Path(scratch))
        environment = _environment()
        targets = {"bare": ("bare.handler", "", "bare"), "hello": ("app.app", "", "hello")}
        targets |= {f"{_API} {path}": ("app.app", path, "zip") for path in _ASKED}
        targets |= {name: (handler, "", "zip") for name, handler in _handlers().items()}
        taken: dict[str, list[tuple[int, int, int]]] = {name: [] for name in targets}
        for _ in range(runs):  # by turns: a machine that slows down slows all of them
            for name, (handler, path, part) in targets.items():
                paths = [str(folder / part), str(folder / "zip")]
                taken[name].append(_run([handler, path, *paths], environment))
    yield from _lines(taken)


def _lines(taken: dict[str, list[tuple[int, int, int]]]) -> Iterator[Line]:
    hello_import = _median(taken["hello"], 0)
    hello_whole = hello_import + _median(taken["hello"], 1)
    for name, runs in taken.items():
        imported, answered = _median(runs, 0), _median(runs, 1)
        line: Line = {"bench": "cold", "function": name, "import_ms": imported}
        if answered > 0.01:
            whole = (imported + answered) / hello_whole
            line |= {"first_answer_ms": answered, "ratio_with_answer": round(whole, 2)}
        line |= {"ratio": round(imported / hello_import, 2), "modules": runs[0][2]}
        if name in _handlers():
            goal, stretch = API if name == _API else OTHERS
            line |= {"goal_ratio": goal, "stretch_ratio": stretch, "met": line["ratio"] <= goal}
        yield line


def _median(runs: list[tuple[int, int, int]], part: int) -> float:
    return round(median(run[part] for run in runs) / 1e6, 3)


def _handlers() -> dict[str, str]:
    """Handlers of the template by logical id, the API's first."""
    template = json.loads((PACKAGE / "template.json").read_text())
    found = {
        name: resource["Properties"]["Handler"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }
    return dict(sorted(found.items(), key=lambda each: (each[0] != _API, each[0])))


def _unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(PACKAGE / "deployment.zip") as made:
        made.extractall(folder / "zip")
    for name, file, text in (("hello", "app.py", _HELLO), ("bare", "bare.py", _BARE)):
        (folder / name).mkdir()
        (folder / name / file).write_text(text)
        compile_dir(folder / name, quiet=1)
    return folder


def _environment() -> dict[str, str]:
    """What the template tells every function, with values that are never called."""
    template = json.loads((PACKAGE / "template.json").read_text())
    told = template["Globals"]["Function"]["Environment"]["Variables"]
    return {
        **{name: f"https://{name.lower()}.test".replace("_", "-") for name in told},
        "POWERTOOLS_LOG_LEVEL": "INFO",
        "LIVE_URL": "wss://live.test",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "none",
        "AWS_SECRET_ACCESS_KEY": "none",
        "AWS_LAMBDA_FUNCTION_NAME": "bench",
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _run(told: list[str], environment: dict[str, str]) -> tuple[int, int, int]:
    command = [sys.executable, "-S", "-c", _MEASURE, *told]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{told[0]} does not start:\n{done.stdout}{done.stderr}")
    told = next(line for line in done.stdout.splitlines() if line.startswith("frontdesk-bench"))
    imported, answered, modules = (int(each) for each in told.split()[1:])
    return imported, answered, modules


if __name__ == "__main__":
    for each in main(*map(int, sys.argv[1:2])):
        print(json.dumps(each), flush=True)
