"""The site behind an address."""

import re

_HOST = re.compile(r"(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63})+/?", re.IGNORECASE)


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

    # The address is another's: one that cannot be taken apart has no domain.
    try:
        found = tld.get_fld(url.strip(), fail_silently=True, fix_protocol=True)
    except ValueError:
        return None
    return found.lower() if isinstance(found, str) else None


def site_name(name: str) -> str:
    """Name a site as `registered_domain` does where a page gives only its host for a name.

    A source has one name, whether its pages bear a site's name or only an address.

    Args:
        name: The site's name as the page gives it.

    >>> site_name("news.bbc.co.uk"), site_name("www.salon.com"), site_name("The Lantern Post")
    ('bbc.co.uk', 'salon.com', 'The Lantern Post')
    """
    return (registered_domain(name) if _HOST.fullmatch(name.strip()) else None) or name
