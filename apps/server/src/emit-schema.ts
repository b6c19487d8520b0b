import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, printSchema } from "graphql";
import { findBreaches } from "./graphql/core.js";
import { buildApiSchema } from "./graphql/schema.js";

/**
 * Writes the served schema to `schema.graphql`; with `--check` writes nothing, and fails when that file is stale, when the schema
 * breaks `schema-core.graphql`, or when `schema-not-yet.txt` is not exactly what the core has and the schema lacks.
 */
const fileOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const read = (name: string) => readFileSync(fileOf(name), "utf8");

const schema = buildApiSchema();
const text = `${printSchema(schema)}\n`;
const notYet = read("schema-not-yet.txt")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));
const problems = findBreaches(buildSchema(read("schema-core.graphql")), schema, notYet);

if (!process.argv.includes("--check")) writeFileSync(fileOf("schema.graphql"), text);
else if (read("schema.graphql") !== text)
  problems.push("schema.graphql is stale: run node apps/server/dist/emit-schema.js");

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
