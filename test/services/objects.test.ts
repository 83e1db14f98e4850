import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type AwsSettings, readAwsSettings } from "../../src/services/aws-settings.ts";
import { parseObjectPage } from "../../src/services/object-list.ts";
import { openStore, parseObjectName } from "../../src/services/objects.ts";
import { explainRefusal } from "../../src/services/refusal.ts";

interface Case {
  name: string;
  endpoint: string | null;
  region: string;
  bucket: string;
  token: string | null;
  key: string;
  query: Record<string, string>;
  url: string;
  authorization: string;
}

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, "../golden/sigv4.json"), "utf8")) as {
  now: number;
  access_key_id: string;
  secret_access_key: string;
  cases: Case[];
};

const anonymous: AwsSettings = { credentials: undefined, region: undefined, endpoint: undefined };

describe("signatures are botocore's", () => {
  test.each(golden.cases)("$name of $bucket in $region", async (each) => {
    const store = openStore(
      {
        ...anonymous,
        credentials: {
          accessKeyId: golden.access_key_id,
          secretAccessKey: golden.secret_access_key,
          sessionToken: each.token ?? undefined,
        },
      },
      { region: each.region, endpoint: each.endpoint ?? undefined },
    );
    const url = store.urlOf(each, each.query);
    expect(url).toBe(each.url);
    const headers = await store.sign(url, golden.now);
    expect(headers.authorization).toBe(each.authorization);
    expect(headers["x-amz-security-token"]).toBe(each.token ?? undefined);
  });
});

describe("the standard variables", () => {
  test("are read by AWS's own order", () => {
    const keys = { AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: " s3cret\n" };
    expect(readAwsSettings({ ...keys, AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "us-east-2" })).toEqual({
      credentials: { accessKeyId: "AKIA", secretAccessKey: "s3cret", sessionToken: undefined },
      region: "eu-west-1",
      endpoint: undefined,
    });
    expect(
      readAwsSettings({
        ...keys,
        AWS_SESSION_TOKEN: "token",
        AWS_DEFAULT_REGION: "us-east-2",
        AWS_ENDPOINT_URL: "https://all.example",
        AWS_ENDPOINT_URL_S3: "https://s3.example",
      }),
    ).toEqual({
      credentials: { accessKeyId: "AKIA", secretAccessKey: "s3cret", sessionToken: "token" },
      region: "us-east-2",
      endpoint: "https://s3.example",
    });
  });

  test.each([
    {},
    { AWS_ACCESS_KEY_ID: "AKIA" },
    { AWS_SECRET_ACCESS_KEY: "s" },
    { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
  ])("%j make no credentials: requests are not signed", async (env) => {
    const store = openStore(readAwsSettings(env));
    expect(store.credentialsFrom).toBeUndefined();
    expect(await store.sign("https://bucket.s3.us-east-1.amazonaws.com/a", 0)).toEqual({});
  });

  test("give way to mlops.yml", () => {
    const settings = { ...anonymous, region: "us-east-2", endpoint: "https://s3.example" };
    expect(openStore(settings).urlOf({ bucket: "data", key: "a" })).toBe("https://s3.example/data/a");
    const options = { region: "eu-west-1", endpoint: "https://minio.example/" };
    const store = openStore(settings, options);
    expect(store.urlOf({ bucket: "data", key: "a" })).toBe("https://minio.example/data/a");
    expect(store.region).toBe("eu-west-1");
  });
});

describe("addresses", () => {
  test.each([
    ["s3://bucket/a/b.csv", { bucket: "bucket", key: "a/b.csv" }],
    ["S3://Old_Bucket.1/a?b#c%20", { bucket: "Old_Bucket.1", key: "a?b#c%20" }],
    ["s3://bucket", { bucket: "bucket", key: "" }],
    ["s3://bucket/a//b/", { bucket: "bucket", key: "a//b/" }],
    ["s3://bucket/new\nline", { bucket: "bucket", key: "new\nline" }],
  ])("%j", (address, name) => expect(parseObjectName(address)).toEqual(name));

  test.each([
    "s3://",
    "s3:///key",
    "s3://evil.example:80/key",
    "s3://user@bucket/key",
    "s3://a..b/key",
    "s3://bucket/../other/key",
    "s3://bucket/./key",
    `s3://bucket/${"k".repeat(1025)}`,
    "s3://arn:aws:s3:eu-west-1:1:accesspoint/x/key",
  ])("%s is none", (address) => expect(() => parseObjectName(address)).toThrow(UserError));

  test.each(["evil.example/", "EU-WEST-1", "a b", ""])("region %j is none", (region) =>
    expect(() => openStore(anonymous, { region })).toThrow(UserError),
  );

  test.each(["ftp://x", "minio:9000", "https://me:secret@minio.example", "https://minio.example?key=secret"])(
    "endpoint %s is none, and is not shown",
    (endpoint) => {
      expect(() => openStore(anonymous, { endpoint })).toThrow(UserError);
      expect(() => openStore(anonymous, { endpoint })).not.toThrow(/secret/);
    },
  );

  test("a lone half of a character is no reason to fail", () =>
    expect(openStore(anonymous).urlOf({ bucket: "data", key: "\ud800" })).toContain("%EF%BF%BD"));
});

describe("lists", () => {
  const wrap = (inner: string) =>
    `<?xml version="1.0"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ListBucketResult>`;

  test("have objects, folders and what comes next", () => {
    const page = parseObjectPage(
      wrap(
        "<IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b=</NextContinuationToken><EncodingType>url</EncodingType>" +
          "<Prefix>a/</Prefix><Contents><Key>a/x+y%2Bz%26.csv</Key><Size>12</Size><Owner><ID>1</ID></Owner></Contents>" +
          "<Contents><Key>a/</Key><Size>0</Size></Contents><CommonPrefixes><Prefix>a/year%3D2026/</Prefix></CommonPrefixes>",
      ),
    );
    expect(page).toEqual({
      objects: [
        { key: "a/x y+z&.csv", bytes: 12 },
        { key: "a/", bytes: 0 },
      ],
      folders: ["a/year=2026/"],
      next: "a&b=",
    });
  });

  test("without url encoding have XML's own", () => {
    const page = parseObjectPage(
      wrap(
        "<Contents><Key>a+&lt;&#65;&#x1F600;&quot;&apos;&amp;lt;%20</Key><Size>1</Size></Contents><IsTruncated>false</IsTruncated>",
      ),
    );
    expect(page).toEqual({
      objects: [{ key: "a+<A😀\"'&lt;%20", bytes: 1 }],
      folders: [],
      next: undefined,
    });
  });

  test.each(["", "<html></html>", "<ListBucketResult>", "{}"])("%j is none", (text) =>
    expect(parseObjectPage(text)).toBeUndefined(),
  );

  test("that are hostile take linear time and give no wrong name", () => {
    const hostile = wrap(`${"<Contents>".repeat(200_000)}${"&".repeat(100_000)}${"<Key>".repeat(100_000)}`);
    expect(parseObjectPage(hostile)?.objects).toEqual([]);
    const half = wrap("<Contents><Key>%ZZ&#x110000;</Key></Contents><EncodingType>url</EncodingType>");
    expect(parseObjectPage(half)?.objects).toEqual([{ key: "%ZZ&#x110000;", bytes: 0 }]);
  });
});

describe("what S3 minds", () => {
  const explain = (
    status: number,
    code: string,
    changes: { headers?: Headers; credentialsFrom?: string } = {},
  ) =>
    explainRefusal({
      status,
      headers: new Headers(),
      text: `<Error><Code>${code}</Code><Message>AKIASECRET</Message><Region>eu-west-3</Region></Error>`,
      shown: "s3://data/a.csv",
      host: "data.s3.us-east-1.amazonaws.com",
      isObject: true,
      credentialsFrom: undefined,
      place: { file: "mlops.yml", line: 3 },
      ...changes,
    });

  test.each([
    [404, "NoSuchKey", "there is no such file", "upper and lower case"],
    [404, "NoSuchBucket", "there is no such file", "the bucket's name"],
    [403, "AccessDenied", "access denied", "Set AWS_ACCESS_KEY_ID"],
    [403, "SignatureDoesNotMatch", "access denied", "AWS_SECRET_ACCESS_KEY"],
    [403, "InvalidAccessKeyId", "access denied", "AWS_ACCESS_KEY_ID"],
    [400, "ExpiredToken", "the server refuses", "expired"],
    [403, "RequestTimeTooSkewed", "access denied", "clock"],
    [301, "PermanentRedirect", "the server refuses", "in eu-west-3: set data.s3.region"],
    [400, "AuthorizationHeaderMalformed", "the server refuses", "in eu-west-3"],
  ])("%i %s", (status, code, reason, hint) => {
    const error = explain(status, code) as UserError;
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toBe(
      `Cannot fetch "s3://data/a.csv": ${reason} (${code}, status ${status}, asked anonymously)`,
    );
    expect(error.hint).toContain(hint);
    expect(error.place).toMatchObject({ file: "mlops.yml", line: 3 });
  });

  test("the credentials are named by their variable", () => {
    const error = explain(403, "AccessDenied", { credentialsFrom: "AWS_ACCESS_KEY_ID" });
    expect(error.message).toContain("asked with AWS_ACCESS_KEY_ID");
    expect(error.hint).toContain("s3:GetObject");
    expect(`${error.message}${error.hint}`).not.toContain("AKIASECRET");
  });

  test("a region is only one that looks like one", () => {
    const headers = new Headers({ "x-amz-bucket-region": "evil region, see http://x" });
    expect(explain(301, "PermanentRedirect", { headers }).hint).toBeUndefined();
  });

  test("a server that is busy is asked again", () =>
    expect(explain(503, "SlowDown")).toMatchObject({ name: "ServiceError", rerun: true }));
});
