"""Field kind -> editor."""

from collections.abc import Mapping

from client.catalog.profile import Field
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


def make(field: Field) -> Editor:
    """The editor for a field."""
    return EDITORS[field.kind](field)
