"""What goes wrong between two machines, in plain words: never the library's own, which may repeat an address."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from store.words import Message, mark

UNREACHABLE = mark("it cannot be reached: no connection to that machine and port")
NO_CONNECTION = mark("no connection within {seconds} s")
NO_ANSWER = mark("no answer within {seconds} s; whether it was done is not known")
TOO_SLOW = mark("no complete answer within {seconds} s")
CUT_OFF = mark("it closed the connection in the middle of the answer")
HUNG_UP = mark("it closed the connection without an answer; whether it was done is not known")
NO_TRUST = mark("its certificate is not trusted")
NO_TLS = mark("the encrypted connection (TLS) failed")
TOO_MANY = mark("it sends us from one address to the next without end")
BAD_ADDRESS = mark("the address is not valid")
NO_HTTP = mark("what it answers is not HTTP")
OTHER = mark("the request failed ({kind})")


def fault_words(fault: Exception, *, status: int | None, total_s: float, connect_s: float) -> Message:
    """What an error of httpx, or of the system, means for the person; `status` is what had been answered before it."""
    import httpx

    if isinstance(fault, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return Message(NO_CONNECTION, {"seconds": f"{connect_s:g}"})
    if isinstance(fault, (httpx.TimeoutException, TimeoutError)):
        return Message(NO_ANSWER if status is None else TOO_SLOW, {"seconds": f"{total_s:g}"})
    if any(isinstance(each, ssl.SSLCertVerificationError) for each in _causes(fault)):
        return Message(NO_TRUST)
    if any(isinstance(each, ssl.SSLError) for each in _causes(fault)):
        return Message(NO_TLS)
    if isinstance(fault, (httpx.ConnectError, httpx.ProxyError)):
        return Message(UNREACHABLE)
    if isinstance(fault, httpx.TooManyRedirects):
        return Message(TOO_MANY)
    if isinstance(fault, (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.LocalProtocolError, ValueError)):
        return Message(BAD_ADDRESS)
    if isinstance(fault, (httpx.RemoteProtocolError, httpx.NetworkError)):
        if status is not None:
            return Message(CUT_OFF)
        return Message(NO_HTTP if "illegal" in str(fault).lower() else HUNG_UP)
    return Message(OTHER, {"kind": type(fault).__name__})


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """An error and what led to it."""
    each: BaseException | None = fault
    while each is not None:
        yield each
        each = each.__cause__ or each.__context__
