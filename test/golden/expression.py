"""Golden values of the expression language, from DuckDB 2.0.0: python expression.py > expression.json

Each expression runs over the rows below; what is infinite or NaN at the end is null, as our columns have it.
`differences` are the expressions where our language deviates on purpose: what DuckDB says, per row or as an error.
"""

import datetime
import json
import math

import duckdb

SCHEMA = [
    ("a", "DOUBLE"), ("b", "DOUBLE"), ("i", "BIGINT"), ("j", "BIGINT"), ("f", "BOOLEAN"), ("g", "BOOLEAN"),
    ("s", "VARCHAR"), ("u", "VARCHAR"), ("d", "DATE"), ("e", "DATE"), ("ts", "TIMESTAMP"), ("total rooms", "DOUBLE"),
]
ROWS = [
    (1.5, 2.0, 7, 2, True, True, "abc", "B", "2024-02-29", "2024-01-01", "2024-02-29 13:45:10.25", 880.0),
    (-2.5, 0.5, -7, 3, False, True, "NEAR BAY", "bay", "1969-12-31", "1970-01-01", "1969-12-31 23:59:59", 7099.0),
    (0.1, 3.0, 0, 5, True, False, "a%c_", "%c", "2000-03-01", "2000-02-29", "2000-01-01 00:00:00", 1467.0),
    (2.5, -1.25, 15, -4, None, True, "Straße ÀÉ", "é", "1999-12-31", None, None, 1274.0),
    (None, 1.0, None, 1, True, None, None, "x", None, "2024-12-31", "2023-06-15 06:30:00.5", None),
    (3.5, None, 25, None, None, None, "", "", "2023-06-15", "2023-06-15", "1900-03-01 12:00:01", 2535.0),
    (1e15, 1e-7, 1000000, 7, False, None, "😀x héllo", "😀", "1900-03-01", "2100-03-01", "2100-02-28 23:00:00", 0.5),
    (0.49999999999999994, 1e16, 3, 9, False, False, "12.5", " 7 ", "2024-07-04", "2024-07-04", None, 3104.0),
    (-0.5, 123456.789, -15, 10, True, True, "<1H OCEAN", "<1H OCEAN", "2016-02-29", "2017-02-28", "2016-02-29 00:00:59.999", 100.0),
    (100.0, 1e-5, 1, -1, None, False, "true", "it's", "1970-01-01", "1969-01-01", "1970-01-01 00:00:00", -3.0),
]

EXPRESSIONS = """
a + b | a - b | a * b | a / b | a % b | -a | - -a | +a | i + j | i - j | i * j | i / j | i % j | -i % j | i % -j | -i
i + a | a * i - j / 2 | (a + b) * (a - b) | a + b * 2 | 2 * -a | 7 / 2 | 7 % 4 / 2 | 2 * 3 % 4 | 1 - -1 | - 2 % 3 | 1e3 | .5 + a | 1. * a | 1e-2 * a
NULL + 1 | a + NULL | "total rooms" / a | "A" + B | i / 2 * 2 | mod(i, j) | mod(a, 2) | a % 1
a < b | a <= b | a > b | a >= b | a = b | a <> b | a != b | a == 0.1 | i = 7 | i = 7.0 | i < a | a = NULL | NULL = NULL
f = g | f <> g | f < g | f = TRUE | s = u | s <> u | s < u | s >= u | s = 'abc' | 'abc' = s | s < 'abd' | s > 'Z' | s = '' | 'é' < 'z' | 'B' < 'a'
u < '😀' | u >= 'ｚ' | s || 'ｚ' < s || '😀'
f AND g | f OR g | NOT f | NOT f AND g | NOT (f AND g) | f AND NULL | f OR NULL | NULL AND FALSE | NULL OR TRUE | NOT NULL | f OR g AND f | (f OR g) AND f
NOT f OR g | NOT NOT f | not a = b | NOT a IS NULL | f and g or a > 1 and not b < 2 | true | FALSE
i IN (7, 15) | i IN (7, NULL) | i NOT IN (7, 15) | i NOT IN (7, NULL) | a IN (1.5, 2.5) | a IN (b, 1.5, i) | i IN (j, 7) | 1 IN (1, NULL) | NULL IN (1) | i IN (NULL)
s IN ('abc', 'NEAR BAY') | s NOT IN ('abc', 'NEAR BAY') | s IN ('abc', NULL) | s IN (u, 'abc') | s NOT IN (u, 'abc') | 'x' IN (u, s) | f IN (TRUE) | f IN (g)
(i = 7) IN (g) | i IN (7) = f | i IN (7) IN (TRUE)
a BETWEEN 0 AND 2 | a NOT BETWEEN 0 AND 2 | i BETWEEN j AND 10 | i BETWEEN NULL AND 0 | i BETWEEN 8 AND NULL | i NOT BETWEEN 8 AND NULL | s BETWEEN 'A' AND 'b' | a between b - 1 and b + 1 and f
f BETWEEN FALSE AND TRUE | NOT i BETWEEN 0 AND 10
s LIKE 'a%' | s LIKE '%a%' | s NOT LIKE '%a%' | s LIKE 'A%' | s LIKE '_b_' | s LIKE '' | s LIKE '%' | s LIKE 'a!%%' ESCAPE '!' | s LIKE '%!_' ESCAPE '!' | s LIKE u
s LIKE NULL | s LIKE '😀_ %' | s LIKE '%é%l%' | s LIKE 'a' || '%' | s LIKE 'a%' = f | 'aXbXc' LIKE 'a%X%c' | s LIKE '%%%' | s LIKE '_%' | u LIKE 'a\\%' | s LIKE '%<%' ESCAPE ''
a IS NULL | a IS NOT NULL | s IS NULL | s IS NOT NULL | f IS NULL | d IS NULL | NULL IS NULL | a = b IS NULL | false = NULL IS NULL | a IS NULL IS NULL | NOT NULL IS NULL | a + b IS NOT NULL
CASE WHEN a > 1 THEN 1 ELSE 0 END | CASE WHEN a > 1 THEN 1 END | CASE WHEN f THEN a ELSE i END | CASE i WHEN 7 THEN 'x' WHEN -7 THEN 'y' ELSE 'z' END | CASE s WHEN 'abc' THEN 1 WHEN u THEN 2 ELSE 3 END
CASE WHEN NULL THEN 1 ELSE 2 END | CASE NULL WHEN NULL THEN 1 ELSE 2 END | CASE WHEN f THEN s WHEN g THEN u END | CASE WHEN a > 2 THEN 'high' WHEN a > 0 THEN 'low' ELSE s END | CASE f WHEN g THEN 1 ELSE 0 END
CASE WHEN f THEN d ELSE e END | CASE WHEN f THEN d ELSE '2024-01-01' END | CASE WHEN f THEN ts ELSE d END | CASE WHEN f THEN NULL ELSE 1 END | CASE WHEN a IS NULL THEN -1 ELSE CASE WHEN f THEN 1 ELSE 0 END END + 2
CASE i WHEN 7 THEN TRUE ELSE g END | case a when 1.5 then 1 when b then 2 end
CAST(a AS BIGINT) | CAST(i AS DOUBLE) | CAST(f AS BIGINT) | CAST(f AS DOUBLE) | CAST(a AS BOOLEAN) | CAST(i AS BOOLEAN) | CAST(a AS VARCHAR) | CAST(b AS VARCHAR) | CAST(i AS VARCHAR) | CAST(f AS VARCHAR)
CAST(d AS VARCHAR) | CAST(ts AS VARCHAR) | TRY_CAST(s AS DOUBLE) | TRY_CAST(u AS BIGINT) | TRY_CAST(s AS BOOLEAN) | CAST('2.5' AS BIGINT) | CAST('-2.5' AS BIGINT) | CAST(' 1e3 ' AS DOUBLE) | CAST('.5' AS DOUBLE) | CAST('+1' AS DOUBLE)
CAST('t' AS BOOLEAN) | CAST('NO' AS BOOLEAN) | TRY_CAST('on' AS BOOLEAN) | TRY_CAST(' true' AS BOOLEAN) | TRY_CAST('' AS DOUBLE) | CAST(NULL AS VARCHAR) | CAST(a / 3 AS VARCHAR) | CAST(a * 1e20 AS VARCHAR) | CAST(b / 1e3 AS VARCHAR) | CAST(s AS VARCHAR) | CAST(a * 10 AS BIGINT) | cast(i / 2 as bigint)
abs(a) | abs(i) | sign(a) | sign(i) | ceil(a) | ceiling(a) | floor(a) | floor(i) | trunc(a) | round(a) | round(i) | round(a, 1) | round(a, -1) | round(i, -1) | round(b, 3) | round(a * 1e0, NULL) | round(2.675e0, 2)
round(1234567.891e0, -2) | round(1e300, 200) | round(1234.5e0, -400) | round(0.285e0, 2) | round(1.255e0, 2) | round(-a) | round(b * 10, 2)
sqrt(b) | sqrt(abs(a)) | exp(a / 100) | exp(-abs(a)) | ln(abs(b)) | log(abs(b)) | log10(abs(b)) | log2(abs(b)) | log(2, abs(b)) | log(3, 81) | power(abs(a), 0.5) | pow(b, 2) | power(i, j) | power(-8e0, 2) | pow(0e0, 0) | power(-8e0, 1.0 / 3) | sin(a) | cos(a) | sin(2 * pi() * hour(ts) / 24) | pi()
sqrt(a) | ln(a) | log(b)
least(a, b) | greatest(a, b) | least(a, i, 1) | greatest(a, NULL, 3) | least(NULL, NULL, a) | least(d, e) | greatest(d, '2024-01-01') | least(i, j) | greatest(i, j, 0)
coalesce(a, 0) | coalesce(a, b, i) | coalesce(s, u) | coalesce(s, 'none') | coalesce(f, g, FALSE) | coalesce(d, e) | coalesce(d, '2024-01-01') | coalesce(NULL, i, a) | ifnull(a, -1) | coalesce(a) | nullif(a, 1.5) | nullif(i, j) | nullif(s, 'abc') | nullif(s, u) | nullif(i, 7) + 1 | nullif(1, NULL) | nullif(d, '2024-02-29')
if(f, 1, 2) | if(a > 1, a, b) | if(NULL, 1, 2) | if(f, s, 'no') | if(a > 1, 'yes', NULL)
lower(s) | upper(u) | length(s) | length(u) | trim(u) | trim('  x y ') | substring(s, 2) | substring(s, 2, 3) | substring(s, 0, 2) | substring(s, -3, 2) | substring(s, -2) | substring(s, 3, -2) | substr(s, 1, 0) | substring(s, i) | substring(s, j, 2) | substring(s, 0) | substring(s, 0, -1) | substring(s, -100, 3) | substring(s, 100) | substring(s, -5, 4) | substring(s, 5, -3) | substring(s, 10, -8) | substring(s, -1, -2) | substring(s, -6, -1)
replace(s, 'a', 'xx') | replace(s, '', 'x') | replace(s, u, '$&') | replace(s, 'b', '') | concat(s, u) | concat(s, NULL, 'x') | concat(i, a, f) | concat(NULL) | starts_with(s, 'a') | starts_with(s, u) | ends_with(s, 'c') | contains(s, 'a') | contains(s, '') | contains(s, NULL) | contains(s, u)
s || u | s || NULL | s || i | i || a | s || f || d | 'a' || 1 || 2 + 3 | 1 || 2 * 3 | s = 'ab' || 'c' | upper(s) = 'ABC' | 'it''s' = u | length(s || u) + 1 | lower(s) || upper('x') | lower(s || u) | s || ts
year(d) | month(d) | day(d) | dayofweek(d) | quarter(d) | hour(d) | year(ts) | quarter(ts) | month(ts) | day(ts) | dayofweek(ts) | hour(ts) | minute(ts) | second(ts) | epoch(ts) | epoch(d)
d < e | d = e | d >= '2000-01-01' | d = '2024-02-29' | ts >= '2000-01-01' | ts < '2024-02-29 13:45:11' | ts = '2024-02-29T13:45:10.25' | d < ts | d IN ('2024-02-29', '1970-01-01') | d BETWEEN '2000-01-01' AND '2020-12-31' | d - e | d + 1 | 1 + d | d - 1 | d - e > 30
(i > 0) = f | CASE WHEN (a > 1) = g THEN 1 ELSE 0 END
"""

DIFFERENCES = """
a / 0 | i / 0 | 0 / 0 | i % 0 | a % 0 | sqrt(-1) | ln(0) | ln(-1) | log(0) | exp(1000) | power(0e0, -1) | 1e300 * 1e300 | a / 0 > 1 | coalesce(a / 0, 0)
0.1 + 0.2 = 0.3 | round(1.005, 2) | 9007199254740993 | i * 9223372036854775807 | CAST('x' AS DOUBLE) | CAST(1e30 AS BIGINT)
i AND f | NOT i | f = 1 | s = 1 | i = '7' | i = 7 IN (TRUE) | CASE WHEN f THEN 1 ELSE 'a' END | upper('ß') | i IN () | isnan(a) | least('a', 'b') | 2 ** 3 | 7 // 2 | s ILIKE 'A%' | f IS TRUE | a IS NOT NULL = TRUE | CAST(a AS INTEGER)
"""


def plain(value):
    if isinstance(value, datetime.datetime):
        return (value - datetime.datetime(1970, 1, 1)) / datetime.timedelta(milliseconds=1)
    if isinstance(value, datetime.date):
        return (value - datetime.date(1970, 1, 1)).days * 86_400_000
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return value
    return float(value) if math.isfinite(value) else None


def show(value):
    return value if value is None or isinstance(value, (str, bool)) else str(value)


def split(text):
    # A pipe alone separates; two of them are the operator.
    return [part.strip() for line in text.strip().splitlines() for part in line.split(" | ")]


connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")
columns = ", ".join(f'"{name}" {kind}' for name, kind in SCHEMA)
connection.execute(f"CREATE TABLE t (row_number INTEGER, {columns})")
for number, row in enumerate(ROWS):
    connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * (len(row) + 1))})", (number, *row))


def run(expression):
    rows = connection.execute(f"SELECT {expression}, typeof({expression}) FROM t ORDER BY row_number").fetchall()
    return [row[0] for row in rows], rows[0][1]


def difference(expression):
    try:
        values, _ = run(expression)
        return {"expression": expression, "values": [show(value) for value in values]}
    except duckdb.Error as error:
        return {"expression": expression, "error": str(error).splitlines()[0]}


def golden(expression):
    values, kind = run(expression)
    return {"expression": expression, "type": kind.strip('"'), "values": [plain(value) for value in values]}


table = [
    {"name": name, "type": kind, "values": [plain(row[0]) for row in connection.execute(f'SELECT "{name}" FROM t ORDER BY row_number').fetchall()]}
    for name, kind in SCHEMA
]
cases = [golden(expression) for expression in split(EXPRESSIONS)]
differences = [difference(expression) for expression in split(DIFFERENCES)]


def lines(items):
    return "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items) + "\n]"


print(f'{{\n"tool": "DuckDB {duckdb.__version__}",\n"table": {lines(table)},\n"cases": {lines(cases)},\n"differences": {lines(differences)}\n}}')
