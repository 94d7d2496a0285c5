"""Light Markdown made into HTML that cannot harm: what people write between meetings, and what the team recommends.

Two roads: `light` for everybody's posts and stories (paragraphs, lists, emphasis, quotes; a link stays plain words, no
heading shouts), `rich` for the team's texts (headings below the page's own, and links too). Raw HTML is shown as it was
typed, never obeyed; what comes out is cleaned once more against a short list of elements.
"""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

LIGHT_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote"}
RICH_TAGS = LIGHT_TAGS | {"h2", "h3", "h4", "a"}
RICH_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
HEADINGS = ("h2", "h3", "h4")  # the page has its own first heading: the highest of a text stands right below it

_NEVER = ["image", "autolink", "html_block", "html_inline", "code", "fence", "hr"]
_LIGHT = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    [*_NEVER, "heading", "lheading", "link", "reference"]
)
_RICH = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(_NEVER)


def light(words: str) -> SafeString:
    """What a person wrote, as safe HTML."""
    return _clean(_LIGHT.render(words), LIGHT_TAGS)


def rich(words: str) -> SafeString:
    """What the team wrote, as safe HTML; links open what they say and tell nobody where the reader came from."""
    tokens = _RICH.parse(words)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((token.tag for token in headings), default="h1")
    for token in headings:
        depth = int(token.tag[1]) - int(highest[1])
        token.tag = HEADINGS[min(depth, len(HEADINGS) - 1)]
    return _clean(_RICH.renderer.render(tokens, _RICH.options, {}), RICH_TAGS)


def _clean(html: str, tags: set[str]) -> SafeString:
    attributes = {tag: names for tag, names in RICH_ATTRIBUTES.items() if tag in tags}
    clean = nh3.clean(
        html, tags=tags, attributes=attributes, url_schemes=SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return mark_safe(clean)  # noqa: S308 - cleaned in the line above
