const guards = new Set<() => Promise<boolean>>();

/** Has `ask` asked before the page is left otherwise than by the router, until what is given back is called. It gives false: the person stays. */
export function guardLeaving(ask: () => Promise<boolean>): () => void {
  guards.add(ask);
  return () => void guards.delete(ask);
}

/** Asks, where something would be lost, before the person is made to leave. False: they stay. */
export async function mayLeave(): Promise<boolean> {
  for (const ask of [...guards]) if (!(await ask())) return false;
  return true;
}
