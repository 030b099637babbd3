"""The link: every way in which a request fails becomes one of our failures."""

import datetime as dt
import inspect
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import urllib3.exceptions
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from requests import exceptions

from client import texts
from client.errors import NotLetIn, PlatformProblem, Refused, SettingsProblem, Unreachable
from client.platforms.http import Link, problem_of

ALL = [
    kind for _, kind in inspect.getmembers(exceptions, inspect.isclass) if issubclass(kind, exceptions.RequestException)
]


@pytest.mark.parametrize("kind", ALL)
def test_every_exception_of_requests_becomes_ours(kind: type[exceptions.RequestException]) -> None:
    failure = kind("x", "y", 0) if issubclass(kind, exceptions.JSONDecodeError) else kind("why")
    problem = problem_of(failure, "platform.example")
    assert isinstance(problem, PlatformProblem)
    assert problem.code in texts.error_codes()
    assert "{" not in texts.explain(problem).text


@pytest.mark.parametrize(
    ("failure", "kind", "code"),
    [
        (exceptions.ConnectTimeout(), Unreachable, "platform.slow"),
        (exceptions.ConnectionError(), Unreachable, "platform.unreachable"),
        (exceptions.ConnectionError(urllib3.exceptions.ProtocolError("reset")), Unreachable, "platform.cut"),
        (exceptions.ChunkedEncodingError(), Unreachable, "platform.cut"),
        (exceptions.ProxyError(), Unreachable, "platform.proxy"),
        (exceptions.SSLError("certificate verify failed"), PlatformProblem, "platform.certificate"),
        (exceptions.SSLError("Fingerprints did not match"), PlatformProblem, "platform.fingerprint"),
        (exceptions.InvalidURL(), PlatformProblem, "platform.address"),
        (exceptions.ContentDecodingError(), PlatformProblem, "platform.nonsense"),
        (UnicodeError("label too long"), PlatformProblem, "platform.address"),
    ],
)
def test_which_failure_it_becomes(failure: Exception, kind: type[PlatformProblem], code: str) -> None:
    problem = problem_of(failure)
    assert isinstance(problem, kind)
    assert problem.code == code


class _Scripted(BaseHTTPRequestHandler):
    """Answers as the path says."""

    def do_GET(self) -> None:
        what = self.path.partition("?")[0].removeprefix("/")
        kind, body, headers = "application/json", b"{}", {}
        status = int(what) if what.isdigit() else 200
        if what == "elsewhere":
            status, headers = 302, {"Location": "http://localhost.invalid/login"}
        elif what == "around":
            status, headers = 307, {"Location": "/around"}
        elif what == "once":
            status, headers = 301, {"Location": "/whoami"}
        elif what == "whoami":
            body = b'{"token": "%s"}' % self.headers.get("Authorization", "").encode()
        elif what == "large":
            body = b"[" + b" " * 200_000 + b"]"
        elif what == "list":
            body = b"[1]"
        elif what == "deep":
            body = b"[" * 100_000
        elif what == "short":
            headers = {"X-Short": "1"}
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) + (10 if what == "short" else 0)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Scripted)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@pytest.fixture(scope="module")
def link() -> Iterator[Link]:
    with serving() as port:
        made = Link(f"http://127.0.0.1:{port}/", "t0ken", timeouts=(2, 2), max_answer=100_000)
        yield made
        made.close()


@pytest.mark.parametrize(
    ("path", "kind", "code"),
    [
        ("/401", NotLetIn, "platform.not-let-in"),
        ("/403", NotLetIn, "platform.space"),
        ("/400", Refused, "platform.malformed"),
        ("/404", PlatformProblem, "platform.wrong-server"),
        ("/418", PlatformProblem, "platform.wrong-server"),
        ("/426", PlatformProblem, "platform.client-too-old"),
        ("/429", Unreachable, "platform.busy"),
        ("/500", Unreachable, "platform.failed"),
        ("/503", Unreachable, "platform.busy"),
        ("/elsewhere", PlatformProblem, "platform.wrong-server"),
        ("/around", PlatformProblem, "platform.wrong-server"),
        ("/large", PlatformProblem, "platform.answer-too-large"),
        ("/list", PlatformProblem, "platform.wrong-server"),
        ("/deep", PlatformProblem, "platform.nonsense"),
        ("/short", Unreachable, "platform.cut"),
    ],
)
def test_what_an_answer_means(link: Link, path: str, kind: type[PlatformProblem], code: str) -> None:
    with pytest.raises(kind) as raised:
        link.get(path)
    assert raised.value.code == code


def test_a_redirect_on_the_same_host_is_followed_with_the_credential(link: Link) -> None:
    assert link.get("/once").document == {"token": "Bearer t0ken"}


def test_nothing_listens() -> None:
    with serving() as port:
        pass
    link = Link(f"http://127.0.0.1:{port}", timeouts=(2, 2))
    with pytest.raises(Unreachable, match="unreachable"):
        link.get("/v1")
    link.close()


def test_the_environment_adds_neither_password_nor_proxy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login a password b\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving() as port:
        link = Link(f"http://127.0.0.1:{port}", "t0ken")
        assert link.get("/whoami").document == {"token": "Bearer t0ken"}
        link.close()


def test_the_system_proxy_is_used_and_named() -> None:
    with serving() as port:
        pass
    link = Link("http://platform.invalid", proxy=f"http://127.0.0.1:{port}", timeouts=(2, 2))
    with pytest.raises(Unreachable, match=r"platform\.proxy"):
        link.get("/v1")
    link.close()


@pytest.mark.parametrize("url", ["", "platform", "ftp://x", "http://", "http://a:b@host", "http://h:0", "http://h:x"])
def test_addresses_that_cannot_be_used(url: str) -> None:
    with pytest.raises(SettingsProblem, match="bad-address"):
        Link(url)


def test_tokens_that_cannot_be_sent() -> None:
    for token in ("令牌", "a\nX-Evil: 1"):
        with pytest.raises(NotLetIn, match="no-credential"):
            Link("http://127.0.0.1", token)


# --- TLS ---


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A certificate for 127.0.0.1 that signs itself: (file with key, PEM, SHA-256)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "station")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(pem + private)
    return file, pem.decode(), made.fingerprint(hashes.SHA256()).hex()


@pytest.fixture
def secure(certificate: tuple[Path, str, str]) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[0])
    with serving(context) as port:
        yield f"https://127.0.0.1:{port}"


def test_a_private_authority_of_the_enrolment_is_trusted(secure: str, certificate: tuple[Path, str, str]) -> None:
    spaced = ":".join(certificate[2][start : start + 2] for start in range(0, 64, 2)).upper()
    for fingerprint in ("", spaced):
        link = Link(secure, "t0ken", ca=certificate[1], fingerprint=fingerprint)
        assert link.get("/whoami").document == {"token": "Bearer t0ken"}
        link.close()


def test_an_unknown_authority_is_not(secure: str) -> None:
    link = Link(secure)
    with pytest.raises(PlatformProblem, match=r"platform\.certificate"):
        link.get("/whoami")
    link.close()


def test_another_certificate_than_the_pinned_one_is_not(secure: str, certificate: tuple[Path, str, str]) -> None:
    link = Link(secure, ca=certificate[1], fingerprint="00" * 32)
    with pytest.raises(PlatformProblem, match=r"platform\.fingerprint"):
        link.get("/whoami")
    link.close()


def test_a_ca_that_is_none() -> None:
    with pytest.raises(SettingsProblem, match="bad-ca"):
        Link("https://127.0.0.1", ca="-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----")
