import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import jpegFactory from "@jsquash/jpeg/codec/dec/mozjpeg_dec.js";
import webpFactory from "@jsquash/webp/codec/dec/webp_dec.js";
import { type Codecs, DecodeError, type Pixels } from "../images/image.ts";
import { type Asset, assetUrl } from "./asset-url.ts";

/** The part of Emscripten's module that is used. */
interface Decoder {
  /** Null for what it cannot decode. */
  decode(bytes: Uint8Array, ...options: boolean[]): Pixels | null;
  HEAPU8: Uint8Array;
}
type Factory = (options: {
  instantiateWasm: (
    imports: Record<string, Record<string, unknown>>,
    done: (instance: WebAssembly.Instance) => void,
  ) => unknown;
  print: (line: string) => void;
  printErr: (line: string) => void;
}) => Promise<Decoder>;

/** Pixels stay as they are stored, whatever the EXIF orientation says. */
const isUpright = false;

/** A decoder that has grown beyond this is given back: WebAssembly's memory never shrinks. */
const mostKept = 64 << 20;

/** libjpeg (MozJPEG) and libwebp as WebAssembly from jSquash, and Node's zlib. */
export function createCodecs(): Codecs {
  const decodeJpeg = createDecoder(jpegFactory as unknown as Factory, "mozjpeg_dec.wasm", [isUpright]);
  const decodeWebp = createDecoder(webpFactory as unknown as Factory, "webp_dec.wasm");
  return {
    async jpeg(bytes) {
      const { pixels, messages } = await decodeJpeg(bytes);
      const said = messages.join("; ");
      if (said.includes("Premature end of JPEG file")) throw new DecodeError("cut off", said);
      if (pixels === undefined) throw new DecodeError("corrupt", said);
      return { ...pixels, ...(said !== "" && { warning: said }) };
    },
    async webp(bytes) {
      const { pixels } = await decodeWebp(bytes);
      if (pixels === undefined) throw new DecodeError("corrupt", "libwebp cannot decode it");
      return pixels;
    },
    inflate,
  };
}

type Decode = (bytes: Uint8Array) => Promise<{ pixels: Pixels | undefined; messages: string[] }>;

/** A decoder that is made again after a failure: libjpeg ends its program where it cannot go on. */
function createDecoder(factory: Factory, asset: Asset, options: boolean[] = []): Decode {
  let module: WebAssembly.Module | undefined;
  let decoder: Decoder | undefined;
  let messages: string[] = [];
  const note = (line: string): void => {
    if (messages.length < 10) messages.push(line);
  };
  return async (bytes) => {
    module ??= new WebAssembly.Module(readFileSync(assetUrl(asset)));
    const compiled = module;
    const instantiateWasm = (
      imports: Record<string, Record<string, unknown>>,
      done: (instance: WebAssembly.Instance) => void,
    ) => {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance);
      return instance.exports;
    };
    decoder ??= await factory({ instantiateWasm, print: note, printErr: note });
    messages = [];
    try {
      const pixels = decoder.decode(bytes, ...options) ?? undefined;
      if (decoder.HEAPU8.length > mostKept) decoder = undefined;
      return { pixels, messages };
    } catch {
      decoder = undefined;
      return { pixels: undefined, messages };
    }
  };
}

/** Encoders may end a stream with some bytes more than the pixels take. */
const slack = 1 << 16;

function inflate(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: most + slack }).subarray(0, most);
  } catch (cause) {
    throw new DecodeError("corrupt", cause instanceof Error ? cause.message : "zlib cannot unpack it");
  }
}
