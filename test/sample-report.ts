import type { Report } from "../src/report.ts";

/** A report like the one of a whole run on the housing data, with every kind of content. */
export function sampleReport(): Report {
  return {
    schema: "mlops/report@1",
    action: "run",
    title: "house-prices",
    verdict: "pass",
    headline: "every gate holds",
    facts: [
      { label: "R²", value: "0.823", note: "+0.012, 95 % CI +0.006 … +0.018" },
      { label: "RMSE", value: "47,950", note: "−1,210" },
      { label: "", value: "20,640 rows, 2 warnings" },
      { label: "", value: "trained in 1.9 s" },
    ],
    sections: [
      gateSection(),
      dataSection(),
      modelSection(),
      slicesSection(),
      curveSection(),
      confusionSection(),
    ],
  };
}

function gateSection(): Report["sections"][number] {
  return {
    title: "Gate",
    rank: 1,
    tables: [
      {
        columns: [
          { label: "Rule" },
          { label: "This commit", digits: 4 },
          { label: "main", digits: 4 },
          { label: "Difference (95 % CI)", align: "right" },
          { label: "Verdict" },
        ],
        rows: [
          ["r2 at least 0.75", 0.8231, 0.8112, "+0.012 (+0.006 … +0.018)", "✅ holds"],
          ["rmse at most 50,000", 47_950.32, 49_160.1, "−1,210 (−1,760 … −660)", "✅ holds"],
          ["rmse no worse than baseline by 1 %", 47_950.32, 49_160.1, "−2.5 % (−3.6 … −1.3)", "✅ holds"],
        ],
      },
    ],
  };
}

function dataSection(): Report["sections"][number] {
  return {
    title: "Data",
    rank: 2,
    text: ["20,640 rows and 10 columns of data/housing.csv, 1.4 MB; no duplicate rows"],
    findings: [
      {
        severity: "warning",
        rule: "required",
        message: '"total_bedrooms" is missing',
        hint: "Impute it or allow it with required: false",
        file: "data/housing.csv",
        line: 292,
        row: 291,
        count: 207,
      },
      {
        severity: "warning",
        rule: "enum",
        message: '"ocean_proximity" has a value that is not allowed: "<1H OCEAN"',
        file: "data/housing.csv",
        line: 2,
        column: 61,
        row: 1,
      },
      { severity: "info", message: '"median_house_value" is capped at 500,001 in 4.7 % of the rows' },
    ],
    charts: [
      {
        kind: "histogram",
        title: "Distribution of median_house_value",
        x: {
          label: "median_house_value",
          values: [
            0, 50_000, 100_000, 150_000, 200_000, 250_000, 300_000, 350_000, 400_000, 450_000, 500_001,
          ],
        },
        y: { label: "rows" },
        series: [{ label: "rows", values: [244, 3354, 4083, 4084, 2983, 2093, 1304, 853, 589, 1053] }],
      },
    ],
  };
}

function modelSection(): Report["sections"][number] {
  return {
    title: "Model",
    rank: 3,
    folded: true,
    text: ["Random forest of 275 trees on 16,512 rows; judged on 4,128 others"],
    charts: [
      {
        kind: "bar",
        title: "Feature importance",
        x: {
          label: "feature",
          values: [
            "median_income",
            "ocean_proximity=INLAND",
            "longitude",
            "latitude",
            "housing_median_age",
            "<1H OCEAN",
          ],
        },
        y: { label: "share of the variance explained" },
        series: [{ label: "importance", values: [0.4812, 0.1534, 0.1098, 0.1021, 0.0533, 0.0102] }],
      },
      {
        kind: "scatter",
        title: "Predicted against actual",
        x: { label: "actual", values: Array.from({ length: 60 }, (_, index) => 20_000 + index * 8_000) },
        y: { label: "predicted" },
        series: [
          {
            label: "predicted",
            values: Array.from(
              { length: 60 },
              (_, index) => 31_000 + index * 7_600 + Math.sin(index * 2.1) * 38_000,
            ),
          },
        ],
      },
    ],
  };
}

function slicesSection(): Report["sections"][number] {
  const places = ["INLAND", "NEAR OCEAN", "NEAR BAY", "<1H OCEAN"];
  return {
    title: "Slices",
    rank: 4,
    folded: true,
    tables: [
      {
        title: "R² by ocean_proximity and age",
        columns: [
          { label: "ocean_proximity" },
          { label: "age" },
          { label: "Rows" },
          { label: "R²", digits: 3 },
          { label: "Enough rows" },
        ],
        rows: Array.from({ length: 24 }, (_, index) => [
          places[index % 4] ?? null,
          `${Math.floor(index / 4) * 10} – ${Math.floor(index / 4) * 10 + 10}`,
          1720 - index * 61,
          index === 23 ? null : 0.84 - index * 0.0131,
          index < 21,
        ]),
        total: 47,
      },
    ],
  };
}

function curveSection(): Report["sections"][number] {
  const trees = Array.from({ length: 12 }, (_, index) => (index + 1) * 25);
  return {
    title: "Learning curve",
    rank: 6,
    folded: true,
    charts: [
      {
        kind: "line",
        title: "R² by number of trees",
        x: { label: "trees", values: trees },
        y: { label: "R²" },
        series: [
          { label: "training", values: trees.map((count) => 0.972 - 0.9 / count) },
          { label: "validation", values: trees.map((count) => 0.826 - 1.4 / count) },
        ],
      },
    ],
  };
}

function confusionSection(): Report["sections"][number] {
  return {
    title: "Price bands",
    rank: 5,
    folded: true,
    charts: [
      {
        kind: "matrix",
        title: "Confusion matrix",
        x: { label: "predicted", values: ["low", "middle", "high"] },
        y: { label: "actual" },
        series: [
          { label: "low", values: [1320, 84, 3] },
          { label: "middle", values: [91, 1204, 102] },
          { label: "high", values: [2, 118, 1204] },
        ],
      },
    ],
  };
}
