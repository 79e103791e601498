"""Annotated HTML pages as the programs that people scrape with leave them: used by eval-text.

`nodes`: each text node on a line of its own, as `get_text("\\n", strip=True)` gives them;
`bulleted`: blocks with bullets before the items of lists, as text browsers show them;
`markdown` and `wrapped`: links with their addresses, headings, emphasis and pictures, as html2text
writes them, in long lines and in lines of 78.  Menus and teasers of the page are in all of them.
"""
import re
import textwrap

import pages

STYLES = ("nodes", "bulleted", "markdown", "wrapped")
WIDTH = 78
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
EMPHASIS = {"b": "**", "strong": "**", "i": "_", "em": "_"}


class Scraper(pages.Flattener):
    """Text nodes of a page, and its blocks with and without marks."""

    def __init__(self, style):
        super().__init__()
        self.style = style
        self.nodes = []
        self.links = []
        self.items = 0
        self.prefix = ""
        self.has_marks = style in ("markdown", "wrapped")

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if self.skip:
            return
        attrs = dict(attrs)
        if tag == "li" and self.style != "nodes":
            self.prefix = "  " * max(1, self.items) + "* "
        elif tag in ("ul", "ol"):
            self.items += 1
        if not self.has_marks:
            return
        if tag in HEADINGS:
            self.prefix = "#" * int(tag[1]) + " "
        elif tag == "a":
            self.links.append(attrs.get("href"))
            if attrs.get("href"):
                self.parts.append("[")
        elif tag in EMPHASIS:
            self.parts.append(EMPHASIS[tag])
        elif tag == "img" and attrs.get("src"):
            self.parts.append("![{}]({})".format(attrs.get("alt") or "", attrs["src"].strip()))

    def handle_endtag(self, tag):
        if not self.skip and self.has_marks:
            if tag == "a" and self.links:
                href = self.links.pop()
                if href:
                    self.parts.append("]({})".format(href.strip()))
            elif tag in EMPHASIS:
                self.parts.append(EMPHASIS[tag])
        if tag in ("ul", "ol") and not self.skip:
            self.items = max(0, self.items - 1)
        super().handle_endtag(tag)

    def handle_data(self, data):
        super().handle_data(data)
        if not self.skip and not self.in_title and data.strip():
            self.nodes.append(pages.visible(data))

    def flush(self, spaced=False):
        before = len(self.lines)
        super().flush(spaced)
        if len(self.lines) > before and self.prefix:
            text, blank, inside = self.lines[-1]
            self.lines[-1] = (self.prefix + text, blank or self.prefix.startswith("#"), inside)
            self.prefix = ""


def scrape(page, style):
    """Lines of a page as one kind of program leaves them."""
    scraper = Scraper(style)
    try:
        scraper.feed(page)
        scraper.close()
    except Exception:
        pass
    scraper.flush()
    if style == "nodes":
        return [node for node in scraper.nodes if node]
    lines = []
    for text, blank, _ in scraper.lines:
        # Blocks of Markdown are apart, but for the items of a list.
        is_item = text.lstrip().startswith("* ")
        if lines and (blank or (scraper.has_marks and not is_item)):
            lines.append("")
        if style == "wrapped":
            indent = re.match(r"\s*", text).group()
            lines += textwrap.wrap(text, WIDTH, break_long_words=False, subsequent_indent=indent)
        else:
            lines.append(text)
    return lines


def samples(data):
    """Every page in every style whose text holds the story: page, style, lines."""
    for page in pages.load(data):
        gold = set(word for paragraph in page["paragraphs"] for word in pages.words(paragraph))
        for style in STYLES:
            lines = scrape(page["html"], style)
            met = set(word for line in lines for word in pages.words(line))
            if gold and len(gold & met) >= 0.95 * len(gold):
                yield page, style, lines
