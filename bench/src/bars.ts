interface Bar {
  /** What is measured, in words. */
  says: string;
  unit: "×" | "s" | "MB";
  most?: number;
  least?: number;
}

/** What must hold. Ratios are of times or of rates, with both sides measured in the same run. */
export const BARS = {
  decideToItsParts: {
    says: "`decide()` with 100,000 keys, against what no decision can do without: base64 and SHA-256",
    unit: "×",
    most: 3,
  },
  betterAuthToDecide: {
    says: "better-auth's `verifyApiKey`, against `decide()` with 100,000 keys",
    unit: "×",
    least: 300,
  },
  millionToHundredThousand: {
    says: "`decide()` with 1,000,000 keys, against 100,000",
    unit: "×",
    most: 1.6,
  },
  residentWithMillion: { says: "memory of a process that holds 1,000,000 keys", unit: "MB", most: 600 },
  loadOfMillion: { says: "1,000,000 keys loaded from MariaDB", unit: "s", most: 10 },
  listenerToConstant: {
    says: "requests that a core serves: the nginx listener, against `node:http` answering a constant with the same headers",
    unit: "×",
    least: 0.8,
  },
  sharedToOwn: {
    says: "throughput of one hot throttle counter: leased from Redis, against in process",
    unit: "×",
    least: 0.7,
  },
  sharedToPeer: {
    says: "the same, against rate-limiter-flexible on the same Redis, 256 at once",
    unit: "×",
    least: 10,
  },
} satisfies Record<string, Bar>;

export type BarName = keyof typeof BARS;

/** Whether the value is within the bar; false for NaN. */
export function holds(name: BarName, value: number): boolean {
  const { most = Number.POSITIVE_INFINITY, least = Number.NEGATIVE_INFINITY }: Bar = BARS[name];
  return value <= most && value >= least;
}

/** The bar in words, such as `≤ 3 ×`. */
export function limitOf(name: BarName): string {
  const { most, least, unit }: Bar = BARS[name];
  return most === undefined ? `≥ ${least} ${unit}` : `≤ ${most} ${unit}`;
}
