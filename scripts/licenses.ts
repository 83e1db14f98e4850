import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The licences of the packages whose modules are in a bundle, one after another, by name. The virtual modules
 * of the bundler are passed over.
 */
export function renderLicenses(moduleIds: readonly string[]): string {
  const folders = new Set<string>();
  for (const id of moduleIds) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replace(/^\0+/, ""));
    if (found?.[1]) folders.add(found[1]);
  }
  const texts = new Map<string, string>();
  for (const folder of folders) {
    const manifest = path.join(folder, "package.json");
    if (!existsSync(manifest)) continue;
    const { name, version, license } = JSON.parse(readFileSync(manifest, "utf8"));
    const text = [folder, path.join(folder, "codec")].map(licenceIn).join("\n\n").trim();
    texts.set(
      `${name} ${version}`,
      `${name} ${version}\nLicense: ${license ?? "see below"}\n\n${text}`.trim(),
    );
  }
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  return `${[...texts.keys()]
    .sort()
    .map((key) => texts.get(key))
    .join(rule)}\n`;
}

/** The licence in a folder; jSquash has those of the libraries that it compiled in a folder of their own. */
function licenceIn(folder: string): string {
  if (!existsSync(folder)) return "";
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each));
  return file ? readFileSync(path.join(folder, file), "utf8").trim() : "";
}
