"""The shape that every kept item has, on PynamoDB's models; items never leave their `store.py`."""

from typing import TYPE_CHECKING, Any

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.models import Model


class Item(Model):
    """Keys, kind and the attributes of the two indexes and of the timer index.

    Subclasses are declared `class VisitItem(Item, discriminator="Visit")` and end in `Item`.
    `g1pk/g1sk` is the index `g1` (lists of a clinic), `g2pk/g2sk` the index `g2` (a patient's
    timeline), `due_hour/due` the keys-only index `due`; `expires` is the table's TTL in epoch
    seconds.
    """

    class Meta:
        table_name = "frontdesk"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    g1pk = UnicodeAttribute(null=True)
    g1sk = UnicodeAttribute(null=True)
    g2pk = UnicodeAttribute(null=True)
    g2sk = UnicodeAttribute(null=True)
    expires = NumberAttribute(null=True)

    if TYPE_CHECKING:  # what PynamoDB takes besides is no attribute of ours

        def __init__(
            self, pk: str | None = None, sk: str | None = None, **attributes: Any
        ) -> None: ...


def required(item: Item, name: str) -> Any:
    """The attribute's value; a missing one is a fault in the data, never a silent None."""
    value = getattr(item, name)
    if value is None:
        raise ValueError(f"{type(item).__name__} {name} is missing")
    return value


def whole(item: Item, name: str) -> Any:
    """A number that must be there, as an int."""
    return int(required(item, name))
