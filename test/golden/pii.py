"""Numbers of people and accounts by python-stdnum, for test/profile/find-pii.test.ts.

Run with python-stdnum; writes test/golden/pii.json: random texts of each shape, and which of them are valid. No number
is anyone's on purpose.
"""

import json
import pathlib
import random

import stdnum
from stdnum import iban, luhn
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.us import ssn

source = random.Random(5)


def digits(count):
    return "".join(source.choice("0123456789") for _ in range(count))


def cards():
    prefix, length = source.choice([("4", 16), ("4", 13), ("51", 16), ("2221", 16), ("34", 15), ("6011", 16), ("3530", 16), ("36", 14)])
    body = prefix + digits(length - 1 - len(prefix))
    return body + source.choice([luhn.calc_check_digit(body), digits(1)])


def ibans():
    # Lengths of these countries' numbers are all that python-stdnum looks at beside the remainder.
    body = "".join(source.choice("0123456789") for _ in range(18))
    check = iban.calc_check_digits("DE00" + body)
    return "DE" + source.choice([check, digits(2)]) + body


def dnis():
    body = source.choice(["", "X", "Y", "Z"])
    body += digits(8 - len(body))
    module = dni if body[0].isdigit() else nie
    return body + source.choice([module.calc_check_digit(body), source.choice("TRWAGMYFPDXBNJZSQVHLCKE")])


def nirs():
    body = source.choice("12") + digits(2) + f"{source.randint(1, 12):02}"
    body += source.choice(["2A", "2B", f"{source.randint(1, 95):02}"]) + digits(6)
    return body + source.choice([nir.calc_check_digits(body), digits(2)])


def idnrs():
    order = source.sample("0123456789", 9)
    body = order + [source.choice(order)]
    source.shuffle(body)
    body = "".join(body)
    return body + source.choice([idnr.mod_11_10.calc_check_digit(body), digits(1)])


def ssns():
    return f"{source.choice(['000', '666', digits(3)])}-{source.choice(['00', digits(2)])}-{source.choice(['0000', digits(4)])}"


makers = {
    "card_number": (cards, luhn.is_valid),
    "iban": (ibans, lambda text: iban.is_valid(text, check_country=False)),
    "es_dni": (dnis, lambda text: dni.is_valid(text) or nie.is_valid(text)),
    "fr_nir": (nirs, nir.is_valid),
    "de_steuer_id": (idnrs, idnr.is_valid),
    "us_ssn": (ssns, ssn.is_valid),
}
golden = {"tool": f"python-stdnum {stdnum.__version__}"}
for kind, (make, is_valid) in makers.items():
    golden[kind] = [[text, is_valid(text)] for text in (make() for _ in range(200))]
path = pathlib.Path(__file__).parent / "pii.json"
path.write_text(json.dumps(golden).replace("], [", "],\n[") + "\n")
