"""The template that is deployed, made as infra/package.py makes it but without the slow zip."""

import json
import os
from functools import cache
from typing import Any
from unittest import mock

from chalice.cli.factory import CLIFactory
from chalice.deploy.appgraph import ApplicationGraphBuilder, DependencyBuilder
from chalice.deploy.deployer import BaseDeployStep, BuildStage, InjectDefaults, SwaggerBuilder
from chalice.deploy.models import DeploymentPackage
from chalice.deploy.swagger import CFNSwaggerGenerator
from chalice.package import ResourceBuilder, SAMTemplateGenerator, TemplateDeepMerger

from infra import package

Template = dict[str, Any]
Statement = dict[str, Any]


class _NoZip(BaseDeployStep):
    def handle_deploymentpackage(self, config: Any, resource: DeploymentPackage) -> None:
        resource.filename = "./deployment.zip"


@cache
def _made() -> str:
    parts = package.merged_parts()
    with mock.patch.dict(os.environ, AWS_DEFAULT_REGION="eu-central-1"):
        factory = CLIFactory(str(package.ROOT))
        config = factory.create_config_obj("prod")
        steps = [InjectDefaults(), _NoZip(), SwaggerBuilder(CFNSwaggerGenerator())]
        builder = ResourceBuilder(ApplicationGraphBuilder(), DependencyBuilder(), BuildStage(steps))
        resources = builder.construct_resources(config, "prod")
        made = SAMTemplateGenerator(config, factory.create_package_options()).generate(resources)
    merged = TemplateDeepMerger().merge(parts, made)
    return json.dumps(package.finished(merged, parts))


def template() -> Template:
    """A fresh copy, as JSON has it."""
    made: Template = json.loads(_made())
    return made


def resolved(**parameters: str) -> Template:
    """The template as a cloud sees it: conditions decided, what they leave out gone.

    `parameters` are given over the defaults; references and substitutions stay as they are.
    """
    made = template()
    given = {name: str(p.get("Default", "")) for name, p in made["Parameters"].items()} | parameters
    decided = _Decided(made.pop("Conditions"), given)
    for section in ("Resources", "Outputs"):
        kept = made[section].items()
        made[section] = {n: r for n, r in kept if decided.holds(r.pop("Condition", None))}
    pruned: Template = decided.pruned(made)
    return pruned


_GONE = object()


class _Decided:
    """CloudFormation's conditions with given parameters."""

    def __init__(self, conditions: dict[str, Any], given: dict[str, str]) -> None:
        self._conditions = conditions
        self._given = given

    def holds(self, name: str | None) -> bool:
        return name is None or self._is_true(self._conditions[name])

    def pruned(self, part: Any) -> Any:
        if isinstance(part, list):
            return [p for p in (self.pruned(each) for each in part) if p is not _GONE]
        if not isinstance(part, dict):
            return part
        if part == {"Ref": "AWS::NoValue"}:
            return _GONE
        if set(part) == {"Fn::If"}:
            name, yes, no = part["Fn::If"]
            return self.pruned(yes if self.holds(name) else no)
        seen = {name: self.pruned(each) for name, each in part.items()}
        return {name: each for name, each in seen.items() if each is not _GONE}

    def _is_true(self, condition: dict[str, Any]) -> bool:
        if "Condition" in condition:
            return self.holds(condition["Condition"])
        ((kind, parts),) = condition.items()
        if kind == "Fn::Equals":
            left, right = (self._value(each) for each in parts)
            return bool(left == right)
        inner = [self._is_true(each) for each in parts]
        return {"Fn::Not": not inner[0], "Fn::And": all(inner), "Fn::Or": any(inner)}[kind]

    def _value(self, part: Any) -> Any:
        return self._given[part["Ref"]] if isinstance(part, dict) else part


@cache
def _production() -> str:
    return json.dumps(resolved())


def production() -> Template:
    """As AWS gets it with no parameter but the defaults."""
    made: Template = json.loads(_production())
    return made


def of_type(kind: str, made: Template | None = None) -> dict[str, dict[str, Any]]:
    """Properties by logical id of every resource of a type."""
    resources = (made or production())["Resources"]
    return {n: r.get("Properties", {}) for n, r in resources.items() if r["Type"] == kind}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(role: dict[str, Any]) -> list[Statement]:
    """Everything that a role's properties allow."""
    policies = [p["PolicyDocument"] for p in role.get("Policies", [])]
    return [s for policy in policies for s in policy["Statement"]]


def roles() -> dict[str, list[Statement]]:
    """What each role of the product allows, by logical id."""
    return {name: statements(role) for name, role in of_type("AWS::IAM::Role").items()}


def functions() -> dict[str, dict[str, Any]]:
    return of_type("AWS::Serverless::Function")
