import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { runAction } from "../fakes.ts";

const rows = Array.from({ length: 500 }, (_, row) => {
  const words = Array.from({ length: 6 }, (_, at) => `w${row * 5 + at}`).join(" ");
  return `${words},${row % 9},k${row % 60},${row % 13}`;
});
const csv = `text,size,kind,y\n${rows.join("\n")}\n`;
const trainWith = (more: string, memory: number) =>
  runAction(train, {
    files: {
      "data.csv": csv,
      "mlops.yml": `version: 1\nname: m\ndata: { path: data.csv, target: y }\ntrain: { engine: decision-tree${more} }\n`,
    },
    environment: { memory },
  });

test.each([
  [
    "words",
    "",
    /^Cannot train on 500 rows × 361 features: they take at least 903 kB, and there are 500 kB of memory$/,
    /"text" alone makes 300 features: lower its max_words, or leave columns out/,
  ],
  [
    "categories",
    ", features: { columns: { text: { encode: ordinal } } }",
    /^Cannot train on 500 rows × 62 features: /,
    /"kind" alone makes 60 features: lower its max_categories, or set encode: target, or leave/,
  ],
  [
    "numbers",
    ", features: { encode: ordinal }",
    /^Cannot train on 500 rows × 3 features: /,
    /Use a larger runner or fewer rows; leave columns out with data\.exclude$/,
  ],
])(
  "features that do not fit into memory are refused before the training: %s",
  async (kind, more, message, hint) => {
    const memory = { words: 500e3, categories: 100e3, numbers: 7e3 }[kind]!;
    await expect(trainWith(more, memory)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  },
);

test("features that fit are learnt from", async () => {
  expect((await trainWith("", 1e6)).verdict).toBe("pass");
});
