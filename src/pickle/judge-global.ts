import { allowedGlobals } from "./allowed-globals.ts";
import { dangerousModules } from "./dangerous-modules.ts";
import type { Judgement } from "./pickle-scan.ts";

/** Modules that hold functions which run code, read files or load more pickles, among those that models use. */
const guarded =
  /^(numpy|scipy|pandas|sklearn|joblib|torch|keras|tensorflow|cloudpickle|dill|skops|mlflow)(\.|$)/;
const runners =
  /(^|[._])(eval|exec|execfile|compile|system|popen|spawn\w*|run\w*|call|load\w*|read_\w+|from_file|open\w*|getattr|attrgetter|methodcaller|import_module|_import\w*|locate|hub|make_function|subimport|create_\w+|get_file|fromfile|memmap|genfromtxt|save\w*|tofile)$/;

/**
 * Allowed are exact names only (src/pickle/allowed-globals.ts), each vetted to be harmless with any arguments and any
 * state. Dangerous is whatever Python's own library has beyond these, and what is known to run code; the rest is unknown.
 */
export function judgeGlobal(module: string, name: string): Judgement {
  if (allowed.get(module)?.has(name)) return "allowed";
  if (isDangerousModule(module)) return "dangerous";
  return guarded.test(module) && runners.test(name) ? "dangerous" : "unknown";
}

/** Whether a module is one whose objects run code, unless they are allowed one by one. */
export function isDangerousModule(module: string): boolean {
  return dangerous.has(module.split(".", 1)[0]!) || dangerousSubmodules.test(module);
}

const dangerousSubmodules =
  /^(numpy\.(f2py|testing|ctypeslib|distutils|lib\.(npyio|_npyio_impl))|torch\.(hub|package|_inductor|_dynamo|utils\.(collect_env|bottleneck|_config_module|cpp_extension)|distributed|multiprocessing|fx|jit\.unsupported_tensor_ops)|pandas\.(io|core\.computation|eval)|scipy\.(stats|weave|io)|sklearn\.(datasets|externals|utils\._testing)|joblib\.(externals|parallel|memory))(\.|$)/;
const dangerous: ReadonlySet<string> = new Set(dangerousModules.split(/\s+/).filter((each) => each !== ""));
const allowed: ReadonlyMap<string, ReadonlySet<string>> = parse(allowedGlobals);

/** `module Name Name` a line; a module may have several lines. */
function parse(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const modules = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const [module, ...names] = line.trim().split(" ");
    if (module === undefined || module === "") continue;
    const known = modules.get(module) ?? new Set();
    for (const name of names) known.add(name);
    modules.set(module, known);
  }
  return modules;
}
