"""Reads a JSON list of Markdown texts, writes the list of what GitHub's own parser (cmark-gfm) makes of them."""

import json
import sys

from cmarkgfm import cmark

extensions = ["table", "strikethrough", "autolink", "tasklist"]
options = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_FOOTNOTES
texts = json.load(sys.stdin)
json.dump([cmark.markdown_to_html_with_extensions(text, options, extensions) for text in texts], sys.stdout)
