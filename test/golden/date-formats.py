"""What Python's datetime.strptime makes of texts, for test/tables/date-format.test.ts.

Run with Python 3.11; writes test/golden/date-formats.json: for each format texts and their UTC milliseconds (null where
strptime refuses them). A moment without a zone is taken as UTC. Texts are made from other formats' dates, cut and
changed, with a fixed seed.
"""

import datetime
import json
import pathlib
import platform
import random

formats = [
    "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%Y%m%d", "%Y-%j", "%d %b %Y", "%B %d, %Y", "%a %d %B %Y", "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S.%f", "%m/%d/%y %I:%M %p", "%Y-%m-%dT%H:%M:%S%z", "%d%m%Y%H%M%S", "%Y/%m/%d  %H", "100%% %d|%m|%Y",
]
random.seed(7)
moments = [datetime.datetime(random.randint(1969, 2068), 1, 1, tzinfo=datetime.timezone.utc) + datetime.timedelta(seconds=random.randint(0, 365 * 86400)) for _ in range(12)]
moments += [datetime.datetime(2024, 2, 29, 23, 59, 59, 120000, tzinfo=datetime.timezone.utc), datetime.datetime(2000, 12, 31, 12, 0, tzinfo=datetime.timezone.utc)]
odd = ["", "31/02/2026", "29.02.23", "2026-366", "2024-366", "1/2/2026", "01/13/2026", "00/01/2026", " 1/2/2026", "13/1/2026x", "12 JAN 2026", "12 january 2026", "20260131", "1112026", "2026-01-31T10:00:00+0130", "2026-01-31T10:00:00-01:30", "2026-01-31T10:00:00Z", "2/29/24 12:00 AM", "2/28/24 12:00 pm", "2/28/24 00:00 pm", "01/01/68 01:00 AM", "01/01/69 01:00 AM", "1/1/2026 1:2:3.5", "2026/01/31     7", "2026-01-31T10:00:60+0000", "\u0661/\u0662/2026", "0000-001", "31/12/9999"]


def read(text, form):
    try:
        found = datetime.datetime.strptime(text, form)
    except (ValueError, OverflowError):
        return None
    if found.tzinfo is None:
        found = found.replace(tzinfo=datetime.timezone.utc)
    return (found - datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)) / datetime.timedelta(milliseconds=1)


texts = list(odd)
for form in formats:
    for moment in random.sample(moments, 4):
        text = moment.strftime(form)
        texts.append(text)
        at = random.randrange(len(text))
        texts.append(text[:at] + random.choice("019/ x") + text[at + 1 :])
golden = {
    "tool": f"Python {platform.python_version()}",
    "formats": {form: {text: read(text, form) for text in texts} for form in formats},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(golden, indent=1) + "\n")
