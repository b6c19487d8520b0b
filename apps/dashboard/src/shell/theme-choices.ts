import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

/** The themes that one can choose from; the names stand alone or before "theme". */
export const THEMES = [
  { value: "light", name: "Light", Icon: IconSun },
  { value: "dark", name: "Dark", Icon: IconMoon },
  { value: "auto", name: "System", Icon: IconDeviceDesktop },
] as const;

export type Theme = (typeof THEMES)[number]["value"];
