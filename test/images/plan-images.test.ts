import { expect, test } from "vitest";
import { isImageSet, planImages } from "../../src/images/plan-images.ts";

const plan = (names: string[], folders: string[] = []) => planImages(names, folders);

test("the folder of an image is its class", () => {
  const { images } = plan(["cats/a.jpg", "cats/indoors/b.PNG", "dogs/c.webp", "d.jpeg"]);
  expect(images).toEqual([
    { name: "cats/a.jpg", class: "cats", part: undefined },
    { name: "cats/indoors/b.PNG", class: "cats", part: undefined },
    { name: "dogs/c.webp", class: "dogs", part: undefined },
    { name: "d.jpeg", class: undefined, part: undefined },
  ]);
});

test("where each folder is a part of the data, classes are the folders in them", () => {
  const { images } = plan(["train/cats/a.jpg", "Test/b.jpg", "validation/dogs/c.jpg"]);
  expect(images.map(({ part, class: of }) => [part, of])).toEqual([
    ["train", "cats"],
    ["Test", undefined],
    ["validation", "dogs"],
  ]);
});

test("a class may have the name of a part", () => {
  const { images } = plan(["test/a.jpg", "benign/b.jpg"]);
  expect(images.map(({ part, class: of }) => [part, of])).toEqual([
    [undefined, "test"],
    [undefined, "benign"],
  ]);
});

test("folders of classes without an image are found, and those further down are not asked", () => {
  const folders = ["train", "train/cats", "train/cats/old", "train/dogs", "test"];
  expect(plan(["train/cats/a.jpg"], folders).emptyFolders).toEqual(["train/dogs"]);
  expect(plan(["cats/a.jpg"], ["cats", "dogs", "__MACOSX"]).emptyFolders).toEqual(["dogs"]);
});

test("what is no image is listed, but what systems leave behind", () => {
  const names = ["cats/a.jpg", "cats/Thumbs.db", "desktop.ini", "__MACOSX/cats/a.jpg", "README.md", "b.avi"];
  expect(plan(names)).toMatchObject({ images: [{ name: "cats/a.jpg" }], others: ["README.md", "b.avi"] });
});

test.each<[string[], boolean]>([
  [["a/1.jpg", "metadata.csv"], true],
  [["a/1.csv", "a/2.parquet", "plot.png"], false],
  [["README.md"], false],
  [[], false],
])("%j is a set of images: %s", (names, expected) => {
  expect(isImageSet(names)).toBe(expected);
});
