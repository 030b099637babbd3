"""Whose work this is: the office, its people, who sits at the desk."""

from client.catalog import identifiers, plain
from client.clock import new_id
from client.errors import InputProblem
from client.store import people
from client.store.people import Office, Person
from client.workflows.outcome import Changes
from client.workflows.workspace import Workspace

PRACTICE_CODE = "11990000PRACT1CE19"
"""The credit code of the practice office: formally right, so that every check can be tried, and nobody's."""


def set_office(ws: Workspace, name: str, code: str, region: str, space: str = "") -> Changes:
    """The answer to the first-start question. `code` is the unified social credit code, `region` its place in words.

    The space is the code until a platform names another. Raises `InputProblem` for a blank name or a faulty code.
    """
    name, code = plain.tidy(name), plain.narrow(code).upper()
    if not name:
        raise InputProblem("office.no-name")
    if identifiers.uscc_fault(code):
        raise InputProblem("office.code", value=code)
    with ws.db.write() as conn:
        people.set_office(conn, Office(name=name, code=code, region=plain.tidy(region), space=space or code))
    return Changes(office=True)


def is_practice(office: Office | None) -> bool:
    """Whether this is the invented office that people practise in."""
    return office is not None and office.code == PRACTICE_CODE


def add_person(ws: Workspace, name: str, role: str = "clerk") -> Person:
    """A colleague. The first one is at the desk at once. `role`: clerk, approver or collector."""
    name = plain.tidy(name)
    if not name:
        raise InputProblem("office.no-person-name")
    if role not in ("clerk", "approver", "collector"):
        raise InputProblem("office.role", role=role)
    person = Person(id=new_id(), name=name, role=role)
    with ws.db.write() as conn:
        people.put_person(conn, person)
        if people.person(conn) is None:
            people.use_person(conn, person.id)
    return person


def use_person(ws: Workspace, name_or_id: str) -> Changes:
    """Who sits at the desk from now on. Raises `InputProblem` for an unknown name."""
    found = next((one for one in ws.query.people() if name_or_id in (one.id, one.name)), None)
    if found is None:
        raise InputProblem("office.no-such-person", name=name_or_id)
    with ws.db.write() as conn:
        people.use_person(conn, found.id)
    return Changes(office=True)
