"""Annotated HTML pages as text files with labelled lines: used by eval-text and fit-lines.

Pages are flattened to lines as scrapers leave them, in three styles; lines get their labels by
alignment with the extraction gold.  Nothing of the pages is kept in the repository.
"""
import glob
import gzip
import hashlib
import html.parser
import json
import os
import re
import subprocess
import unicodedata

BLOCKS = set(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav "
    "ol optgroup option p pre section select summary table tbody tfoot th thead title tr ul td "
    "video audio iframe label".split()
)
SPACED = set("p h1 h2 h3 h4 h5 h6 ul ol table blockquote figure pre".split())
SKIPPED = set("script style noscript template svg math object canvas head iframe select textarea".split())
VOID = set("area base br col embed hr img input link meta source track wbr".split())


class Flattener(html.parser.HTMLParser):
    """Lines of visible text, one for each block, and where the article element lies."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.lines = []  # (text, blank before, inside article)
        self.parts = []
        self.skip = []
        self.title = ""
        self.in_title = False
        self.article = 0
        self.blank = False
        self.is_cell = False

    def handle_starttag(self, tag, attrs):
        if tag == "title" and not self.skip_is_svg():
            self.in_title = not self.title
            return
        if tag in SKIPPED:
            self.skip.append(tag)
            return
        if self.skip:
            return
        if tag in BLOCKS:
            self.flush(tag in SPACED)
        elif tag == "img":
            pass
        if tag in ("article", "main"):
            self.article += 1

    def handle_endtag(self, tag):
        if tag == "title":
            self.in_title = False
            return
        if tag in SKIPPED:
            if tag in self.skip:
                while self.skip and self.skip.pop() != tag:
                    pass
            return
        if self.skip:
            return
        if tag in BLOCKS:
            self.flush(tag in SPACED)
        if tag in ("article", "main") and self.article:
            self.article -= 1

    def skip_is_svg(self):
        return "svg" in self.skip

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        elif not self.skip:
            self.parts.append(data)

    def flush(self, spaced=False):
        text = visible("".join(self.parts))
        self.parts = []
        if text:
            self.lines.append((text, self.blank, self.article > 0))
            self.blank = False
        self.blank = self.blank or spaced


def flatten(page, style, gold_words):
    """Text of a page: `all` (title first), `spaced` (blank lines around paragraphs), `article`."""
    parser = Flattener()
    try:
        parser.feed(page)
        parser.close()
    except Exception:
        pass
    parser.flush()
    lines = parser.lines
    title = visible(parser.title)
    if style == "all":
        return ([title] if title else []) + [text for text, _, _ in lines]
    if style == "article":
        inside = [line for line in lines if line[2]]
        met = set(word for text, _, _ in inside for word in words(text))
        known = set(gold_words)
        if not known or len(met & known) < 0.9 * len(known):
            return None
        lines = inside
    out = []
    for text, blank, _ in lines:
        if blank and out:
            out.append("")
        out.append(text)
    return out


INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def visible(text):
    """One line without white space and invisible characters at its ends."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split()).strip(INVISIBLE + " ")


# A character of a script without spaces is a word, else a paragraph would be one.
WORD = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[^\W\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+")


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold())


# Weights of the line labeller that only pages of the fitted half went into.
HALF_WEIGHTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "line-weights-half.tsv")

# Another seed makes other halves: to be changed when pages of the test half have been looked at.
SEED = "lines-2"


def half(publisher):
    """`fit` or `test`: weights are fitted on one, the other is for measuring and never looked at."""
    return ("fit", "test")[hashlib.sha256((SEED + publisher).encode()).digest()[0] % 2]


def was_seen_before(publisher):
    """True for publishers of the half that an earlier split fitted weights on and looked at."""
    return hashlib.sha1(publisher.encode()).digest()[0] % 2 == 0


def fold(publisher, folds):
    """A number for leaving out whole publishers in turn."""
    return hashlib.sha256(publisher.encode()).digest()[1] % folds


def decode(data):
    match = re.search(rb"charset=[\"']?([\w-]+)", data[:4096])
    for name in ([match.group(1).decode()] if match else []) + ["utf-8", "cp1252"]:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


def fundus(data):
    """Pages with gold of the `fundus` folder."""
    for info in sorted(glob.glob(os.path.join(data, "fundus/parser/test_data/*/*.json"))):
        folder, name = os.path.split(info)
        publisher = name[: -len(".json")]
        gold = json.load(open(info, encoding="utf-8"))
        pages = sorted(glob.glob(os.path.join(folder, publisher + "_*.html.gz")))
        pages = [p for p in pages if re.fullmatch(re.escape(publisher) + r"_\d{4}_\d\d_\d\d\.html\.gz", os.path.basename(p))]
        keys = sorted(gold, key=lambda key: [int(n) for n in re.findall(r"\d+", key)])
        for key, path in zip(keys, pages):
            body = gold[key]["body"]
            paragraphs, subheads = [], []
            for section in body["sections"]:
                subheads += section["headline"]
                paragraphs += section["paragraphs"]
            yield {
                "set": "fundus",
                "publisher": publisher,
                "name": os.path.basename(path)[: -len(".html.gz")],
                "html": decode(gzip.open(path).read()),
                "title": gold[key]["title"] or "",
                "authors": gold[key].get("authors") or [],
                "date": gold[key].get("publishing_date"),
                "summary": body["summary"],
                "subheads": subheads,
                "paragraphs": paragraphs,
                "loose": [],
            }


class Expected(Flattener):
    """Lines of an expected article, those of captions apart."""

    def __init__(self):
        super().__init__()
        self.heads = []
        self.loose = []
        self.stack = []

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        before = len(self.lines)
        super().handle_endtag(tag)
        if len(self.lines) > before:
            text = self.lines[-1][0]
            if "figure" in self.stack or "figcaption" in self.stack:
                self.loose.append(text)
            elif any(t in self.stack for t in ("h1", "h2", "h3", "h4", "h5", "h6")):
                self.heads.append(text)
        if tag in self.stack:
            while self.stack.pop() != tag:
                pass


def readability(data):
    """Pages with gold of the `readability` folder."""
    for path in sorted(glob.glob(os.path.join(data, "readability/*/source.html"))):
        folder = os.path.dirname(path)
        name = os.path.basename(folder)
        expected = Expected()
        expected.feed(open(os.path.join(folder, "expected.html"), encoding="utf-8").read())
        expected.flush()
        meta = json.load(open(os.path.join(folder, "expected-metadata.json"), encoding="utf-8"))
        texts = [text for text, _, _ in expected.lines]
        apart = set(expected.loose) | set(expected.heads)
        yield {
            "set": "readability",
            "publisher": re.sub(r"-\d+$", "", name),
            "name": name,
            "html": decode(open(path, "rb").read()),
            "title": meta.get("title") or "",
            "authors": [meta["byline"]] if meta.get("byline") else [],
            "date": meta.get("publishedTime"),
            "summary": [],
            "subheads": expected.heads,
            "paragraphs": [text for text in texts if text not in apart],
            "loose": expected.loose,
        }


def squeeze(text):
    return " " + " ".join(words(text)) + " "


def shingles(tokens, size=3):
    return [tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]


def label_lines(lines, page):
    """Labels of lines: H headline, D deck, B body, S subhead, N none of them, ? not known."""
    title = squeeze(page["title"])
    summary = " ".join(squeeze(s) for s in page["summary"])
    subheads = {squeeze(s) for s in page["subheads"]}
    heads = {t.strip() for s in page["subheads"] for t in [squeeze(s)]}
    paragraphs = [squeeze(p) for p in page["paragraphs"]]
    whole = {p for p in paragraphs}
    body = "|".join(paragraphs)
    grams = {gram for p in paragraphs for gram in shingles(p.split())}
    loose = {squeeze(t) for t in page["loose"]}
    labels = []
    for line in lines:
        text = squeeze(line)
        tokens = text.split()
        label = "N"
        if not tokens:
            label = "N"
        elif text in subheads and text not in whole:
            label = "S"
        elif text in whole:
            label = "B"
        elif text in loose:
            label = "?"
        elif len(tokens) >= 4 and text in body:
            label = "B"
        elif len(tokens) >= 6:
            own = shingles(tokens)
            met = sum(gram in grams for gram in own)
            if met >= 0.8 * len(own):
                label = "B"
            elif met >= 0.4 * len(own):
                label = "?"
        if label == "N" and len(tokens) >= 3 and text in summary:
            label = "D"
        if label == "N" and 0 < len(tokens) < 3 and any(f" {' '.join(tokens)} " in s for s in heads):
            label = "?"
        labels.append(label)
    drop_copies(labels, lines)
    mark_headline(labels, lines, title)
    fill_gaps(labels, lines, body)
    return labels


def drop_copies(labels, lines):
    """Of body lines that stand twice, the one with more of its like around it counts."""
    places = {}
    for i, line in enumerate(lines):
        if labels[i] in "BSD":
            places.setdefault(squeeze(line), []).append(i)
    for where in places.values():
        if len(where) < 2:
            continue
        def company(i):
            near = labels[max(0, i - 6) : i + 7]
            return sum(label == "B" for label in near)
        best = max(where, key=company)
        for i in where:
            if i != best:
                labels[i] = "?"


def mark_headline(labels, lines, title):
    """The line worded as the title that stands nearest before the text."""
    if not title.strip():
        return
    first = next((i for i, label in enumerate(labels) if label == "B"), len(lines))
    same = [i for i, line in enumerate(lines) if squeeze(line) == title]
    if not same:
        return
    before = [i for i in same if i <= first]
    chosen = before[-1] if before else same[0]
    for i in same:
        labels[i] = "?"
    labels[chosen] = "H"
    # The page title is no headline; a copy of it is nothing either.
    if chosen != 0 and 0 in same:
        labels[0] = "?"


def fill_gaps(labels, lines, body):
    """Short lines between body lines, worded in the body, are of it."""
    for i, line in enumerate(lines):
        tokens = words(line)
        if labels[i] == "N" and 0 < len(tokens) < 4 and squeeze(line) in body:
            near = labels[max(0, i - 2) : i] + labels[i + 1 : i + 3]
            if sum(label in "BS" for label in near) >= 2:
                labels[i] = "B"
            elif "B" in near:
                labels[i] = "?"


def run_tool(tool, what, paths, built=None, weights=None):
    """Runs an example of tests/tools over files; gives its JSON lines.  `what` may be several words;
    `weights` are those of the line labeller, if not the program's own."""
    command = [os.path.join(built, tool)] if built else ["cargo", "run", "-q", "--release", "--example", tool, "--"]
    command += what.split() + (["--weights", weights] if weights else [])
    result = subprocess.run(command, input="\n".join(paths), text=True, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in result.stdout.splitlines()]


def load(data):
    yield from fundus(data)
    yield from readability(data)


STYLES = ("all", "spaced", "article")


def samples(data):
    """Every page in every style it can be flattened to, with labelled lines."""
    for page in load(data):
        gold = [w for p in page["paragraphs"] for w in words(p)]
        for style in STYLES:
            lines = flatten(page["html"], style, gold)
            if lines is None:
                continue
            shown = [line for line in lines if line.strip()]
            met = set(w for line in shown for w in words(line))
            known = set(gold)
            if not known or len(known & met) < 0.95 * len(known):
                continue
            labels = label_lines(shown, page)
            covered = sum(len(words(l)) for l, label in zip(shown, labels) if label in "BS?")
            if covered < 0.8 * len(gold):
                continue
            yield page, style, lines, labels
