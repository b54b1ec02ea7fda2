"""One request of an SDK: read, refused or done, answered."""

from __future__ import annotations

import json
import traceback
import uuid
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from infra.local.telephony.core.failures import LimitReached, NotThere, Refused
from infra.local.telephony.failures import AwsError
from infra.local.telephony.house import House
from infra.local.telephony.wire import model
from infra.local.telephony.wire.operations import OPERATIONS

Json = dict[str, Any]
_NAMES = tuple(sorted(OPERATIONS))
_A_WEEK = 7 * 24 * 3600.0


class Wire:
    """Answers everything that isn't below /_local or /ccp."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def answer(self, request: Request) -> Response:
        body = await request.body()
        try:
            return _json(await run_in_threadpool(self._answer, request, body))
        except AwsError as refused:
            return _json(refused.body(), _status(refused), refused.code)
        except Exception:
            traceback.print_exc()
            told = {"Message": "The exchange failed: see its log"}
            return _json(told, 500, "InternalServiceException")

    def _answer(self, request: Request, body: bytes) -> Json:
        path = request.scope.get("raw_path", request.url.path.encode()).decode()
        found = model.find(request.method, path, _NAMES)
        if not request.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 "):
            raise AwsError("AccessDeniedException", "Missing Authentication Token", 403)
        if found is None:
            told = f"{request.method} {path} is no operation that the local exchange has"
            raise AwsError("UnknownOperationException", told, 404)
        name, labels = found
        params = model.read(name, labels, request.url.query, _parsed(body))
        if code := self._house.faults.refusal(name):
            raise AwsError(code, f"{code} was asked for", 0)
        return self._perform(name, params)

    def _perform(self, name: str, params: Json) -> Json:
        """One turn; a repeated client token gets the first answer, for a week."""
        with self._house.turn():
            before = self._repeated(name, params)
            if before is not None:
                return before
            try:
                answer = model.written(name, OPERATIONS[name](self._house, params))
            except Refused as refused:
                raise _translated(name, refused) from refused
            self._remember(name, params, answer)
        return answer

    def _repeated(self, name: str, params: Json) -> Json | None:
        row = self._house.ledger.row(
            "SELECT answer FROM answers WHERE operation = ? AND token = ? AND at > ?",
            name,
            params.get("ClientToken", ""),
            self._house.clock.now() - _A_WEEK,
        )
        kept: Json | None = json.loads(row["answer"]) if row else None
        return kept

    def _remember(self, name: str, params: Json, answer: Json) -> None:
        if token := params.get("ClientToken"):
            values = (name, token, json.dumps(answer), self._house.clock.now())
            self._house.ledger.run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", *values)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body or b"{}")
    except ValueError:
        raise AwsError("InvalidRequestException", "The body isn't JSON") from None


def _translated(name: str, refused: Refused) -> AwsError:
    if isinstance(refused, NotThere):
        return AwsError("ResourceNotFoundException", str(refused), 404)
    if isinstance(refused, LimitReached):
        return AwsError("LimitExceededException", str(refused), 429)
    return AwsError("InvalidRequestException", str(refused))


def _status(refused: AwsError) -> int:
    """As the model has it for errors that it knows."""
    for shape in model.model().error_shapes:
        if shape.name == refused.code:
            return int(shape.metadata["error"]["httpStatusCode"])
    return refused.status or 400


def _json(answer: Any, status: int = 200, error: str = "") -> Response:
    headers = {"x-amzn-RequestId": str(uuid.uuid4())}
    if error:
        headers["x-amzn-errortype"] = error
    return Response(json.dumps(answer), status, headers, "application/json")
