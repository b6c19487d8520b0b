import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";

const CHOICES = [
  { value: "light", name: "Light", Icon: IconSun },
  { value: "dark", name: "Dark", Icon: IconMoon },
  { value: "auto", name: "System", Icon: IconDeviceDesktop },
] as const;

type Scheme = (typeof CHOICES)[number]["value"];

/** Light, dark or the system's theme. `compact` shows the icons alone. */
export function ThemeSwitch({ compact = false }: { compact?: boolean }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  return (
    <SegmentedControl
      aria-label="Theme"
      size={compact ? "xs" : "sm"}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as Scheme)}
      data={CHOICES.map(({ value, name, Icon }) => ({
        value,
        label: (
          <span style={{ display: "inline-flex", alignItems: "center", gap: 6, minHeight: 20 }}>
            <Icon size={15} aria-hidden />
            {compact ? <VisuallyHidden>{name}</VisuallyHidden> : name}
          </span>
        ),
      }))}
    />
  );
}
