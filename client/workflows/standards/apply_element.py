"""Picking a data element for an item: type, length, level and sensitivity come along."""

from dataclasses import replace

from client.catalog import profile as profiles
from client.catalog.data_elements import DataElement
from client.catalog.entry import Entry, Item, Values
from client.catalog.profile import Profile
from client.clock import new_id
from client.errors import InputProblem
from client.workflows import edit_entry
from client.workflows.edit_entry import Edited
from client.workflows.workspace import Workspace


def find_elements(ws: Workspace, query: str = "", limit: int = 50) -> tuple[DataElement, ...]:
    """Elements by name, synonym or column name, the office's own among them; the best first."""
    return ws.tables.elements.find(query, limit)


def apply_element(ws: Workspace, entry_id: str, element_id: str, item_id: str = "") -> Edited:
    """Gives an item what the element says, as one act; without an item a new one is added at the end.

    What stands there is replaced, except a name or column name a person has given. Fields the entry's standard does not
    have are left out. Raises `InputProblem` for an unknown entry, item or element.
    """
    base = edit_entry.stored(ws, entry_id).entry
    element = ws.tables.elements.get(element_id)
    if element is None:
        raise InputProblem("entry.no-element", name=element_id)
    entry = base
    if not item_id:
        item_id = new_id()
        entry = replace(entry, items=(*entry.items, Item(item_id, {})))
    item = entry.item(item_id)
    if item is None:
        raise InputProblem("entry.no-item", number=0, count=len(entry.items))
    return edit_entry.save(ws, with_element(entry, item, element, profiles.of(entry)), base)


def values_of(element: DataElement, profile: Profile) -> Values:
    """What a new item of an element holds."""
    item = Item(element.id, {})
    return with_element(Entry("", profile.key, items=(item,)), item, element, profile).items[0].values


def with_element(entry: Entry, item: Item, element: DataElement, profile: Profile) -> Entry:
    """The entry with what the element says in one of its items, as far as the profile asks about it."""
    said = {
        "item_name": item.text("item_name") or element.name.zh,
        "item_english_name": item.text("item_english_name") or element.column,
        "item_type": element.type,
        "item_length": element.length,
        "item_level": element.level,
        "item_sensitive": "sensitive" if element.sensitive else "plain",
    }
    for field_id, value in said.items():
        field = profile.item_field(field_id)
        if field is not None and (value or field_id == "item_length") and (not field.list or field.list.get(value)):
            entry = entry.with_value(field_id, value, item.id)
    return entry
