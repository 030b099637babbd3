"""Field kind -> editor."""

from collections.abc import Mapping

from client.catalog.profile import Field
from client.desktop.forms.basis import BasisEditor
from client.desktop.forms.choices import CodeEditor, CodesEditor
from client.desktop.forms.dates import DateEditor, PeriodEditor
from client.desktop.forms.editor import Editor, LineEditor
from client.desktop.forms.lines import CreditCodeEditor, LongEditor, NumberEditor, OrganisationEditor

EDITORS: Mapping[str, type[Editor]] = {
    "text": LineEditor,
    "long_text": LongEditor,
    "code": CodeEditor,
    "codes": CodesEditor,
    "date": DateEditor,
    "date_range": PeriodEditor,
    "number": NumberEditor,
    "integer": NumberEditor,
    "organisation": OrganisationEditor,
    "uscc": CreditCodeEditor,
    "catalog_code": LineEditor,
    "phone": LineEditor,
    "email": LineEditor,
    "url": LineEditor,
    "region": LineEditor,
}

OF_FIELDS: Mapping[str, type[Editor]] = {"refusal_basis": BasisEditor}
"""Fields with an editor of their own, where they hold several lines."""


def make(field: Field) -> Editor:
    """The editor for a field."""
    own = OF_FIELDS.get(field.id) if field.kind == "long_text" else None
    return (own or EDITORS[field.kind])(field)
