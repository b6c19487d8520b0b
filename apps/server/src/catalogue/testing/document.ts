/** An OpenAPI document of the given tags and paths. */
export function documentOf(tags: object[], paths: Record<string, object>): object {
  const withParameters = Object.entries(paths).map(([path, item]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = names.map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    return [path, "$ref" in item || parameters.length === 0 ? item : { parameters, ...item }];
  });
  return {
    openapi: "3.1.0",
    info: { title: "Test", version: "1" },
    tags,
    paths: Object.fromEntries(withParameters),
  };
}

export function tag(
  name: string,
  { name: display = name, limit = 100 }: { name?: string; limit?: number } = {},
) {
  return { name, "x-display-name": display, "x-throttle": { limit, windowSeconds: 60 } };
}

export function operation(operationId: string, tag: string) {
  return {
    operationId,
    tags: [tag],
    summary: `Does ${operationId}`,
    responses: { default: { description: "Any" } },
  };
}
