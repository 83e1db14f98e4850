import * as z from "zod";
import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { readClassOutputs, withOutputs } from "../onnx/model-outputs.ts";
import { type ForeignPredictions, type ForeignQuestion, predictForeign } from "../onnx/predict-foreign.ts";
import { nativePackages } from "../services/native-package.ts";
import { listFolder } from "./list-folder.ts";

/** Where a model's file is told, see program-files.ts. */
const told = z.object({ kind: z.literal("onnx"), file: z.string() });

/** The largest model that is loaded. */
const mostBytes = 5e8;

/** The ONNX file of a model's folder, whoever made it; undefined where there is none, or one of several. */
export async function findOnnx(
  { files }: Pick<Context, "files">,
  folder: string,
): Promise<string | undefined> {
  const { base, names } = await listFolder(files, folder);
  const program = names.includes("mlops_program.json")
    ? told.safeParse(parseJson(await files.read(`${base}/mlops_program.json`)))
    : undefined;
  const found = names.filter((name) =>
    program?.success ? name === program.data.file : name.endsWith(".onnx"),
  );
  return found.length === 1 ? `${base}/${found[0]}` : undefined;
}

/** Whether an ONNX file is not one of this project. */
export async function isForeign({ files }: Pick<Context, "files">, file: string): Promise<boolean> {
  return !readOutputs(await files.readBytes(file), file).isOwn;
}

/**
 * What an ONNX model of any maker predicts, by ONNX Runtime, which is fetched at its first use. Throws UserError where it
 * cannot be had, or the model does not tell how to ask it.
 */
export async function askRuntime(
  { files, natives, onnxRuntime, signal }: Pick<Context, "files" | "natives" | "onnxRuntime" | "signal">,
  file: string,
  question: ForeignQuestion & {
    /** The input `native-packages`. */
    from: string | undefined;
  },
): Promise<ForeignPredictions> {
  const bytes = (await files.size(file)) ?? 0;
  if (bytes > mostBytes) throw new UserError("Cannot ask the model: it is larger than 500 MB", { file });
  const content = await files.readBytes(file);
  const outputs = readOutputs(content, file);
  const folder = await natives.locate(nativePackages.onnxruntime, question.from);
  const model = withOutputs(content, outputs.maps.values());
  const session = await onnxRuntime.open({ folder, model, signal });
  try {
    return await predictForeign(session, outputs, question);
  } finally {
    session.close();
  }
}

function readOutputs(content: Uint8Array, file: string): ReturnType<typeof readClassOutputs> {
  try {
    return readClassOutputs(content);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new UserError(`Cannot read "${file}": it is no ONNX file (${cause.message})`, { file, cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
