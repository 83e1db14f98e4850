/** A small data set whose target follows from its columns: rows of a deterministic stream. */
export function houses(rows: number): string {
  let state = 11;
  const uniform = (): number => {
    state = (16_807 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const lines = ["id,rooms,area,town,price"];
  for (let row = 0; row < rows; row++) {
    const rooms = 1 + Math.floor(6 * uniform());
    const area = Math.round(20 + 100 * uniform());
    const town = ["North", "South", "East"][Math.floor(3 * uniform())];
    const price = Math.round(1000 * rooms + 50 * area + (town === "North" ? 2000 : 0) + 300 * uniform());
    lines.push(`h${row},${rooms},${area},${town},${price}`);
  }
  return `${lines.join("\n")}\n`;
}

export const housesConfig = `version: 1
name: houses
data: { path: houses.csv, target: price, key: [id] }
checks:
  - { column: rooms, type: integer, required: true, min: 1, max: 10 }
train: { params: { n_estimators: 20 } }
gate: { rules: [{ metric: r2, min: 0.8 }] }
`;
