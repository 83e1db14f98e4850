"""The official JSON Schema Test Suite as far as one file can hold a schema, for test/checks/json-schema.test.ts.

Run as `python json-schema.py <checkout of json-schema-org/JSON-Schema-Test-Suite>`, commit 44401e0 (MIT licence), with
jsonschema 4.26.0, which must agree with the suite; writes test/golden/json-schema.json. Left out are references to
other files, $dynamicRef, unevaluated keywords, metaschemas of one's own, and RE2's unknown names of characters.
"""

import importlib.metadata
import json
import pathlib
import sys

import jsonschema

suite = pathlib.Path(sys.argv[1]) / "tests"
left_out = {"dynamicRef", "refRemote", "vocabulary", "unevaluatedItems", "unevaluatedProperties", "format", "content"}
drafts = {
    "draft2020-12": (jsonschema.Draft202012Validator, None),
    "draft7": (jsonschema.Draft7Validator, {"items", "additionalItems", "dependencies", "definitions", "ref"}),
}


def is_alone(schema):
    text = json.dumps(schema)
    if "unevaluated" in text or "\\\\p{" in text or "$dynamic" in text:
        return False

    def walk(node, is_root):
        if isinstance(node, list):
            return all(walk(each, False) for each in node)
        if not isinstance(node, dict):
            return True
        ref = node.get("$ref")
        if isinstance(ref, str) and not ref.startswith("#"):
            return False
        if not is_root and isinstance(node.get("$id"), str) and not node["$id"].startswith("#"):
            return False
        return all(walk(each, False) for each in node.values())

    return walk(schema, True)


groups = []
for draft, (validator, only) in drafts.items():
    for file in sorted((suite / draft).glob("*.json")):
        if file.stem in left_out or (only is not None and file.stem not in only):
            continue
        for group in json.loads(file.read_text()):
            schema = group["schema"]
            if not is_alone(schema):
                continue
            if draft == "draft7" and isinstance(schema, dict):
                schema = {"$schema": "http://json-schema.org/draft-07/schema#", **schema}
            for test in group["tests"]:
                assert validator(schema).is_valid(test["data"]) == test["valid"], (file, group["description"], test)
            groups.append([f"{draft}/{file.stem}: {group['description']}", schema, [[test["data"], test["valid"]] for test in group["tests"]]])
golden = {"tool": f"jsonschema {importlib.metadata.version('jsonschema')}, JSON-Schema-Test-Suite 44401e0 (MIT)", "groups": groups}
target = pathlib.Path(__file__).with_suffix(".json")
lines = ",\n".join(json.dumps(group, separators=(",", ":")) for group in groups)
target.write_text(f'{{"tool":{json.dumps(golden["tool"])},"groups":[\n{lines}\n]}}\n')
