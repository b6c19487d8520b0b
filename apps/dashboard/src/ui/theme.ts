import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const petrol: MantineColorsTuple = [
  "#e8f5f5",
  "#d3ebec",
  "#a9d8da",
  "#78c2c5",
  "#4bacb0",
  "#259296",
  "#12797e",
  "#0d6266",
  "#0b5054",
  "#083c40",
];
/** The accent of Operations. */
const plum: MantineColorsTuple = [
  "#f6f0fa",
  "#ebdff4",
  "#d6bfe8",
  "#bf9bdb",
  "#a878cd",
  "#9159bd",
  "#77409f",
  "#623384",
  "#4e2869",
  "#3a1d4f",
];
const red: MantineColorsTuple = [
  "#fff1f0",
  "#fde2e0",
  "#fbc5c1",
  "#f99d97",
  "#f5766f",
  "#e0484d",
  "#c42f37",
  "#a8212c",
  "#8b1b25",
  "#6a131b",
];
const amber: MantineColorsTuple = [
  "#fff7e6",
  "#feedcb",
  "#fbd992",
  "#f6c254",
  "#e9a923",
  "#c98a0b",
  "#9a6700",
  "#7d5200",
  "#664300",
  "#4d3200",
];
const green: MantineColorsTuple = [
  "#eaf7ee",
  "#d5efdd",
  "#aadcb9",
  "#7cc894",
  "#4fb271",
  "#2f9957",
  "#1f7d45",
  "#176638",
  "#13522e",
  "#0d3c21",
];
const gray: MantineColorsTuple = [
  "#f7f8fa",
  "#eff1f4",
  "#e2e6eb",
  "#ccd3db",
  "#aeb8c3",
  "#85909d",
  "#56616e",
  "#424c58",
  "#2b333d",
  "#181d24",
];
const dark: MantineColorsTuple = [
  "#e3e7ec",
  "#c5ccd5",
  "#a0abb8",
  "#74808e",
  "#3d4753",
  "#2c343e",
  "#20272f",
  "#161b21",
  "#11151a",
  "#0c0f13",
];

const sans = '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const mono = 'ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';

/** One accent, calm greys. Every pair of colours used for text keeps 4.5:1 in both themes. */
export const theme = createTheme({
  colors: { petrol, plum, red, amber, green, gray, dark },
  primaryColor: "petrol",
  primaryShade: { light: 6, dark: 6 },
  fontFamily: sans,
  fontFamilyMonospace: mono,
  defaultRadius: "md",
  cursorType: "pointer",
  headings: {
    fontFamily: sans,
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.4" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        closeButtonProps: { "aria-label": "Close" },
        transitionProps: { duration: 0 },
      },
      styles: {
        title: { fontWeight: 620, fontSize: "1.0625rem", lineHeight: 1.35 },
        header: { alignItems: "flex-start" },
      },
    },
    TextInput: { defaultProps: { autoComplete: "off" } },
    // No badge is cut off: a label that is not whole says nothing.
    Badge: {
      styles: { root: { minWidth: "max-content" }, label: { textTransform: "none", fontWeight: 550 } },
    },
    Skeleton: { defaultProps: { radius: "md" } },
  },
});

/** Mantine's own greys for secondary text miss 4.5:1 in places. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#ffffff",
    "--mantine-color-text": "var(--mantine-color-gray-9)",
    "--mantine-color-dimmed": "var(--mantine-color-gray-6)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-error": "var(--mantine-color-red-6)",
    "--lk-canvas": "var(--mantine-color-gray-0)",
    "--lk-line": "var(--mantine-color-gray-2)",
    "--lk-sunken": "var(--mantine-color-gray-1)",
    "--lk-amber": "var(--mantine-color-amber-6)",
    "--lk-green": "var(--mantine-color-green-6)",
    "--lk-red": "var(--mantine-color-red-6)",
    "--lk-accent": "var(--mantine-color-petrol-6)",
    "--lk-operations": "var(--mantine-color-plum-6)",
  },
  dark: {
    "--mantine-color-body": "#1a2027",
    "--mantine-color-text": "var(--mantine-color-dark-0)",
    "--mantine-color-dimmed": "var(--mantine-color-dark-2)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-anchor": "var(--mantine-color-petrol-3)",
    "--mantine-color-petrol-light": "#15393d",
    "--mantine-color-petrol-light-hover": "#1a474b",
    "--mantine-color-green-light": "#173824",
    "--mantine-color-amber-light": "#41310f",
    "--mantine-color-red-light": "#4a1c21",
    "--mantine-color-red-light-hover": "#5a2228",
    "--mantine-color-gray-light": "#323b46",
    "--lk-canvas": "#13171c",
    "--lk-line": "var(--mantine-color-dark-5)",
    "--lk-sunken": "#13171c",
    "--lk-amber": "var(--mantine-color-amber-3)",
    "--lk-green": "var(--mantine-color-green-3)",
    "--lk-red": "var(--mantine-color-red-4)",
    "--lk-accent": "var(--mantine-color-petrol-3)",
    "--lk-operations": "var(--mantine-color-plum-3)",
    "--mantine-color-plum-light": "#3a2649",
    "--mantine-color-plum-light-hover": "#452e57",
  },
});
