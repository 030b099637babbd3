"""`catalog station`: run a county station (县级汇总台) on this computer."""

from pathlib import Path

from client import paths
from client.cli.call import Call, Verbs
from client.errors import SettingsProblem
from client.texts import Translator

_ = Translator("cli")


def add(verbs: Verbs) -> None:
    """Adds the command."""
    parser = verbs.add_parser("station", help=_("run a county station here"))
    parser.add_argument("--port", type=int, default=8809, help=_("where it listens on this computer (default: 8809)"))
    parser.add_argument("--database", default="", metavar="URL", help=_("another database than the file in DIR"))
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help=_("where its data lie"))
    parser.set_defaults(run=_station)


def _station(call: Call) -> int:
    try:
        from client.station.serve import serve
    except ImportError as missing:
        raise SettingsProblem("office.no-station", missing=str(missing.name)) from missing
    data = call.args.data or paths.home() / "station"
    return serve(data, port=call.args.port, database=call.args.database, say=call.voice.say)
