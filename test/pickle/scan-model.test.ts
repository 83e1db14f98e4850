import { expect, test } from "vitest";
import { findingsOfPickle } from "../../src/pickle/pickle-findings.ts";
import { scanBytes } from "./scan-file.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const scanText = (text: string) => scanBytes(bytesOf(text));

test("a global has the offset of its opcode, and its place among allowed, unknown and dangerous", async () => {
  const scan = await scanText(
    "\x80\x02]q\x00(ccollections\nOrderedDict\nq\x01)R(cnet\nNet\noX\x02\x00\x00\x00hicos\nsystem\ne.",
  );
  expect(scan).toEqual({
    name: "model.pkl",
    holdsPickles: true,
    globals: [
      { module: "collections", name: "OrderedDict", judgement: "allowed", offset: 6, member: "" },
      { module: "net", name: "Net", judgement: "unknown", offset: 36, member: "" },
      { module: "os", name: "system", judgement: "dangerous", offset: 53, member: "" },
    ],
    problems: [],
  });
});

test("findings name the global and its byte; names of the user allow them, problems stay", async () => {
  const scan = await scanText("\x80\x02cnet\nNet\n)\x81cos\nsystem\n0.rest");
  const all = findingsOfPickle(scan, { allowed: [] });
  expect(all.map(({ severity, message }) => [severity, message])).toEqual([
    ["error", "Reading the model imports net.Net, which is not known to be harmless (byte 2)"],
    ["error", "Reading the model imports os.system, which can run code (byte 13)"],
    ["error", "The model cannot be seen to be harmless: bytes after its pickle are no pickle (byte 26)"],
  ]);
  const some = findingsOfPickle(scan, { allowed: ["net.Net", "os.system"] });
  expect(some.map(({ message }) => message)).toEqual([all[2]!.message]);
});

test("a name of two lines is allowed as it is written, never as a part of another", async () => {
  const scan = await scanText("cnet\nNet.run\n)R.");
  expect(findingsOfPickle(scan, { allowed: ["net.Net", "net"] })).toHaveLength(1);
});

test("what holds no pickle has none, whatever it starts with", async () => {
  for (const text of [
    "",
    "{}",
    "cat\ndog\nfish\n",
    "class Net:\n  pass\n",
    "\x80",
    "(lp0\n",
    "]]]]",
    "(a\nb\nc",
    "N",
    "\x08\x07\x12",
    "x",
    "x^",
    "x^2 + y^2 = 1\n",
  ])
    expect(await scanText(text), JSON.stringify(text)).toMatchObject({
      holdsPickles: false,
      globals: [],
      problems: [],
    });
});

test("what starts as zlib and is no text is zlib, damaged or not", async () => {
  for (const text of ["x\x9c", "x\x9crest", "x^\x00\x01"])
    expect((await scanText(text)).problems[0]?.message).toBe("it cannot be unpacked to its end");
});

test("torch.load takes an id that names a class for that class, which is judged as any other", async () => {
  const before = "\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.\x80\x02}.";
  const whole = (name: string): string =>
    `${before}\x80\x02(X\x06\x00\x00\x00modulec${name}\nX\x04\x00\x00\x00f.pyX\x05\x00\x00\x00classtQ)\x81}b.\x80\x02].`;
  const scan = await scanText(whole("torch.nn.modules.linear\nLinear"));
  expect([scan.globals.map(({ judgement }) => judgement), scan.problems]).toEqual([["allowed"], []]);
  const evil = await scanText(whole("os\nsystem"));
  expect(evil.globals.map(({ judgement }) => judgement)).toEqual(["dangerous"]);
  const unknown = await scanText(whole("torch.nn.modules.linear\nLinear").replace("module", "modulf"));
  expect(unknown.problems.map(({ message }) => message)).toEqual(["it calls something that it made itself"]);
});

test("a broken pickle that imported nothing is a finding only where it says that it is one", async () => {
  expect((await scanText("\x80\x04N")).problems.map(({ message }) => message)).toEqual([
    "its pickle is broken: it is cut off",
  ]);
  expect((await scanText("N")).problems).toEqual([]);
});

test("text in a name that hides or reorders is shown, and a long one cut", async () => {
  const scan = await scanText(`cos\n\xe2\x80\xae\x1b[2J\n)R.`);
  expect(scan.globals[0]!.name).toBe("⟨U+202E⟩␛[2J");
  const long = await scanText(`c${"x".repeat(900)}\ny\n)R.`);
  expect(long.globals[0]!.module).toHaveLength(200);
});

test("an endless number of globals, pickles or problems ends", async () => {
  const many = Array.from({ length: 1_200 }, (_, index) => `cnet\nn${index}\n0`).join("");
  const scan = await scanText(`${many}N.`);
  expect(scan.globals).toHaveLength(1_000);
  expect(scan.problems.map(({ message }) => message)).toEqual(["it names more than 1000 different objects"]);
  const pickles = await scanText("N.".repeat(100_001));
  expect(pickles.problems.map(({ message }) => message)).toEqual(["it holds more than 100000 pickles"]);
});

test("a file is read piece by piece, and what is long passed over", async () => {
  const length = 3_000_000_000;
  const head = bytesOf("\x80\x04\x8e");
  const size = new DataView(new ArrayBuffer(8));
  size.setBigUint64(0, BigInt(length), true);
  const start = Uint8Array.of(...head, ...new Uint8Array(size.buffer));
  const tail = bytesOf("0cos\nsystem\n)R.");
  const total = start.length + length + tail.length;
  let [reads, most] = [0, 0];
  const { scanModelFile } = await import("../../src/pickle/scan-model.ts");
  const zeros = new Uint8Array(1 << 20);
  const scan = await scanModelFile("large.pkl", {
    size: total,
    async readRange(from, to) {
      const end = Math.min(to, total);
      reads += 1;
      most = Math.max(most, end - from);
      const isPlain = from >= start.length && end <= start.length + length;
      if (isPlain) return zeros.subarray(0, end - from);
      const bytes = new Uint8Array(end - from);
      for (const [part, at] of [
        [start, 0],
        [tail, start.length + length],
      ] as const)
        for (let index = Math.max(0, from - at); index < part.length && at + index < end; index++)
          bytes[at + index - from] = part[index]!;
      return bytes;
    },
  });
  expect(scan.globals).toEqual([
    { module: "os", name: "system", judgement: "dangerous", offset: start.length + length + 1, member: "" },
  ]);
  expect(scan.problems).toEqual([]);
  expect(most).toBeLessThanOrEqual(1 << 18);
  expect(reads).toBeGreaterThan(1000);
});
