import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, findBreakingChanges, printSchema } from "graphql";
import { buildApiSchema } from "./graphql/schema.js";

/**
 * Writes the served schema to `schema.graphql`; with `--check` writes nothing, and fails when that file is stale. Fails too when the
 * schema breaks `schema-core.graphql`, which users rely on.
 */
const fileOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const read = (name: string) => readFileSync(fileOf(name), "utf8");

const schema = buildApiSchema();
const text = `${printSchema(schema)}\n`;
const problems = findBreakingChanges(buildSchema(read("schema-core.graphql")), schema).map(
  ({ description }) => `breaks the core: ${description}`,
);

if (!process.argv.includes("--check")) writeFileSync(fileOf("schema.graphql"), text);
else if (read("schema.graphql") !== text)
  problems.push("schema.graphql is stale: run node apps/server/dist/emit-schema.js");

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
