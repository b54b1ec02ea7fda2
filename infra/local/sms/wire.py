"""The wire protocol of pinpoint-sms-voice-v2: AWS JSON 1.0 in, the operation, AWS JSON 1.0 out."""

import asyncio
import json
import traceback
import uuid
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from infra.local.sms import destinations, numbers, opt_outs, sending
from infra.local.sms.failures import AwsError, invalid
from infra.local.sms.faults import Faults
from infra.local.sms.house import Call, House, Json
from infra.local.sms.shapes import operation, problems, token_name

_TARGET = "PinpointSMSVoiceV2."
OPERATIONS: dict[str, Callable[[House, Call], Json]] = {
    "SendTextMessage": sending.send_text_message,
    "SendVoiceMessage": sending.send_voice_message,
    "RequestPhoneNumber": numbers.request_phone_number,
    "UpdatePhoneNumber": numbers.update_phone_number,
    "ReleasePhoneNumber": numbers.release_phone_number,
    "DescribePhoneNumbers": numbers.describe_phone_numbers,
    "CreateOptOutList": opt_outs.create_opt_out_list,
    "DeleteOptOutList": opt_outs.delete_opt_out_list,
    "DescribeOptOutLists": opt_outs.describe_opt_out_lists,
    "PutOptedOutNumber": opt_outs.put_opted_out_number,
    "DeleteOptedOutNumber": opt_outs.delete_opted_out_number,
    "DescribeOptedOutNumbers": opt_outs.describe_opted_out_numbers,
    "CreateConfigurationSet": destinations.create_configuration_set,
    "DeleteConfigurationSet": destinations.delete_configuration_set,
    "DescribeConfigurationSets": destinations.describe_configuration_sets,
    "CreateEventDestination": destinations.create_event_destination,
    "UpdateEventDestination": destinations.update_event_destination,
    "DeleteEventDestination": destinations.delete_event_destination,
}


class Wire:
    """Answers POST / to unmodified SDKs."""

    def __init__(self, house: House, faults: Faults) -> None:
        self._house = house
        self._faults = faults

    async def answer(self, request: Request) -> Response:
        try:
            return await self._answer(request)
        except AwsError as refused:
            return _json(refused.body(), refused.status, refused.code)
        except Exception:
            traceback.print_exc()
            failed = AwsError("InternalServerException", "The stand-in failed: see its log")
            return _json(failed.body(), failed.status, failed.code)

    async def _answer(self, request: Request) -> Response:
        name = _operation_name(request)
        params = _params(await request.body())
        _check_input(name, params)
        fault = self._faults.take(name, _destination(params))
        if fault.drop == "before":
            return Dropped()
        if refusal := fault.refusal():
            raise refusal
        answer = await run_in_threadpool(self._perform, name, Call(params, fault))
        await asyncio.sleep(fault.answer_delay)
        return Dropped() if fault.drop == "after" else _json(answer)

    def _perform(self, name: str, call: Call) -> Json:
        """The operation in one transaction; a repeated client token gets the first answer."""
        with self._house.ledger.writing():
            before = self._repeated(name, call.params)
            answer = before or _clean(OPERATIONS[name](self._house, call))
            _check_output(name, answer)
            self._remember(name, call.params, answer)
        self._house.stir()
        return answer

    def _repeated(self, name: str, params: Json) -> Json | None:
        query = "SELECT answer FROM answers WHERE operation = ? AND token = ?"
        row = self._house.ledger.row(query, name, _token(name, params))
        return json.loads(row["answer"]) if row else None

    def _remember(self, name: str, params: Json, answer: Json) -> None:
        if token := _token(name, params):
            values = (name, token, json.dumps(params), json.dumps(answer))
            self._house.ledger.run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", *values)


class Dropped(Response):
    """An answer that never comes: the server closes a connection whose chunks don't end."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})


def _operation_name(request: Request) -> str:
    if not request.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
        message = "Request is missing Authentication Token"
        raise AwsError("MissingAuthenticationTokenException", message, 403)
    name = request.headers.get("x-amz-target", "").removeprefix(_TARGET)
    if operation(name) is None:
        raise AwsError("UnknownOperationException", f"{name!r} is no operation of this service")
    if name not in OPERATIONS:
        message = f"{name} isn't part of the local stand-in (infra/local/sms/api.md)"
        raise AwsError("UnknownOperationException", message)
    return name


def _params(body: bytes) -> Json:
    try:
        params = json.loads(body or b"{}")
    except ValueError:
        params = None
    if not isinstance(params, dict):
        raise AwsError("SerializationException", "The body isn't a JSON object")
    return {name: value for name, value in params.items() if value is not None}


def _check_input(name: str, params: Json) -> None:
    model = operation(name)
    found = problems(model.input_shape, params) if model else []
    if found:
        message = f"{len(found)} validation error(s): " + "; ".join(" ".join(f) for f in found)
        raise invalid("FIELD_VALIDATION_FAILED", message, *found)


def _check_output(name: str, answer: Json) -> None:
    """Ours to get right: an answer that AWS would not give is a failure, not a surprise later."""
    model = operation(name)
    found = problems(model.output_shape, answer) if model else []
    if found:
        raise ValueError(f"{name} would answer wrongly: {found}")


def _clean(answer: Json) -> Json:
    return {name: value for name, value in answer.items() if value is not None}


def _token(name: str, params: Json) -> str:
    model = operation(name)
    member = token_name(model) if model else None
    return str(params.get(member, "")) if member else ""


def _destination(params: Json) -> str | None:
    phone = params.get("DestinationPhoneNumber") or params.get("OptedOutNumber")
    return "+" + phone.lstrip("+") if phone else None


def _json(answer: Any, status: int = 200, error: str = "") -> Response:
    headers = {"x-amzn-RequestId": str(uuid.uuid4())}
    if error:
        headers["x-amzn-ErrorType"] = error
    content = json.dumps(answer, ensure_ascii=False)
    return Response(content, status, headers, "application/x-amz-json-1.0")
