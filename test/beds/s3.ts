import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { AwsClient } from "aws4fetch";
import { requireTool } from "../require-tool.ts";
import { startChild } from "./child.ts";

/** Variables that name credentials. */
export interface Keys extends Record<string, string> {
  AWS_ACCESS_KEY_ID: string;
  AWS_SECRET_ACCESS_KEY: string;
}

/** moto on loopback, with the bucket `houses`. botocore works out each signature anew, and policies are followed. */
export interface S3StandIn {
  url: string;
  /** Credentials of a user who may read all buckets. */
  keys: Keys;
  /** Credentials of a role with the same right, for a while. */
  session: Keys;
  put(key: string, content: string, headers?: Record<string, string>): Promise<void>;
  /** Whether requests must be signed; with `false` objects are as public as they say. */
  checkSignatures(isChecked: boolean): Promise<void>;
  close(): Promise<void>;
}

const readAll = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject", "s3:ListBucket"], Resource: "*" }],
});

/** Starts it (2 s). */
export async function startS3(): Promise<S3StandIn> {
  const child = await startChild(requireTool("moto_server"), ["-H", "127.0.0.1", "-p", "0"], {
    ready: /Running on (http:\/\/127\.0\.0\.1:\d+)/,
  });
  const url = child.ready;
  const any = { accessKeyId: "any", secretAccessKey: "any", region: "us-east-1", retries: 0 };
  const call = async (service: string, parameters: Record<string, string>): Promise<string> => {
    const body = new URLSearchParams({
      Version: service === "iam" ? "2010-05-08" : "2011-06-15",
      ...parameters,
    });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const client = new AwsClient({ ...any, service });
    const response = await client.fetch(url, { method: "POST", headers, body: body.toString() });
    if (!response.ok) throw new Error(`moto answers ${response.status}: ${await response.text()}`);
    return response.text();
  };
  const put = async (path: string, body: string, headers: Record<string, string> = {}): Promise<void> => {
    const client = new AwsClient({ ...any, service: "s3" });
    const place = path.split("/").map(encodeURIComponent).join("/");
    const response = await client.fetch(`${url}/houses${place}`, { method: "PUT", body, headers });
    if (!response.ok) throw new Error(`moto answers ${response.status}: ${await response.text()}`);
  };
  try {
    const user = { UserName: "reader" };
    const role = { RoleName: "reader" };
    await call("iam", { Action: "CreateUser", ...user });
    const key = await call("iam", { Action: "CreateAccessKey", ...user });
    await call("iam", { Action: "PutUserPolicy", ...user, PolicyName: "read", PolicyDocument: readAll });
    await call("iam", { Action: "CreateRole", ...role, AssumeRolePolicyDocument: "{}" });
    await call("iam", { Action: "PutRolePolicy", ...role, PolicyName: "read", PolicyDocument: readAll });
    const assumed = await call("sts", {
      Action: "AssumeRole",
      RoleArn: "arn:aws:iam::123456789012:role/reader",
      RoleSessionName: "ci",
    });
    await put("", "");
    return {
      url,
      keys: keysOf(key),
      session: { ...keysOf(assumed), AWS_SESSION_TOKEN: textOf(assumed, "SessionToken") },
      put: (name, content, headers) => put(`/${name}`, content, headers),
      async checkSignatures(isChecked) {
        await fetch(`${url}/moto-api/reset-auth`, { method: "POST", body: isChecked ? "0" : "inf" });
      },
      close: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}

function keysOf(xml: string): Keys {
  return {
    AWS_ACCESS_KEY_ID: textOf(xml, "AccessKeyId"),
    AWS_SECRET_ACCESS_KEY: textOf(xml, "SecretAccessKey"),
  };
}

function textOf(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1] ?? "";
}

/** Passes connections on to a server, and breaks the first of them off after so many bytes of its answers. */
export async function startBreakingProxy(
  server: string,
  bytes: number,
): Promise<Pick<S3StandIn, "url" | "close">> {
  const { hostname, port } = new URL(server);
  const sockets = new Set<Socket>();
  let isFirst = true;
  const proxy = createServer((socket) => {
    const target = connect(Number(port), hostname);
    let left = isFirst ? bytes : Number.POSITIVE_INFINITY;
    isFirst = false;
    for (const each of [socket, target]) {
      sockets.add(each);
      each.on("error", () => {});
      each.on("close", () => void [socket, target].map((other) => other.destroy()));
    }
    socket.pipe(target);
    target.on("data", (chunk) => {
      socket.write(chunk.subarray(0, left), () => left <= 0 && socket.end());
      left -= chunk.length;
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async close() {
      for (const each of sockets) each.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
