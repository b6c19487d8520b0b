import { notifications } from "@mantine/notifications";
import { counted } from "./count.js";

/** How many gateways have confirmed a change, of how many. */
export interface Effect {
  gateways: number;
  confirmed: number;
}

/** The sentence that tells where a change holds already. Empty when no gateway runs. */
function effectSentence(effect: Effect | null): string {
  if (!effect || effect.gateways === 0) return "";
  if (effect.confirmed >= effect.gateways) {
    return effect.gateways === 1
      ? "In force at the gateway."
      : `In force at all ${effect.gateways} gateways.`;
  }
  return `In force at ${effect.confirmed} of ${effect.gateways} gateways, the others follow.`;
}

/** The same in figures, for operators: "In force on 3 of 3 gateways." */
export function gatewaysInWords({ gateways, confirmed }: Effect): string {
  if (gateways === 0) return "No gateway runs.";
  const rest = confirmed < gateways ? " The others follow, or decide nothing once their lease is over." : "";
  return `In force on ${confirmed} of ${counted(gateways, "gateway")}.${rest}`;
}

/** Confirms a success; failures are shown where they happened instead. */
export function toastSaved(message: string, effect: Effect | null = null): void {
  notifications.show({
    message: `${message} ${effectSentence(effect)}`.trim(),
    withBorder: true,
    closeButtonProps: { "aria-label": "Close" },
  });
}
