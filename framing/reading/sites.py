"""The site behind an address."""

import re

_HOST = re.compile(r"(?:https?://)?[\w-]{1,63}(?:\.[\w-]{1,63})+/?", re.IGNORECASE)
# What a page says of its site in so many words: to social networks, to telephones, to search engines.
_DECLARED = re.compile(
    r"""og:site_name|article:publisher|twitter:site|twitter:app:name|application-name|\bpublisher["']|"""
    r"""["'](?:NewsMediaOrganization|Organization|WebSite)["']""",
    re.IGNORECASE,
)


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


def site_name(name: str, *, title: str | None = None, page: str = "") -> str | None:
    """Name a site as `registered_domain` does where a page gives only its host for a name.

    A source has one name, whether its pages bear a site's name or only an address.

    Args:
        name: The site's name as trafilatura found it. Where a page declares none, that is a part of its
            title with a full stop in it: ``Growth slows in Dec.``
        title: The page's headline, which is no site's name either.
        page: The page, as HTML.

    Returns:
        The name; ``None`` for the headline, or a part of the title on a page that declares no name.

    >>> site_name("news.bbc.co.uk"), site_name("www.salon.com"), site_name("The Lantern Post")
    ('bbc.co.uk', 'salon.com', 'The Lantern Post')
    >>> site_name("Growth slows in Dec.", page="<title>Growth slows in Dec. | The Lantern Post</title>")
    """
    if _HOST.fullmatch(name.strip()):
        return registered_domain(name) or name
    if title is not None and name.strip().casefold() == title.strip().casefold():
        return None
    return name if "." not in name or _DECLARED.search(page) else None
