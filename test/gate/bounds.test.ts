import { expect, test } from "vitest";
import { boundOf } from "../../src/config/quantity.ts";
import { requireUnits } from "../../src/gate/bounds.ts";
import { formatQuantity } from "../../src/gate/format-quantity.ts";

const place = (key: string) => ({ file: "mlops.yml", line: key === "min" ? 3 : 4 });

test("bounds become numbers of the metric's own unit", () => {
  expect(boundOf("25MB")).toBe(25e6);
  expect(boundOf("90%")).toBe(0.9);
  expect(boundOf(-3.5)).toBe(-3.5);
  expect(boundOf("many")).toBeNaN();
});

test.each([
  ["model_size", "25MB"],
  ["data_age", "30d"],
  ["latency_p50", "50ms"],
  ["latency_ratio", "120%"],
  ["flip_rate", "5%"],
  ["test_accuracy", "90%"],
  ["mape", "12%"],
  ["gap.f1", "5%"],
  ["demographic_parity_ratio", "80%"],
])("%s may be bounded by %s", (metric, max) => {
  expect(() => requireUnits({ metric, max }, place)).not.toThrow();
});

test.each([
  ["r2", "25MB", /r2.*not counted in what "25MB" says/, /a number, or a percentage/],
  ["rmse", "5%", /rmse/, /a number without a unit/],
  ["model_size", "30d", /model_size/, /such as 25MB/],
  ["data_age", "25MB", /data_age/, /such as 50ms or 30d/],
  ["my_own_loss", "5%", /my_own_loss/, /a number without a unit/],
  ["data_errors", "5%", /data_errors/, /a number without a unit/],
])("%s may not be bounded by %s, and the line is said", (metric, max, message, hint) => {
  expect(() => requireUnits({ metric, max }, place)).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
      place: expect.objectContaining({ file: "mlops.yml", line: 4 }),
    }),
  );
});

test.each([
  [25e6, "bytes", "25 MB"],
  [-1500, "bytes", "−1.5 kB"],
  [0.00031, "seconds", "0.31 ms"],
  [0.05, "seconds", "50 ms"],
  [1.9, "seconds", "1.9 s"],
  [7200, "seconds", "2 hours"],
  [2_592_000, "seconds", "30 days"],
] as const)("%s %s are read as %s", (value, unit, text) => {
  expect(formatQuantity(value, unit)).toBe(text);
});
