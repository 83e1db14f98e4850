"""Where RE2 finds patterns, for test/patterns/golden.test.ts.

Run with google-re2; writes test/golden/patterns.json: texts, and for each pattern a digit a text, 1 where re2.search
finds it; null where RE2 refuses the pattern. Many patterns are made from pieces with a fixed seed. No
text has a character of several bytes between two of words: C++ finds \\B between its bytes, Go and we do not.
"""

import importlib.metadata
import json
import pathlib
import random

import re2

texts = [
    "", "a", "b", "A", "ab", "aab", "abab", "a b", "a\n", "\na", "b\na\nb", "\n", "\n\n", "a\r\n", "user_1", "user_12x",
    "xuser_1", "K", "k", "\u212a", "s", "\u017f", "\u00e9", "e\u0301", "\u00df", "\u1e9e", "\u03c3", "\u03c2", "\u0130",
    "\u6f22\u5b57", "\U0001f600", " \U0001f600b", "\U0010ffff", "\ufffd", "\0", "/", "0", "9", ":", "@", "Z", "[", "_", "`",
    "z", "{", "2026-01-31", "12.50", "-3", "mail@example.com", "\t", "\f", "\v", "\u00a0", "\u2028", "aaaaaaaaaaaaaaaaaaaa!",
    "one two  three", "A1_b", "]", "}", "(", "x" * 300, "]-^", "k1\nk2",
]
patterns = [
    "^user_[0-9]+$", "^user_", "[0-9]+$", "", "^", "$", "^$", "(?m)^a", "(?m)a$", "(?m)^$", "(?m)^b$", "(?m)\\n^a", "\\ba\\b", "\\b", "\\B",
    "^\\B", "a\\B", "\\bk\\d\\b$", "\\Aa\\z", "a\\n$", ".", "(?s).", "^.$", "^(?s:.)$", "^.*$", "[^a]", "^[^a]$", "\\d", "\\D", "\\w", "\\W", "\\s",
    "\\S", "[\\d_]", "[^\\w]", "[[:alpha:]]", "[[:^alpha:]]", "\\pL", "\\p{Lu}", "\\p{Greek}", "\\PL", "[\\p{Han}]", "(?i)k", "(?i)s", "(?i)[k-s]",
    "(?i)\u03c3", "(?i)\u00df", "(?i)\u00e9", "(?i)\u0130", "(?i)\u212a", "(?i)[^k]", "(?i)A1_B", "\\x41", "\\x{1F600}", "[\\x{1F600}-\\x{1F64F}]", "\\101", "\\Q.a\\E",
    "a{2}", "a{2,}", "^a{0,2}b", "(ab){2}", "(a|b)*", "^(a|ab)(b|)$", "^(a+)+$", "(a*)*b", "(|a)+b", "a??b", "a**", "a{1001}", "(a{1000}){2}", "a{2,1}", "x{300}",
    "^x{301}", "(?=a)", "(?<=a)b", "(a)\\1", "(?P<n>a)", "(?<n>a)b", "(", ")", "[", "[b-a]", "]", "}", "a{", "a{,2}", "[]-^]", "[^]]", "[a-]", "[-a]", "\\", "\\_", "\\-", "\\/",
    "\\e", "\\8", "\\z", "\\Z", "\\h", "\\v", "\\a", "(?U)a+", "(?i", "(?x)a", "a|^b$|c", "\\d{4}-\\d{2}-\\d{2}", "^-?\\d+(\\.\\d+)?$",
    "^[\\w.+-]+@[\\w-]+\\.[\\w.]+$", "\u6f22", "[\u6f22-\u6f24]", "^..$", "\U0001f600b", "(?m)(^|b)\\b", "$a", "a^", "(?m)$\\n^", "^\\s*$", "(^a|b$)+", "(?:^|\\n)a",
]
pieces = [
    "a", "b", "k", "\u00e9", "\U0001f600", "_", "1", " ", "\\n", ".", "^", "$", "\\b", "\\B", "\\d", "\\w", "\\s", "\\W", "[ab]", "[^ab]", "[a-k]", "[^\\n]",
    "(a|b)", "(?:ab)", "(?i:k)", "(?m:^a)", "(?m:b$)", "(?s:.)", "\\A", "\\z", "(^|a)", "(b|$)", "a|", "|b", "\\pL", "[[:digit:]]",
]
endings = ["", "", "", "*", "+", "?", "*?", "{2}", "{0,2}", "{1,}", "{0}"]
random.seed(7)
patterns += [
    "".join(random.choice(pieces) + random.choice(endings) for _ in range(random.randint(1, 5))) for _ in range(300)
]


def search(pattern):
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile(pattern, options)
    except re2.error:
        return None
    return "".join("1" if compiled.search(text) else "0" for text in texts)


out = {
    "tool": f"google-re2 {importlib.metadata.version('google-re2')}",
    "texts": texts,
    "patterns": [[pattern, search(pattern)] for pattern in dict.fromkeys(patterns)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, ensure_ascii=True, indent=0) + "\n")
