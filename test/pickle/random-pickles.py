"""Random sequences of opcodes and what Python's two unpicklers import for them, for test/pickle/random-pickles.test.ts:
python random-pickles.py FOLDER COUNT SEED
Globals are recorded and stand-ins given, which take any call, so nothing is run."""

import io, json, os, pickle, random, struct, sys

folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random.seed(seed)


class Anything:
    def __new__(cls, *args, **names):
        return object.__new__(cls)

    def __init__(self, *args, **names):
        pass

    def __call__(self, *args, **names):
        return Anything()

    def __setstate__(self, state):
        pass

    def __setitem__(self, key, value):
        pass

    def __hash__(self):
        return 1

    def append(self, value):
        pass

    extend = add = append


def recording(base):
    class Recorder(base):
        def __init__(self, file):
            super().__init__(file, fix_imports=False)
            self.found = []

        def find_class(self, module, name):
            self.found.append([module, name])
            return Anything

        def persistent_load(self, value):
            return Anything()

    return Recorder


unpicklers = [recording(pickle.Unpickler), recording(pickle._Unpickler)]
names = ["os", "system", "posix", "collections", "OrderedDict", "shape", "a.b", "x y", "\u00e9", ""]


def text():
    return random.choice(names).encode()


def line():
    return text() + random.choice([b"\n", b"\n", b"\n", b"\n", b"\n", b"", b"\r\n", b"\0\n"])


def number():
    return random.choice([b"1", b"2", b"0", b"3", b" 1", b"+2", b"1_0", b"1\0x", b"-1", b"x", b"07"]) + random.choice([b"\n"] * 9 + [b""])


def small():
    return bytes([random.choice([0, 1, 2, 3, 3, 4, 5, 200])])


def sized(opcode, width):
    def make():
        content = text()
        length = len(content) if random.random() < 0.97 else random.randrange(1 << (8 * min(width, 2)))
        return opcode + struct.pack("<Q", length)[:width] + content

    return make


plain = [bytes([code]) for code in b"(.012NQRabdeloqstu)]}\x81\x85\x86\x87\x88\x89\x8f\x90\x91\x92\x93\x94\x97\x98" if code not in b".q"]
makers = (
    [lambda: random.choice(plain)] * 14
    + [lambda: b"("] * 3
    + [lambda: b"\x93", lambda: b"\x94", lambda: b"\x94", lambda: b"\x93"]
    + [sized(b"\x8c", 1)] * 8
    + [sized(b"X", 4), sized(b"U", 1), sized(b"T", 4), sized(b"\x8d", 8), sized(b"C", 1), sized(b"B", 4), sized(b"\x8e", 8)]
    + [sized(b"\x96", 8), sized(b"\x8a", 1), sized(b"\x8b", 4)]
    + [lambda: b"c" + line() + line()] * 3
    + [lambda: b"(i" + line() + line(), lambda: b"i" + line() + line(), lambda: b"V" + line(), lambda: b"P" + line()]
    + [lambda: b"S'" + text() + b"'\n", lambda: b"S" + line(), lambda: b"I" + number(), lambda: b"L" + number(), lambda: b"F" + number()]
    + [lambda: b"p" + number(), lambda: b"g" + number()] * 2
    + [lambda: b"q" + small(), lambda: b"h" + small()] * 6
    + [lambda: b"r" + small() + b"\0\0\0", lambda: b"j" + small() + b"\0\0\0"]
    + [lambda: b"K" + small(), lambda: b"M12", lambda: b"J1234", lambda: b"G12345678"]
    + [lambda: b"\x80" + small(), lambda: b"\x95" + struct.pack("<Q", random.choice([0, 1, 5, 20, 1000])), lambda: b"\x82" + small()]
    + [lambda: b"."]
    + [lambda: b"V\\u006fs\n", lambda: bytes([random.randrange(256)])]
)
cases = []
for index in range(count):
    content = b"".join(random.choice(makers)() for _ in range(random.randrange(1, 40)))
    if random.random() < 0.5:
        content = b"\x80" + bytes([random.randrange(6)]) + content
    found = []
    for unpickler in unpicklers:
        run = unpickler(io.BytesIO(content))
        try:
            run.load()
        except Exception:
            pass
        found += run.found
    cases.append([content.hex(), found])
with open(os.path.join(folder, "cases.json"), "w") as file:
    json.dump(cases, file)
print(json.dumps({"cases": len(cases), "imports": sum(len(found) for _, found in cases)}))
