import { expect, test } from "vitest";
import { train } from "../../src/actions/train.ts";
import { parseStoredModel, predictTable } from "../../src/onnx/predict-table.ts";
import { findColumn, type NumericColumn } from "../../src/tables/table.ts";
import { runAction } from "../fakes.ts";
import { makeCategories } from "../model/make-categories.ts";
import { tableOf } from "../model/make-model.ts";

const csv = makeCategories(1200);
const config = (engine: string, more = ""): string =>
  `version: 1\nname: m\ndata: { path: data.csv, target: score }\ntrain:\n  engine: ${engine}\n${more}`;

test.each([
  ["gradient-boosting", "  params: { n_estimators: 30 }\n"],
  ["random-forest", "  params: { n_estimators: 30 }\n  features: { encode: native }\n"],
])(
  "%s learns from texts as categories; the stored model reads texts, unseen ones too",
  async (engine, more) => {
    const { verdict, files } = await runAction(train, {
      files: { "data.csv": csv, "mlops.yml": config(engine, more) },
    });
    expect(verdict).toBe("pass");
    expect(await files.read(`.mlops/m/evidence/card.md`)).toMatch(
      /\| city \| text \| [\d.]+ % \| sets of 9 categories; missing is one of them \|/,
    );
    const model = parseStoredModel(await files.readBytes(`.mlops/m/model/model.onnx`), "model.onnx");
    const { values } = await predictTable(model, await tableOf(csv));
    const shown = await tableOf(await files.read(".mlops/m/evidence/predictions.csv"));
    const column = (name: string) => (findColumn(shown, name) as NumericColumn).values;
    const rows = column("row");
    expect(rows.length).toBeGreaterThan(200);
    expect(column("predicted")).toEqual(rows.map((row) => values[row - 1]!));
    const odd = await tableOf("city,zip,size,width\nnowhere,z-1,XXL,0.5\nelsewhere,z-2,?,0.5\n");
    const [first, second] = (await predictTable(model, odd)).values;
    expect(first).toBe(second);
  },
);

test("engines of numbers refuse native categories, at their line", async () => {
  const features = "  features:\n    columns:\n      city: { encode: native }\n";
  const run = runAction(train, {
    files: { "data.csv": csv, "mlops.yml": config("linear", features) },
  });
  await expect(run).rejects.toMatchObject({
    message: 'Cannot use "city" as native categories: the engine needs numbers',
    place: { file: "mlops.yml", line: 8 },
  });
});
