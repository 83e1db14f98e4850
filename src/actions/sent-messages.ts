import * as z from "zod";
import type { NotifyContext } from "./notify.ts";

/** Ids of messages that this job has sent: webhooks keep none, and a step that runs twice must not send twice. */
export interface SentMessages {
  has(id: string): boolean;
  add(id: string): Promise<void>;
}

const schema = z.object({ schema: z.literal("mlops/sent-messages@1"), ids: z.array(z.string().max(100)) });

/** Kept beside the reports; a file that cannot be read holds none. */
export async function readSent({
  files,
  project,
}: Pick<NotifyContext, "files" | "project">): Promise<SentMessages> {
  const path = `${project.folders.root}/sent-messages.json`;
  const isSmall = ((await files.size(path)) ?? 1 << 20) < 1 << 20;
  const { data } = schema.safeParse(isSmall ? parseJson(await files.read(path)) : undefined);
  const ids = data?.ids ?? [];
  return {
    has: (id) => ids.includes(id),
    async add(id) {
      ids.push(id);
      const kept = { schema: "mlops/sent-messages@1", ids: ids.slice(-1000) };
      await files.write(path, `${JSON.stringify(kept)}\n`);
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
