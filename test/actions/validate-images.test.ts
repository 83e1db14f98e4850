import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { validateData } from "../../src/actions/validate-data.ts";
import type { Finding } from "../../src/report.ts";
import type { Remote } from "../../src/services/remote.ts";
import { runAction } from "../fakes.ts";

const image = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../golden/images/${name}`, import.meta.url)));

async function validate(photos: Record<string, Uint8Array>, checks = "[]") {
  const files = Object.fromEntries(Object.entries(photos).map(([name, bytes]) => [`photos/${name}`, bytes]));
  const config = `version: 1\ndata: { path: photos }\nchecks: ${checks}\n`;
  const result = await runAction(validateData, { files: { ...files, "mlops.yml": config } });
  const findings = result.report.sections.flatMap((section) => section.findings ?? []);
  const profile = JSON.parse(await result.files.read(".mlops/photos/profile.json"));
  return { ...result, findings, profile };
}

const brief = (findings: readonly Finding[]) =>
  findings.map(({ severity, rule, message, file }) => [severity, rule, message, file]);

test("sound images are rows with their class, size and channels", async () => {
  const { verdict, findings, outputs, profile } = await validate(
    {
      "cats/a.jpg": image("baseline.jpg"),
      "cats/b.png": image("rgba.png"),
      "dögs/ç.webp": image("lossless.webp"),
      "dögs/.hidden.jpg": image("text.jpg"),
      "Thumbs.db": image("text.jpg"),
    },
    "[{ column: class, enum: [cats, dögs] }, { column: width, min: 29, max: 29 }, { column: channels, enum: [3], where: class = 'dögs' }]",
  );
  expect(findings).toEqual([]);
  expect(verdict).toBe("pass");
  expect(outputs.rows).toBe(3);
  expect(profile.columns.map(({ name }: { name: string }) => name)).toEqual([
    ...["path", "class", "format", "width", "height", "channels", "mode", "frames", "orientation"],
    ...["bytes", "readable", "digest"],
  ]);
});

test("images that cannot be read fail the step, and each is named", async () => {
  const { verdict, findings } = await validate({
    "cats/a.jpg": image("baseline.jpg"),
    "cats/b.jpg": image("baseline.jpg").slice(0, 600),
    "cats/c.jpg": image("empty.jpg"),
    "dogs/d.png": image("wrong-filter.png"),
    "dogs/e.gif": image("small.gif"),
  });
  expect(verdict).toBe("fail");
  expect(brief(findings)).toEqual([
    [
      "error",
      "readable",
      "4 of 5 images cannot be read: 1 ends early, 1 is empty, 1 is corrupt, 1 is neither JPEG, PNG nor WebP",
      "photos/cats/b.jpg",
    ],
  ]);
  expect(findings[0]?.hint).toContain("cats/b.jpg, cats/c.jpg, dogs/d.png, dogs/e.gif");
});

test("the same bytes in two classes, in two parts, and twice in a class are three different matters", async () => {
  const [a, b, c] = [image("baseline.jpg"), image("gray.jpg"), image("progressive.jpg")];
  const { findings, verdict } = await validate({
    "train/cats/a.jpg": a,
    "train/dogs/a.jpg": a,
    "train/dogs/b.jpg": b,
    "test/dogs/b.jpg": b,
    "test/dogs/c.jpg": c,
    "test/dogs/d.jpg": c,
  });
  expect(verdict).toBe("fail");
  expect(brief(findings)).toEqual([
    ["error", "digest", "2 of 6 images are in another class too", "photos/train/cats/a.jpg"],
    ["error", "digest", "2 of 6 images are in another part too", "photos/test/dogs/b.jpg"],
    ["warning", "digest", "1 of 6 images repeats an earlier one of its class", "photos/test/dogs/d.jpg"],
  ]);
});

test("what is odd and not wrong is a warning or a note", async () => {
  const { findings, verdict } = await validate({
    "cats/a.jpg": image("really-png.jpg"),
    "cats/b.webp": image("animated.webp"),
    "cats/c.jpg": image("rotated.jpg"),
    "cats/d.jpg": image("cmyk.jpg"),
    "labels.txt": image("text.jpg"),
  });
  expect(verdict).toBe("pass");
  expect(brief(findings)).toEqual([
    ["warning", "format", "1 of 4 images is of another format than its name says", "photos/cats/a.jpg"],
    ["info", "readable", "1 of 4 images was not decoded: 1 is a CMYK JPEG", "photos/cats/d.jpg"],
    ["info", "frames", "1 of 4 images is animated", "photos/cats/b.webp"],
    ["info", "orientation", "1 of 4 images is turned by its EXIF orientation", "photos/cats/c.jpg"],
    ["info", "files", "1 file is no image by its name and was left out", "photos/labels.txt"],
  ]);
});

test("a check on a column makes what is found about it a note, and names the file of a row that breaks it", async () => {
  const { findings, verdict } = await validate(
    { "cats/a.jpg": image("baseline.jpg"), "cats/b.jpg": image("text.jpg") },
    "[{ column: readable, enum: [true], max_failed: 1 }, { column: format, required: true, severity: warning }]",
  );
  expect(verdict).toBe("pass");
  expect(brief(findings)).toEqual([
    ["warning", "format.required", '"format" is missing in 1 of 2 rows', "photos/cats/b.jpg"],
    ["info", "readable", "1 of 2 images cannot be read: 1 is no image", "photos/cats/b.jpg"],
  ]);
});

test("a class that is nowhere to train on is a warning", async () => {
  const { findings } = await validate({
    "train/cats/a.jpg": image("baseline.jpg"),
    "test/cats/b.jpg": image("gray.jpg"),
    "test/dogs/c.jpg": image("restarts.jpg"),
  });
  const message = "1 of 3 images is of a class without images to train on";
  expect(brief(findings)).toEqual([["warning", "classes", message, "photos/test/dogs/c.jpg"]]);
});

test("class balance is a check on the column class", async () => {
  const { findings } = await validate(
    {
      "cats/a.jpg": image("baseline.jpg"),
      "cats/b.jpg": image("gray.jpg"),
      "cats/c.jpg": image("restarts.jpg"),
      "dogs/d.png": image("rgb.png"),
    },
    "[{ column: class, balance: { min: 40% } }]",
  );
  expect(brief(findings).map(([, rule]) => rule)).toEqual(["class.balance"]);
});

test("a pattern of images is read as their folder is", async () => {
  const files = { "photos/cats/a.jpg": image("gray.jpg"), "photos/cats/b.png": image("rgb.png") };
  const config = 'version: 1\nname: photos\ndata: { path: "photos/**/*.jpg" }\n';
  const { outputs, findings } = await runAction(validateData, {
    files: { ...files, "mlops.yml": config },
  }).then((result) => ({
    ...result,
    findings: result.report.sections.flatMap((section) => section.findings ?? []),
  }));
  expect(outputs.rows).toBe(1);
  expect(findings).toEqual([]);
});

test("the digest is that of the paths and contents", async () => {
  const photos = { "cats/a.jpg": image("gray.jpg"), "dogs/b.png": image("rgb.png") };
  const moved = { "dogs/a.jpg": image("gray.jpg"), "dogs/b.png": image("rgb.png") };
  const [one, again, other] = [await validate(photos), await validate(photos), await validate(moved)];
  expect(again.outputs["data-digest"]).toBe(one.outputs["data-digest"]);
  expect(other.outputs["data-digest"]).not.toBe(one.outputs["data-digest"]);
});

test("images that Git LFS keeps are refused with the command that fetches them", async () => {
  const pointer = new TextEncoder().encode(
    "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 123\n",
  );
  await expect(validate({ "cats/a.jpg": pointer })).rejects.toMatchObject({
    message: expect.stringContaining("Git LFS pointer"),
    hint: expect.stringContaining("git lfs pull --include='photos/cats/**'"),
  });
});

test("train says that it needs a table", async () => {
  const files = {
    "photos/cats/a.jpg": image("gray.jpg"),
    "mlops.yml": "version: 1\ndata: { path: photos, target: class }\n",
  };
  await expect(runAction(train, { files })).rejects.toMatchObject({
    message: 'Cannot train on "photos": it is a folder of images, and training needs a table',
    place: { file: "mlops.yml", line: 2 },
  });
});

test("a folder of images in S3 is read as one on disk", async () => {
  const objects: Record<string, Uint8Array> = {
    "cats/a.jpg": image("gray.jpg"),
    "dogs/b.png": image("rgb.png"),
  };
  const remote: Remote = {
    async list(address) {
      const folder = address.replace(/\/$/, "").slice("s3://bucket/photos".length).replace(/^\//, "");
      if (folder === "") return ["cats", "dogs"].map((name) => ({ name, isFolder: true, bytes: undefined }));
      return Object.entries(objects)
        .filter(([name]) => name.startsWith(`${folder}/`))
        .map(([name, { length }]) => ({
          name: name.slice(folder.length + 1),
          isFolder: false,
          bytes: length,
        }));
    },
    async fetch(address) {
      const bytes = objects[address.slice("s3://bucket/photos/".length)]!;
      return {
        path: `/cache/${address}`,
        digest: "",
        bytes: bytes.length,
        async *stream() {
          yield bytes;
        },
        readRange: async (start, end) => bytes.slice(start, end),
      };
    },
  };
  const config = "version: 1\nname: photos\ndata: { path: s3://bucket/photos/ }\n";
  const there = await runAction(validateData, { files: { "mlops.yml": config }, remote });
  expect(there.outputs).toMatchObject({ rows: 2, errors: 0 });
  expect(there.outputs["data-digest"]).toBe((await validate(objects)).outputs["data-digest"]);
});

test.each(['csv: { delimiter: "," }', "columns: { class: { type: text } }"])(
  "what is declared of data files is refused for images: %s",
  async (declared) => {
    const config = `version: 1\ndata: { path: photos, ${declared} }\n`;
    const files = { "photos/cats/a.jpg": image("gray.jpg"), "mlops.yml": config };
    await expect(runAction(validateData, { files })).rejects.toThrow("says: it is a folder of images");
  },
);

test("a single image is refused with what to name", async () => {
  const files = { "a.jpg": image("gray.jpg"), "mlops.yml": "version: 1\ndata: { path: a.jpg }\n" };
  await expect(runAction(validateData, { files })).rejects.toMatchObject({
    message: 'Cannot read "a.jpg": it is an image',
    hint: "Name the folder that holds the images",
  });
});
