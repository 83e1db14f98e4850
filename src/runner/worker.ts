import { parentPort } from "node:worker_threads";
import { serveJobs } from "../services/worker-thread.ts";
import { openKernel } from "./kernels.ts";

if (!parentPort) throw new Error("worker runs only as a worker thread");
serveJobs(parentPort, openKernel);
