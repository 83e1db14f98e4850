"""Golden signatures of GET requests to S3 by botocore: pip install botocore==1.44.5; python test/golden/sigv4.py"""

import datetime
import json
import pathlib

import botocore
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

NOW = datetime.datetime(2026, 11, 21, 13, 14, 15, tzinfo=datetime.timezone.utc)
# The keys of AWS's own examples.
KEYS = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQD+/=="

OBJECTS = [
    ("plain", "data.csv"),
    ("folders", "a/b/c.parquet"),
    ("space and plus", "my data+more.csv"),
    ("reserved", "a!b'c(d)e*f/g&h=i;j:k@l,m$n?o#p%q~r.csv"),
    ("percent that escapes", "100%25/x.csv"),
    ("unicode", "größe/日本/😀.csv"),
    ("empty parts", "a//b/.csv"),
    ("key of a partition", "year=2026/month=11/part-0.parquet"),
    ("quotes and brackets", 'a"b<c>d[e]{f}|g\\h^i`j.csv'),
]
# Endpoint (none: Amazon's), region, bucket, session token
PLACES = [
    (None, "us-east-1", "acme-data", None),
    (None, "eu-central-1", "acme-data", TOKEN),
    (None, "cn-north-1", "acme-data", None),
    (None, "us-west-2", "acme.data", None),
    ("http://127.0.0.1:9000", "us-east-1", "acme-data", TOKEN),
    ("https://minio.example.com/s3", "auto", "acme-data", None),
]


class Signer(botocore.auth.S3SigV4Auth):
    """The content's digest is left out, as botocore does where nothing is sent over an encrypted connection."""

    def _should_sha256_sign_payload(self, request):
        return False


def url_of(endpoint, region, bucket, key):
    path = botocore.auth.quote(key, safe="/~")
    if endpoint is not None:
        return f"{endpoint}/{bucket}/{path}"
    domain = "amazonaws.com.cn" if region.startswith("cn-") else "amazonaws.com"
    if "." in bucket:
        return f"https://s3.{region}.{domain}/{bucket}/{path}"
    return f"https://{bucket}.s3.{region}.{domain}/{path}"


def sign(url, params, region, token):
    query = "&".join(f"{name}={botocore.auth.quote(value, safe='-_.~')}" for name, value in params.items())
    request = AWSRequest(method="GET", url=url + (f"?{query}" if query else ""))
    Signer(Credentials(*KEYS, token), "s3", region).add_auth(request)
    return {"url": request.url, "authorization": request.headers["Authorization"]}


botocore.auth.get_current_datetime = lambda *args, **kwargs: NOW
cases = []
for endpoint, region, bucket, token in PLACES:
    for name, key in OBJECTS:
        url = url_of(endpoint, region, bucket, key)
        cases.append(
            {"name": name, "endpoint": endpoint, "region": region, "bucket": bucket, "token": token, "key": key}
            | {"query": {}}
            | sign(url, {}, region, token)
        )
    query = {
        "continuation-token": "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=",
        "list-type": "2",
        "encoding-type": "url",
        "delimiter": "/",
        "prefix": "a b/ü+(*)/",
    }
    url = url_of(endpoint, region, bucket, "")
    cases.append(
        {"name": "list", "endpoint": endpoint, "region": region, "bucket": bucket, "token": token, "key": ""}
        | {"query": query}
        | sign(url, query, region, token)
    )

result = {
    "tool": f"botocore {botocore.__version__}",
    "now": int(NOW.timestamp() * 1000),
    "access_key_id": KEYS[0],
    "secret_access_key": KEYS[1],
    "cases": cases,
}
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
print(f"{len(cases)} signatures in {target.name}")
