/** One page of a list of objects, as S3's ListObjectsV2 answers with a delimiter. */
export interface ObjectPage {
  objects: { key: string; bytes: number; etag: string | undefined }[];
  /** Beginnings that keys have in common, up to the delimiter: folders. */
  folders: string[];
  /** What the next page is asked for with; undefined on the last one. */
  next: string | undefined;
}

/**
 * Parses the XML of a page, which is flat and written by machines. Keys that were asked for with `encoding-type=url` are
 * escaped like a form's. Undefined for other text.
 */
export function parseObjectPage(xml: string): ObjectPage | undefined {
  if (!/<ListBucketResult\b[^>]*>/.test(xml) || !xml.includes("</ListBucketResult>")) return undefined;
  const isEscaped = textOf(xml, "EncodingType") === "url";
  const decodeKey = (text: string): string => (isEscaped ? unescapeForm(text) : text);
  return {
    objects: elementsOf(xml, "Contents").map((each) => ({
      key: decodeKey(textOf(each, "Key") ?? ""),
      bytes: Number(textOf(each, "Size") ?? 0),
      etag: textOf(each, "ETag"),
    })),
    folders: elementsOf(xml, "CommonPrefixes").map((each) => decodeKey(textOf(each, "Prefix") ?? "")),
    next: textOf(xml, "IsTruncated") === "true" ? textOf(xml, "NextContinuationToken") : undefined,
  };
}

/** The content of all elements of a name; none of them holds another of its name. */
function elementsOf(xml: string, name: string): string[] {
  const found: string[] = [];
  const [open, close] = [`<${name}>`, `</${name}>`];
  for (let at = xml.indexOf(open); at >= 0; ) {
    const start = at + open.length;
    const end = xml.indexOf(close, start);
    if (end < 0) break;
    found.push(xml.slice(start, end));
    at = xml.indexOf(open, end + close.length);
  }
  return found;
}

function textOf(xml: string, name: string): string | undefined {
  const start = xml.indexOf(`<${name}>`);
  const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start);
  return end < 0 ? undefined : decodeEntities(xml.slice(start + name.length + 2, end));
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (all, name, decimal, hex) => {
      if (name) return entities[name.toLowerCase()] ?? all;
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
