import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { THEMES, type Theme } from "./theme-choices.js";

/** Light, dark or the system's theme. `compact` shows the icons alone. */
export function ThemeSwitch({ compact = false }: { compact?: boolean }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  return (
    <SegmentedControl
      aria-label="Theme"
      size={compact ? "xs" : "sm"}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as Theme)}
      data={THEMES.map(({ value, name, Icon }) => ({
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
