import { z } from "zod";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

const codeForm = z
  .string("is missing")
  .max(100, "is longer than 100 characters")
  .regex(/^[a-z0-9]+([._-][a-z0-9]+)*$/, "must be lower-case letters and digits, parted by . - or _");
const text = (max: number) =>
  z
    .string("is missing")
    .trim()
    .min(1, "is empty")
    .max(max, `is longer than ${max} characters`)
    // The databases would keep others in their place, which differ from the document at each start.
    .regex(/^(?:[^\p{Cc}\p{Surrogate}]|[\t\r\n])*$/u, "has control characters")
    // Of a file that is referred to nobody else has looked at the bytes.
    .regex(/^[^\ufffd]*$/, "was no UTF-8 when it was read");
const whole = (max: number) =>
  z.int("must be a whole number").min(1, "must be at least 1").max(max, `must be at most ${max}`);

const NO_OBJECT = "must be an object";

const tag = z.object(
  {
    name: codeForm,
    "x-display-name": text(100).optional(),
    "x-throttle": z.object(
      { limit: whole(1_000_000), windowSeconds: whole(86_400) },
      "is missing: the Api has no limit",
    ),
  },
  NO_OBJECT,
);

const operation = z.object(
  {
    operationId: codeForm,
    tags: z.array(z.string(), "is missing").length(1, "must name exactly one tag"),
    summary: text(500),
    "x-account-scoped": z.boolean("must be true or false").default(true),
  },
  NO_OBJECT,
);

const methods = z.object(
  Object.fromEntries(METHODS.map((method) => [method, operation.optional()])),
  NO_OBJECT,
);
/** What a path refers to stands in its place by now, unless that was the path itself. */
const pathItem = z
  .unknown()
  .refine((item) => !(item instanceof Object && "$ref" in item), "refers to itself")
  .pipe(methods);

const wanted = z.object({
  // What checks the whole document knows no newer one, and takes 3.1 without quotes, which YAML reads as a number, for a broken one.
  openapi: z
    .string('must be a text: write it in quotes, as "3.1.0"')
    .regex(/^3\.[01]\./, "must be 3.1 or 3.0, as 3.1.0")
    .optional(),
  tags: z.array(tag, "is missing").min(1, "is empty"),
  paths: z.record(
    z.string().startsWith("/", "must start with /").max(500, "is longer than 500 characters"),
    pathItem,
    { error: (issue) => (issue.code === "invalid_key" ? issue.issues[0]?.message : "is missing") },
  ),
});

/** What is read of an OpenAPI document: the rest is for others. */
export const catalogueDocument = z
  .looseObject({}, "is not an OpenAPI document")
  .refine(
    (document) => "openapi" in document || "swagger" in document,
    'names no version: write openapi: "3.1.0", or swagger: "2.0"',
  )
  .pipe(wanted);

export type CatalogueDocument = z.infer<typeof catalogueDocument>;
