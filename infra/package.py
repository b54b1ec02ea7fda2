"""Makes what is deployed: one zip and one template, `python -m infra.package --out DIR [--local]`.

`chalice package` builds the zip and the API's part of the template; the rest of the template is
merged from infra/*.yaml. The zip is then made smaller and quicker to start: compiled modules in,
descriptions of AWS services that the application doesn't call out.
"""

import argparse
import copy
import hashlib
import json
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import yaml

from infra import callflows, roles

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("data", "identity", "functions", "messaging", "telephony", "workflows", "web", "watch")
RUNTIME = f"python3.{sys.version_info.minor}"
# The AWS services that gateways and the table call: other descriptions stay out of the zip.
SERVICES = (
    "apigatewaymanagementapi", "cognito-idp", "connect", "dynamodb", "events",
    "pinpoint-sms-voice-v2", "s3", "secretsmanager", "sesv2", "sqs", "stepfunctions", "sts",
)  # fmt: skip
# What Chalice's command line brings along, and tables of numbers that nobody asks.
_UNUSED = tuple(
    f"{name}/"
    for name in (
        "pip", "setuptools", "pkg_resources", "_distutils_hack", "wheel", "inquirer", "blessed",
        "jinxed", "readchar", "wcwidth", "click", "yaml", "_yaml", "packaging", "editor", "runs",
        "xmod", "ansicon", "boto3/examples", "phonenumbers/geodata", "phonenumbers/carrierdata",
        "chalice/cli", "chalice/deploy",
    )
)  # fmt: skip
# Chalice packs nothing for an application without a route.
_EMPTY_APP = "from chalice import Chalice\napp = Chalice('empty')\napp.route('/')(lambda: None)\n"
_BYTES_OF_DATE = (2020, 1, 1, 0, 0, 0)


def merged_parts() -> dict[str, Any]:
    """infra/*.yaml as one template with its roles; a name that two files define is an error."""
    whole: dict[str, Any] = {}
    for part in PARTS:
        path = ROOT / "infra" / f"{part}.yaml"
        for section, content in yaml.safe_load(path.read_text()).items():
            if section.startswith("x-"):
                continue
            known = whole.setdefault(section, {})
            doubled = known.keys() & content.keys()
            if doubled:
                raise SystemExit(f"{path.name} defines {sorted(doubled)} again")
            known.update(copy.deepcopy(content))
    return roles.complete(whole)


def finished(template: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Chalice's template with ours: runtime of this interpreter, workflows and flows inlined."""
    template["Globals"]["Function"]["Runtime"] = RUNTIME
    for section in ("Parameters", "Conditions"):
        template[section] = parts.get(section, {})
    template["Outputs"] = {**template.get("Outputs", {}), **parts["Outputs"]}
    template["Outputs"].pop("APIHandlerName", None)
    _define_gateway_responses(template["Resources"])
    for resource in template["Resources"].values():
        _inline_definition(resource.get("Properties", {}))
        callflows.inline(resource.get("Properties", {}))
        _without_nulls(resource)
    return template


def _define_gateway_responses(resources: dict[str, Any]) -> None:
    """Into the API's definition, so that they are deployed with it."""
    told = {}
    for resource in resources.values():
        if resource["Type"] == "AWS::ApiGateway::GatewayResponse":
            given = resource["Properties"]
            told[given["ResponseType"]] = {"responseTemplates": given["ResponseTemplates"]}
            if "StatusCode" in given:
                told[given["ResponseType"]]["statusCode"] = given["StatusCode"]
    definition = resources["RestAPI"]["Properties"]["DefinitionBody"]
    definition["x-amazon-apigateway-gateway-responses"] = told


def _inline_definition(properties: dict[str, Any]) -> None:
    uri = properties.pop("DefinitionUri", None)
    if isinstance(uri, str):
        properties["Definition"] = json.loads((ROOT / "infra" / uri).read_text())
    elif uri is not None:
        properties["DefinitionUri"] = uri


def _without_nulls(resource: dict[str, Any]) -> None:
    for name in [n for n, value in resource.items() if value is None]:
        del resource[name]


def build(out: Path) -> None:
    """Write DIR/template.json and DIR/deployment.zip."""
    out.mkdir(parents=True, exist_ok=True)
    parts = merged_parts()
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        whole = Path(scratch) / "deployment.zip"
        shutil.copyfile(_dependencies(out), whole)
        project = Path(scratch) / "project"
        _link_project(project)
        merge = Path(scratch) / "merge.json"
        merge.write_text(json.dumps(parts))
        raw = _chalice(project, "--merge-template", str(merge))
        template = json.loads((raw / "sam.json").read_text())
        _append(raw / "deployment.zip", whole)
        whole.replace(out / "deployment.zip")
    text = json.dumps(finished(template, parts), indent=1, sort_keys=True)
    (out / "template.json").write_text(text + "\n")


def _link_project(project: Path) -> None:
    """The project without requirements: what they bring changes seldom and is made once."""
    project.mkdir()
    for name in (".chalice/config.json", "app.py", "chalicelib", "vendor"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).symlink_to(ROOT / name)
    (project / "requirements.txt").touch()


def _dependencies(out: Path) -> Path:
    """What requirements.txt brings, as Chalice packs it and made smaller; kept while both stay."""
    wanted = (ROOT / "requirements.txt").read_bytes() + Path(__file__).read_bytes()
    made = out / f"dependencies-{RUNTIME}-{hashlib.sha256(wanted).hexdigest()[:16]}.zip"
    if not made.is_file():
        for older in out.glob("dependencies-*.zip"):
            older.unlink()
        with tempfile.TemporaryDirectory() as scratch:
            project = Path(scratch) / "project"
            (project / ".chalice").mkdir(parents=True)
            shutil.copyfile(ROOT / ".chalice" / "config.json", project / ".chalice/config.json")
            shutil.copyfile(ROOT / "requirements.txt", project / "requirements.txt")
            (project / "app.py").write_text(_EMPTY_APP)
            fresh = Path(scratch) / made.name
            _append(_chalice(project) / "deployment.zip", fresh, without="app.py")
            shutil.move(fresh, made)
    return made


def _chalice(project: Path, *more: str) -> Path:
    """Run `chalice package` on a project; gives the folder of its zip and its template."""
    raw = project.with_name("raw")
    chalice = [str(Path(sys.executable).with_name("chalice")), "package", "--stage", "prod"]
    # Chalice wants a region although nothing that it writes depends on it.
    environment = {"AWS_DEFAULT_REGION": "eu-central-1", **os.environ}
    done = subprocess.run(  # noqa: S603  (our own command)
        [*chalice, *more, str(raw)],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"chalice package failed:\n{done.stdout}{done.stderr}")
    return raw


def _append(source: Path, target: Path, without: str = "") -> None:
    """The same files, reproducibly: sorted, dated alike, compiled, without the uncalled."""
    with zipfile.ZipFile(source) as raw, zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as made:
        known = {without, *made.namelist()}  # Chalice brings a part of itself into every zip
        for name in sorted(set(raw.namelist()) - known):
            if not _wanted(name):
                continue
            content = raw.read(name)
            _add(made, name, content)
            if name.endswith(".py"):
                _add(made, _cached_name(name), _compiled(name, content))


def _wanted(name: str) -> bool:
    if name.endswith((".pyc", "/")) or "/tests/" in name or name.startswith("bin/"):
        return False
    if name.startswith("botocore/data/"):
        rest = name.removeprefix("botocore/data/")
        service = rest.partition("/")[0]
        return "/" not in rest or service in SERVICES
    return not name.startswith(_UNUSED)


def _add(made: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _BYTES_OF_DATE)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    made.writestr(entry, content)


def _cached_name(name: str) -> str:
    folder, _, file = name.rpartition("/")
    cached = f"__pycache__/{file[:-3]}.{sys.implementation.cache_tag}.pyc"
    return f"{folder}/{cached}" if folder else cached


def _compiled(name: str, content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch) / "m.py", Path(scratch) / "m.pyc"
        source.write_bytes(content)
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        try:
            py_compile.compile(
                str(source), str(target), dfile=name, doraise=True, invalidation_mode=mode
            )
        except py_compile.PyCompileError:
            return b""
        return target.read_bytes()


def inputs_hash() -> str:
    """A digest of everything that the package is made from."""
    digest = hashlib.sha256(RUNTIME.encode())
    folders = (ROOT / "chalicelib", ROOT / "functions", ROOT / "infra", ROOT / ".chalice")
    files = [ROOT / "app.py", ROOT / "requirements.txt"]
    for folder in folders:
        files += [p for p in folder.rglob("*") if p.is_file() and not _derived(p)]
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _derived(path: Path) -> bool:
    return bool({"__pycache__", "deployments", "local", "tests"} & set(path.parts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / ".local" / "package")
    parser.add_argument("--force", action="store_true")
    arguments = parser.parse_args()
    mark = arguments.out / "inputs.sha256"
    wanted = inputs_hash()
    if not arguments.force and mark.is_file() and mark.read_text() == wanted:
        return
    build(arguments.out)
    mark.write_text(wanted)


if __name__ == "__main__":
    main()
