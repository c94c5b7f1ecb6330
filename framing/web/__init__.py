"""The page to paste an article into, and the JSON API behind it. Needs the extra ``serve``.

Nothing here asks anything of the network but the browser that is served, no article text is logged or
kept, and every queue has an end. `docs/how-to/serve.md` documents the API, its limits and its answers.
"""

from framing.web.settings import Limits, WebSettings

__all__ = ["Limits", "WebSettings"]
