"""The site behind an address."""


def registered_domain(url: str) -> str | None:
    """Name the domain someone registered: ``bbc.co.uk`` for ``http://news.bbc.co.uk/1/hi``.

    Args:
        url: An address; one without its scheme is understood.

    Returns:
        The domain in lower case, or ``None`` for numbers, local names and what is no address.

    >>> registered_domain("http://news.bbc.co.uk/1/hi")
    'bbc.co.uk'
    >>> registered_domain("file:///tmp/page.html") is None
    True
    """
    import tld  # noqa: PLC0415 - reads the list of public suffixes

    found = tld.get_fld(url.strip(), fail_silently=True, fix_protocol=True)
    return found.lower() if isinstance(found, str) else None
