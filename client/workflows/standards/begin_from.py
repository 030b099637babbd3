"""A new entry after a model (范本) of the office's packs: its content, our office as provider, no code."""

from client import initials
from client.catalog import plain
from client.catalog.entry import Entry, Item
from client.catalog.tables import Model
from client.errors import InputProblem
from client.workflows import edit_entry
from client.workflows.edit_entry import Edited
from client.workflows.workspace import Workspace


def find_models(ws: Workspace, query: str = "") -> list[Model]:
    """Models whose title holds a text, by characters or by the first letters of the pinyin."""
    key = plain.key(query)
    return [
        one
        for one in ws.tables.models
        if key in plain.key(one.title) or any(key in word for word in initials.of(one.title))
    ]


def begin_from(ws: Workspace, model_id: str) -> Edited:
    """The new draft; what the present standard does not ask is left out. Raises `InputProblem("entry.no-model")`."""
    model = next((one for one in ws.tables.models if one.id == model_id), None)
    if model is None:
        raise InputProblem("entry.no-model", name=model_id[:64])
    profile = ws.profile
    items = tuple(
        Item(str(place), {name: value for name, value in one.items() if profile.item_field(name)})
        for place, one in enumerate(model.items)
    )
    values = {name: value for name, value in model.values.items() if profile.field(name)}
    return edit_entry.new_from(ws, Entry(model.id, profile.key, values=values, items=items))
