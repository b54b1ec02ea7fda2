"""Opt-out lists: who is on them, who may leave, and whether a send is refused."""

from infra.local.sms.failures import conflict, invalid, missing
from infra.local.sms.house import Call, House, Json, bare
from infra.local.sms.ledger import Row
from infra.local.sms.paging import page
from infra.local.sms.phones import e164

KIND = "opt-out-list"
DEFAULT = "Default"
_REST_SECONDS = 30 * 86400


def create_opt_out_list(house: House, call: Call) -> Json:
    name = call.params["OptOutListName"]
    if _find(house, name):
        raise conflict("RESOURCE_ALREADY_EXISTS", f"The list {name} exists", KIND, name)
    house.ledger.run("INSERT INTO lists VALUES (?, ?)", name, house.clock.now())
    return {**_information(house, name), "Tags": call.params.get("Tags", [])}


def delete_opt_out_list(house: House, call: Call) -> Json:
    name = listed(house, call.params["OptOutListName"])
    used = house.ledger.row(
        "SELECT 1 FROM numbers WHERE json_extract(doc, '$.OptOutListName') = ?", name
    )
    if name == DEFAULT or used:
        message = "The list is the account's own or a phone number's"
        raise conflict("RESOURCE_DELETION_NOT_ALLOWED", message, KIND, name)
    answer = _information(house, name)
    house.ledger.run("DELETE FROM lists WHERE name = ?", name)
    house.ledger.run("DELETE FROM opted_out WHERE list = ?", name)
    return answer


def describe_opt_out_lists(house: House, call: Call) -> Json:
    wanted = call.params.get("OptOutListNames") or []
    names = [listed(house, name) for name in wanted] or _names(house)
    found = [_information(house, name) for name in names]
    shown, more = page(found, call.params, lambda each: str(each["OptOutListName"]))
    return {"OptOutLists": shown, **more}


def put_opted_out_number(house: House, call: Call) -> Json:
    name = listed(house, call.params["OptOutListName"])
    return _answer(
        house, name, add(house, name, e164(call.params["OptedOutNumber"], "OptedOutNumber"), False)
    )


def delete_opted_out_number(house: House, call: Call) -> Json:
    name = listed(house, call.params["OptOutListName"])
    phone = e164(call.params["OptedOutNumber"], "OptedOutNumber")
    row = _get(house, name, phone)
    _check_rest(house, name, phone)
    house.ledger.run("DELETE FROM opted_out WHERE list = ? AND phone = ?", name, phone)
    house.ledger.run(
        "INSERT OR REPLACE INTO opted_in VALUES (?, ?, ?)", name, phone, house.clock.now()
    )
    return _answer(house, name, row)


def describe_opted_out_numbers(house: House, call: Call) -> Json:
    name = listed(house, call.params["OptOutListName"])
    wanted = call.params.get("OptedOutNumbers") or []
    rows = (
        [_get(house, name, e164(phone, "OptedOutNumbers")) for phone in wanted]
        if wanted
        else _on(house, name)
    )
    for each in call.params.get("Filters") or []:
        rows = [row for row in rows if ("true" if row["by_user"] else "false") in each["Values"]]
    shown, more = page(rows, call.params, lambda row: str(row["phone"]))
    numbers = [_number(row) for row in shown]
    return {**_names_of(house, name), "OptedOutNumbers": numbers, **more}


def add(house: House, name: str, phone: str, by_user: bool) -> Row:
    """A number already on the list keeps its first time."""
    house.ledger.run(
        "INSERT OR IGNORE INTO opted_out VALUES (?, ?, ?, ?)",
        name,
        phone,
        house.clock.now(),
        by_user,
    )
    return _get(house, name, phone)


def contains(house: House, name: str, phone: str) -> bool:
    found = "SELECT 1 FROM opted_out WHERE list = ? AND phone = ?"
    return house.ledger.row(found, name, phone) is not None


def lists_with(house: House, phone: str) -> list[str]:
    rows = house.ledger.rows("SELECT list FROM opted_out WHERE phone = ? ORDER BY 1", phone)
    return [row["list"] for row in rows]


def listed(house: House, name: str) -> str:
    """The list's plain name, by name or ARN; refuses one that doesn't exist."""
    plain = bare(KIND, name)
    if not _find(house, plain):
        raise missing(KIND, name)
    return plain


def _find(house: House, name: str) -> Row | None:
    if name == DEFAULT:
        house.ledger.run("INSERT OR IGNORE INTO lists VALUES (?, ?)", name, house.clock.now())
    return house.ledger.row("SELECT * FROM lists WHERE name = ?", name)


def _names(house: House) -> list[str]:
    _find(house, DEFAULT)
    return [row["name"] for row in house.ledger.rows("SELECT name FROM lists")]


def _names_of(house: House, name: str) -> Json:
    return {"OptOutListArn": house.place.arn(KIND, name), "OptOutListName": name}


def _information(house: House, name: str) -> Json:
    row = _find(house, name) or {}
    return {**_names_of(house, name), "CreatedTimestamp": row["created"]}


def _on(house: House, name: str) -> list[Row]:
    return house.ledger.rows("SELECT * FROM opted_out WHERE list = ?", name)


def _get(house: House, name: str, phone: str) -> Row:
    found = "SELECT * FROM opted_out WHERE list = ? AND phone = ?"
    row = house.ledger.row(found, name, phone)
    if row is None:
        raise missing("opted-out-number", phone)
    return row


def _check_rest(house: House, name: str, phone: str) -> None:
    """A number can be taken off a list once in 30 days."""
    query = "SELECT at FROM opted_in WHERE list = ? AND phone = ?"
    row = house.ledger.row(query, name, phone)
    if row and house.clock.now() - row["at"] < _REST_SECONDS:
        complaint = ("OptedOutNumber", "was opted in within the last 30 days")
        raise invalid("PHONE_NUMBER_CANNOT_BE_OPTED_IN", "It can't be opted in yet", complaint)


def _number(row: Row) -> Json:
    return {
        "OptedOutNumber": row["phone"],
        "OptedOutTimestamp": row["at"],
        "EndUserOptedOut": bool(row["by_user"]),
    }


def _answer(house: House, name: str, row: Row) -> Json:
    return {**_names_of(house, name), **_number(row)}
