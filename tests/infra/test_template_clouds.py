"""One template for two clouds: AWS gets nothing of the local one, and it fits AWS's limits."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from chalicelib import config
from chalicelib.edge import http
from chalicelib.gateways import aws
from infra.package import PARTS, ROOT, inputs_hash
from tests.infra.template import functions, of_type, production, resolved, template

PACKAGE = ROOT / ".local" / "package"
# Types that the emulator doesn't know: a stack with one of them fails there.
_AWS_ONLY = re.compile(
    r"^AWS::(Connect|PinpointSMSVoice|SMSVOICE|Budgets|XRay|Synthetics)::"
    r"|^AWS::(WAFv2::WebACLAssociation|CloudWatch::CompositeAlarm|Events::(Connection|ApiDestination)"
    r"|Backup::BackupSelection|Route53::HealthCheck|Cognito::UserPoolUICustomization)$"
)
_LOCAL = re.compile(r"127\.0\.0\.1|localhost|\.local\b|ministack|sk_test|whsec_", re.IGNORECASE)


def _fresh_package() -> Path:
    """The folder of the package that is made from these very files."""
    mark = PACKAGE / "inputs.sha256"
    if not mark.is_file() or mark.read_text() != inputs_hash():
        pytest.skip("the package is older than the code: run `make package`")
    return PACKAGE


def test_production_holds_nothing_of_the_clock() -> None:
    """The clock moves by a file that only the local launcher names."""
    assert "CLOCK" not in json.dumps(template()).upper().replace("CLOCKTIME", "")


def test_production_names_no_local_address() -> None:
    assert _LOCAL.findall(json.dumps(production())) == []


def test_production_reaches_aws_and_stripe_at_their_own_addresses() -> None:
    variables = production()["Globals"]["Function"]["Environment"]["Variables"]
    pointing = [v for v in variables if "ENDPOINT" in v or v == "STRIPE_API_BASE"]

    assert pointing == []


def test_example_of_a_stage_names_parameters_that_are_there() -> None:
    example = json.loads((ROOT / "infra" / "stages.example.json").read_text())
    parameters = production()["Parameters"]

    assert example["prod"].keys() <= parameters.keys()
    assert re.fullmatch(parameters["PublicUrl"]["AllowedPattern"], example["prod"]["PublicUrl"])


def test_default_is_aws() -> None:
    parameters = production()["Parameters"]

    assert parameters["Cloud"]["Default"] == "aws"
    assert [n for n, p in parameters.items() if "Default" not in p] == []


def test_clouds_differ_by_conditions_and_parameters_alone() -> None:
    """Whatever only AWS has stands behind a condition; so does the one thing that only it lacks."""
    local = resolved(
        Cloud="local",
        SmsEndpoint="http://sms",
        StripeApiBase="http://stripe",
        LiveUrl="ws://live",
        LiveEndpoint="http://live",
    )

    own = local["Resources"].keys() - production()["Resources"].keys()
    assert {local["Resources"][n]["Type"] for n in own} == {"AWS::ApiGateway::GatewayResponse"}
    assert [r["Type"] for r in local["Resources"].values() if _AWS_ONLY.match(r["Type"])] == []


def test_functions_are_the_same_on_both_clouds() -> None:
    """But for the flows that some name: a local cloud has them after its functions."""
    local, aws = of_type("AWS::Serverless::Function", resolved(Cloud="local")), functions()
    for each in (*local.values(), *aws.values()):
        for name in [
            n for n in each.get("Environment", {}).get("Variables", {}) if "_FLOW_ARN" in n
        ]:
            del each["Environment"]["Variables"][name]

    assert local == aws


def test_every_part_of_the_template_is_packaged() -> None:
    assert {p.stem for p in (ROOT / "infra").glob("*.yaml")} == set(PARTS)


def test_api_takes_text_only() -> None:
    """A type of binary bodies would hand some requests over in base64."""
    api = of_type("AWS::Serverless::Api")["RestAPI"]

    assert not api.get("BinaryMediaTypes")
    assert not api["DefinitionBody"].get("x-amazon-apigateway-binary-media-types")


def test_api_stands_behind_the_distribution_without_a_second_one() -> None:
    assert of_type("AWS::Serverless::Api")["RestAPI"]["EndpointConfiguration"] == "REGIONAL"


def test_bodies_stay_under_what_aws_takes() -> None:
    """API Gateway takes 10 MB, a synchronous Lambda 6 MB; neither is enforced locally."""
    assert http._LARGEST_BODY <= 6 * 1024 * 1024


def test_template_fits_into_a_stack() -> None:
    """Limits of CloudFormation: 500 resources, 200 parameters and outputs, 1 MB."""
    made = template()

    assert len(made["Resources"]) + 3 * len(functions()) <= 500
    assert len(made["Parameters"]) <= 200
    assert len(made["Outputs"]) <= 200
    assert len(json.dumps(made, separators=(",", ":"))) < 1_000_000


def test_api_fits_into_one_gateway() -> None:
    """API Gateway takes 300 resources (path parts) for an API."""
    paths = of_type("AWS::Serverless::Api")["RestAPI"]["DefinitionBody"]["paths"]
    parts = {tuple(path.split("/")[:depth]) for path in paths for depth in range(2, 12)}

    assert len(parts) <= 300


@pytest.mark.parametrize("name", sorted(functions()))
def test_environment_fits_into_a_function(name: str) -> None:
    """Lambda takes 4 KB of variables; a reference becomes an ARN or an address of up to 150."""
    variables = production()["Globals"]["Function"]["Environment"]["Variables"]
    own = functions()[name].get("Environment", {}).get("Variables", {})

    told = (variables | own).items()
    size = sum(len(n) + (len(v) if isinstance(v, str) else 150) for n, v in told)

    assert size <= 4096


def test_names_that_we_choose_fit() -> None:
    """The longest stage has 16 letters; IAM and Lambda shorten names, log groups take 512."""
    pattern = production()["Parameters"]["Stage"]["AllowedPattern"]

    assert re.fullmatch(pattern, "a" + "b" * 15)
    assert not re.fullmatch(pattern, "a" + "b" * 16)


def test_cfn_lint_finds_nothing(tmp_path: Path) -> None:
    """No finding is ignored; one that must be would stand in .cfnlintrc with its reason."""
    file = tmp_path / "template.json"
    file.write_text(json.dumps(template()))
    command = [str(Path(sys.executable).with_name("cfn-lint")), "--template", str(file)]

    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.stdout + done.stderr == ""


def test_no_finding_of_cfn_lint_is_ignored_without_a_reason() -> None:
    settings = ROOT / ".cfnlintrc"
    lines = settings.read_text().splitlines() if settings.is_file() else []
    ignored = [n for n, line in enumerate(lines) if re.match(r"\s*- [EWI]\d+", line)]

    assert all(lines[n - 1].strip().startswith("#") for n in ignored)
    assert "cfn-lint" not in json.dumps(template().get("Metadata", {}))


def test_template_of_the_package_is_the_one_tested_here() -> None:
    assert json.loads((_fresh_package() / "template.json").read_text()) == template()


def test_zip_brings_the_application_and_nothing_of_the_local_cloud() -> None:
    with zipfile.ZipFile(_fresh_package() / "deployment.zip") as made:
        names = made.namelist()

    roots = {name.partition("/")[0] for name in names}

    assert {"app.py", "chalicelib", "functions"} <= roots
    assert not roots & {"infra", "tests", "bench", "web", "docs", "ministack", "pip"}


def test_zip_fits_into_a_function() -> None:
    """Lambda takes 250 MB unpacked."""
    with zipfile.ZipFile(_fresh_package() / "deployment.zip") as made:
        unpacked = sum(entry.file_size for entry in made.infolist())

    assert unpacked < 250 * 1024 * 1024


def test_zip_brings_compiled_modules() -> None:
    """Without them every cold start compiles all that it imports."""
    with zipfile.ZipFile(_fresh_package() / "deployment.zip") as made:
        names = set(made.namelist())

    compiled = {n.split("/__pycache__/")[0] for n in names if n.endswith(".pyc")}

    assert {"chalicelib/edge", "chalicelib/table", "pydantic", "botocore"} <= compiled


@pytest.mark.parametrize("region", ["eu-central-1", "us-east-1"])
def test_pages_may_upload_where_the_application_signs(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "region", lambda: region)
    keys = {"AccessKeyId": "a", "SecretAccessKey": "b", "SessionToken": "c"}
    client = aws.tenant_client("s3", keys)
    place = {"Bucket": "files", "Key": "T#a#/imports/b"}

    address = client.generate_presigned_url("put_object", Params=place)

    assert any(address.startswith(source) for source in _sources(region))


def _sources(region: str) -> list[str]:
    """Where the pages' policy lets a browser send to."""
    headers = of_type("AWS::CloudFront::ResponseHeadersPolicy")["ConsoleHeaders"]
    security = headers["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    policy = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    told = policy.replace("${AWS::Region}", region).replace("${Files}", "files")
    (sources,) = [part for part in told.split("; ") if part.startswith("connect-src ")]
    return [source for source in sources.split() if source.startswith("https://")]


def test_browser_may_send_what_an_upload_needs() -> None:
    """Each header that the signed request names must pass the bucket's preflight."""
    (rule,) = of_type("AWS::S3::Bucket")["Files"]["CorsConfiguration"]["CorsRules"]
    gateway = (ROOT / "chalicelib" / "gateways" / "files.py").read_text()
    (told,) = re.findall(r"headers = (\{[^}]+\})", gateway)

    sent = {name.lower() for name in re.findall(r'"([\w-]+)":', told)}

    assert sent
    assert sent <= {name.lower() for name in rule["AllowedHeaders"]}


def test_api_knows_the_front_door_by_its_mark() -> None:
    (web,) = of_type("AWS::CloudFront::Distribution").values()
    (api,) = [o for o in web["DistributionConfig"]["Origins"] if o["Id"] == "api"]
    variables = functions()["APIHandler"]["Environment"]["Variables"]

    assert api["OriginCustomHeaders"] == [
        {"HeaderName": "X-Front-Door", "HeaderValue": variables["FRONT_DOOR"]}
    ]
