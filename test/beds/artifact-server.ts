// The process behind startArtifacts: dtu-github-actions as the runner's artifact service. Its own process,
// because it takes over the console. Prints its address.
import { Server } from "node:net";
import path from "node:path";
import { pathToFileURL } from "node:url";

interface Dtu {
  startEphemeralDtu(folder: string): Promise<{ url: string }>;
}

const [, , modules = "", folder = ""] = process.argv;
const print = console.log.bind(console);

// It would listen on every interface.
const listen = Server.prototype.listen as (...given: unknown[]) => Server;
Server.prototype.listen = function (this: Server, port: number, _host: string, ready: () => void) {
  return listen.call(this, port, "127.0.0.1", ready);
} as typeof Server.prototype.listen;

// GitHub's artifact ids grow with time; dtu draws its own below a million.
let drawn = 0;
Math.random = () => ++drawn / 1_000_000 + 1e-9;

const entry = path.join(modules, "dtu-github-actions/dist/ephemeral.js");
const { startEphemeralDtu } = (await import(pathToFileURL(entry).href)) as Dtu;
const { url } = await startEphemeralDtu(folder);
print(`listening on ${url}`);
