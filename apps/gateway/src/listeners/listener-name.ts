/** The listeners of a gateway, by the names that its log and its metrics have for them. */
export const LISTENERS = ["proxy", "nginx", "forward-auth", "envoy", "decision"] as const;

export type ListenerName = (typeof LISTENERS)[number];
