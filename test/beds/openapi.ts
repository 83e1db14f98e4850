type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/**
 * GitHub's OpenAPI description as Prism can judge it: only the paths that `keep` names (a full one takes Prism
 * 8 s and 0.6 GB to load), without examples, and with `nullable` written as a schema. Prism silently skips
 * the request bodies of operations where `nullable: true` stands without a `type` beside
 * oneOf, anyOf, allOf or enum (POST and PATCH of issues among them).
 */
export function judgeableSpecification(specification: JsonObject, keep: RegExp): JsonObject {
  const paths = Object.fromEntries(
    Object.entries(objectOf(specification.paths)).filter(([each]) => keep.test(each)),
  );
  const { "x-webhooks": _, ...rest } = specification;
  const kept = rewrite({ ...rest, paths }) as JsonObject;
  return { ...kept, components: reachableComponents(kept) };
}

/** Operations of a specification that must have a JSON body: `POST /repos/{owner}/{repo}/issues`, … */
export function operationsWithBody(specification: JsonObject): { method: string; path: string }[] {
  const found: { method: string; path: string }[] = [];
  for (const [path, methods] of Object.entries(objectOf(specification.paths)))
    for (const [method, operation] of Object.entries(objectOf(methods))) {
      const body = objectOf(objectOf(operation).requestBody);
      if (body.required === true && "application/json" in objectOf(body.content))
        found.push({ method: method.toUpperCase(), path });
    }
  return found;
}

function rewrite(value: Json): Json {
  if (Array.isArray(value)) return value.map(rewrite);
  if (value === null || typeof value !== "object") return value;
  const copy: JsonObject = {};
  for (const [key, each] of Object.entries(value))
    copy[key] = key.includes("/") ? withoutExamples(each) : rewrite(each);
  return copy.nullable === true && copy.type === undefined ? spellNull(copy) : copy;
}

/** The value of a media type (`application/json`) or of a path, which has no examples. */
function withoutExamples(value: Json): Json {
  const { examples: _, example: __, ...rest } = objectOf(value);
  return rewrite(rest);
}

function spellNull(schema: JsonObject): JsonObject {
  const { nullable: _, ...rest } = schema;
  for (const key of ["oneOf", "anyOf"] as const)
    if (Array.isArray(rest[key])) return { ...rest, [key]: [...rest[key], { enum: [null] }] };
  return rest;
}

/** Only what the kept paths refer to, directly or through other components. */
function reachableComponents(specification: JsonObject): JsonObject {
  const components = objectOf(specification.components);
  const reached: { [kind: string]: JsonObject } = {};
  const queue: Json[] = [specification.paths ?? {}];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === null || typeof next !== "object") continue;
    const reference = Array.isArray(next) ? undefined : next.$ref;
    if (typeof reference === "string") {
      const [, , kind = "", name = ""] = reference.split("/");
      const target = objectOf(components[kind])[name];
      const group = reached[kind] ?? {};
      reached[kind] = group;
      if (target !== undefined && !(name in group)) {
        group[name] = target;
        queue.push(target);
      }
    }
    queue.push(...Object.values(next));
  }
  return reached;
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
}
