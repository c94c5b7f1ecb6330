"""What a caller can choose about the server."""

from dataclasses import dataclass, field

from framing.errors import UsageError

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
"""This machine's own names; an IPv6 address is asked for in brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one request, and all of them together, may ask for. Beyond it a request gets a clear refusal.

    Attributes:
        body_bytes: Largest body of a request; 413 beyond it.
        file_bytes: Largest file to read articles from; 413 beyond it. The time that cleaning a page takes
            grows faster than the page: one of two million bytes can take ten seconds.
        articles: Most articles in one request; 422 beyond it.
        article_characters: Longest article, in code points; 422 beyond it.
        request_characters: Most code points of all articles of one request; 422 beyond it.
        request_sentences: Most sentences of all articles of one request; 422 beyond it. Each is a row of the
            answer with the names of its article, and a sentence that is repeated costs the network nothing:
            without this limit a short request could ask for an answer of any size.
        waiting_requests: Most requests that wait to be scored; 429 beyond it.
        waiting_files: Most files that wait to be read; 429 beyond it.
        waiting_characters: Most code points that wait to be scored; 429 beyond it.
        seconds: Longest time for one request, its body included; 408 or 503 beyond it.
    """

    body_bytes: int = 4_000_000
    file_bytes: int = 2_000_000
    articles: int = 64
    article_characters: int = 200_000
    request_characters: int = 1_000_000
    request_sentences: int = 2_000
    waiting_requests: int = 256
    waiting_files: int = 16
    waiting_characters: int = 4_000_000
    seconds: float = 30.0

    def __post_init__(self) -> None:
        """Refuse impossible values.

        Raises:
            UsageError: A limit is not above 0.
        """
        for name in self.__slots__:
            if getattr(self, name) <= 0:
                raise UsageError(f"the limit {name} must be above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """Whom the server answers, and what it allows.

    Attributes:
        hosts: Names under which it may be asked for; empty for any. A web page elsewhere could otherwise
            let a name of its own point at this machine and read the answers.
        limits: How much may be asked for.
    """

    hosts: tuple[str, ...] = LOOPBACK
    limits: Limits = field(default_factory=Limits)
