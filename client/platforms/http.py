"""The only place that makes requests, and the only place that knows how they fail.

Trust: the system's own store (truststore) plus a private CA of the enrolment, and where given a pinned certificate;
there is no switch for "insecure". Nothing is tried twice here: only the outbox knows what may be sent again.
"""

import gzip
import json
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
import truststore
import urllib3.exceptions
from requests import exceptions as failures
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies

from client import __version__
from client.errors import NotLetIn, PlatformProblem, Refused, SettingsProblem, Unreachable
from client.platforms.platform import Traffic

TIMEOUTS = (15.0, 60.0)
"""Seconds to connect, seconds without a byte of the answer."""

MAX_ANSWER = 64 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer: `document` is the JSON of the body, {} when there was none."""

    status: int
    document: Mapping[str, Any]


class Link:
    """A connection to one service. Every call raises only our own failures.

    Thread-safe enough for one thread at a time; each lane opens its own.
    """

    def __init__(
        self,
        url: str,
        token: str = "",
        *,
        ca: str = "",
        fingerprint: str = "",
        proxy: str = "system",
        timeouts: tuple[float, float] = TIMEOUTS,
        max_answer: int = MAX_ANSWER,
    ) -> None:
        """`ca` is PEM text, `fingerprint` SHA-256 in hex, `proxy` "system", "none" or a URL. Raises `SettingsProblem`
        when the address or the CA cannot be used."""
        self._url = _checked(url)
        self._proxy, self._timeouts, self._max_answer = proxy, timeouts, max_answer
        self.traffic = Traffic()
        self._session = requests.Session()
        # Environment and .netrc would put another password or another CA bundle in the place of ours.
        self._session.trust_env = False
        self._session.headers.update(
            {"User-Agent": f"catalog-client/{__version__}", "Accept": "application/json", "Accept-Encoding": "gzip"}
        )
        if token and not (token.isascii() and token.isprintable()):
            raise NotLetIn("platform.no-credential", ref=self._host())
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"
        self._session.mount("https://", _Trusting(_trust(ca), fingerprint))

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """Asks for a document."""
        return self._ask("GET", path, params, None)

    def post(self, path: str, document: Mapping[str, Any]) -> Answer:
        """Sends a document, gzipped."""
        plain = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        return self._ask("POST", path, None, gzip.compress(plain, 6, mtime=0))

    def pieces(self, path: str, start: int, refused: Callable[[Answer], object]) -> Iterator[bytes]:
        """The bytes of a file from `start` on, as they come. `refused` is given an answer that is no file, and raises."""
        headers = {"Range": f"bytes={start}-", "Accept": "*/*", "Accept-Encoding": "identity"}
        try:
            with self._session.get(
                self._url + path,
                headers=headers,
                timeout=self._timeouts,
                proxies=self._proxies(self._url),
                allow_redirects=False,
                stream=True,
            ) as answer:
                if answer.status_code != 206:
                    refused(self._read(answer))
                    raise PlatformProblem("platform.nonsense", host=self._host(), status=answer.status_code)
                if not answer.headers.get("Content-Range", "").startswith(f"bytes {start}-"):
                    raise PlatformProblem("platform.nonsense", host=self._host(), status=206)
                for piece in answer.iter_content(1 << 18):
                    self.traffic.down += len(piece)
                    yield piece
        except (requests.RequestException, urllib3.exceptions.HTTPError, ssl.SSLError) as problem:
            raise problem_of(problem, self._host()) from problem

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    def _ask(self, method: str, path: str, params: Mapping[str, str | int] | None, body: bytes | None) -> Answer:
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"} if body is not None else None
        url = self._url + path
        for _hop in range(4):
            try:
                with self._session.request(
                    method,
                    url,
                    params=params,
                    data=body,
                    headers=headers,
                    timeout=self._timeouts,
                    proxies=self._proxies(url),
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    self.traffic.up += len(body or b"")
                    if answer.status_code not in _REDIRECTS:
                        return self._read(answer)
                    url, params = self._moved(url, answer, method), None
            except (requests.RequestException, urllib3.exceptions.HTTPError, UnicodeError, ssl.SSLError) as problem:
                raise problem_of(problem, self._host()) from problem
        raise PlatformProblem("platform.wrong-server", host=self._host(), why="redirects")

    def _read(self, answer: requests.Response) -> Answer:
        raw = b"".join(self._pieces(answer))
        self.traffic.down += int(answer.headers.get("Content-Length") or len(raw))
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        document: object = {}
        if kind in ("application/json", "application/problem+json"):
            try:
                document = json.loads(raw)
            except (ValueError, RecursionError) as problem:
                raise PlatformProblem("platform.nonsense", host=self._host(), status=answer.status_code) from problem
        _raise_for(answer, document if isinstance(document, dict) else {}, self._host())
        if not isinstance(document, dict) or not kind.endswith("json"):
            # A page of HTML with status 200: a portal that wants a log-in, or another service at this address.
            raise PlatformProblem("platform.wrong-server", host=self._host(), why=kind or "empty")
        return Answer(answer.status_code, document)

    def _pieces(self, answer: requests.Response) -> Iterator[bytes]:
        size = 0
        for piece in answer.iter_content(65536):
            size += len(piece)
            if size > self._max_answer:
                raise PlatformProblem("platform.answer-too-large", host=self._host(), limit=self._max_answer)
            yield piece

    def _moved(self, url: str, answer: requests.Response, method: str) -> str:
        """Where to ask instead. A credential never follows to another host, nor from https to http."""
        target = urljoin(url, answer.headers.get("Location", ""))
        old, new = urlsplit(url), urlsplit(target)
        safer = new.scheme == old.scheme or (old.scheme, new.scheme) == ("http", "https")
        keeps_method = method == "GET" or answer.status_code in (307, 308)
        if new.hostname != old.hostname or not safer or not keeps_method:
            raise PlatformProblem("platform.wrong-server", host=self._host(), why=f"redirect to {new.hostname}")
        return target

    def _proxies(self, url: str) -> dict[str, str]:
        if self._proxy == "none" or self._host() in _LOOPBACK:
            return {}
        if self._proxy == "system":
            return dict(get_environ_proxies(url, no_proxy=None))
        return {"http": self._proxy, "https": self._proxy}

    def _host(self) -> str:
        return urlsplit(self._url).hostname or ""


def problem_of(failure: Exception, host: str = "") -> PlatformProblem:
    """Our failure for one of requests, urllib3 or ssl. Whatever is not known means: no usable answer, try later."""
    text = _root(failure)
    if isinstance(failure, failures.ProxyError):
        return Unreachable("platform.proxy", host=host)
    if isinstance(failure, failures.SSLError | ssl.SSLError | urllib3.exceptions.SSLError):
        code = "platform.fingerprint" if "ingerprint" in text else "platform.certificate"
        return PlatformProblem(code, host=host, why=text)
    if isinstance(failure, failures.Timeout):
        return Unreachable("platform.slow", host=host)
    if isinstance(failure, failures.InvalidProxyURL):
        return PlatformProblem("platform.proxy-address", host=host)
    if isinstance(failure, _ADDRESS):
        return PlatformProblem("platform.address", host=host)
    if isinstance(failure, failures.TooManyRedirects):
        return PlatformProblem("platform.wrong-server", host=host, why="redirects")
    if isinstance(failure, failures.InvalidJSONError | failures.ContentDecodingError):
        return PlatformProblem("platform.nonsense", host=host, status=0)
    if isinstance(failure, failures.InvalidHeader):
        return NotLetIn("platform.no-credential", ref=host)
    if isinstance(failure, failures.ChunkedEncodingError) or _was_cut(failure):
        return Unreachable("platform.cut", host=host)
    return Unreachable("platform.unreachable", host=host)


_ADDRESS = (
    failures.URLRequired,
    failures.MissingSchema,
    failures.InvalidSchema,
    failures.InvalidURL,
    urllib3.exceptions.LocationValueError,
    UnicodeError,
)


def _was_cut(failure: Exception) -> bool:
    return any(isinstance(part, urllib3.exceptions.ProtocolError) for part in _chain(failure))


def _chain(failure: BaseException) -> Iterator[BaseException]:
    present: BaseException | None = failure
    while present is not None:
        yield present
        inner = next((part for part in present.args if isinstance(part, BaseException)), None)
        reason = getattr(inner or present, "reason", None)
        yield from (part for part in (inner, reason) if isinstance(part, BaseException))
        present = present.__cause__ or present.__context__


def _root(failure: BaseException) -> str:
    """What the innermost failure says, shortened; certificates are named there."""
    return " ".join(str(list(_chain(failure))[-1]).split())[:200]


def _raise_for(answer: requests.Response, document: Mapping[str, Any], host: str) -> None:
    """Our failure for a status that means the same whatever was asked. 404, 409, 410, 412, 413 and 422 pass: the
    adapter knows what they mean for its question."""
    status = answer.status_code
    kind = str(document.get("type", "")).removeprefix("urn:catx:")
    if status == 401:
        raise NotLetIn("platform.not-let-in", host=host)
    if status == 403:
        raise NotLetIn("platform.role" if kind == "role" else "platform.space", host=host)
    if status == 407:
        raise Unreachable("platform.proxy", host=host)
    if status == 426:
        raise PlatformProblem("platform.client-too-old", needed=str(document.get("min_client", "")))
    if status in (408, 425, 429, 502, 503, 504):
        raise Unreachable("platform.busy", host=host, retry_after=_seconds(answer.headers.get("Retry-After", "")))
    if status >= 500:
        raise Unreachable("platform.failed", host=host, status=status)
    if 200 <= status < 300 or (status in (404, 409, 410, 412, 413, 422) and document):
        return
    if status == 400:
        raise Refused("platform.malformed", why=str(document.get("detail", ""))[:200])
    raise PlatformProblem("platform.wrong-server", host=host, why=f"HTTP {status}")


def _seconds(text: str) -> float | None:
    # A date would have to be compared with our clock, which nobody trusts; a platform that sends one waits as usual.
    return min(float(text), 86400.0) if text.isascii() and text.isdigit() else None


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as problem:
        raise SettingsProblem("platform.bad-address", url=url[:200]) from problem
    if not usable or parts.username or parts.password:
        raise SettingsProblem("platform.bad-address", url=url[:200])
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _trust(ca: str) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca:
        try:
            context.load_verify_locations(cadata=ca)
        except (ssl.SSLError, ValueError, TypeError) as problem:
            raise SettingsProblem("platform.bad-ca") from problem
    return context


class _Trusting(HTTPAdapter):
    """Verifies with our context, directly and through a proxy, and pins a certificate where one is given."""

    def __init__(self, context: ssl.SSLContext, fingerprint: str) -> None:
        self._tls: dict[str, Any] = {"ssl_context": context}
        if fingerprint:
            self._tls["assert_fingerprint"] = fingerprint.replace(" ", "").replace(":", "").lower()
        super().__init__(max_retries=0)

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        """See requests: where it decides what a connection, also one through a proxy, is made with."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {**pool, **(self._tls if host["scheme"] == "https" else {})}

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leaves the trust to the context: requests would add the bundle it ships to what the system trusts."""
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None
