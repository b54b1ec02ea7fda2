/** Mantine in the clothes of the tokens. */
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";
import { accentOf, DEFAULT_ACCENT, shadesOf } from "../shared/color";

/** Mantine's dark greys in the hue of the tokens: text, soft text … lines, surfaces, ground. */
const NIGHT: MantineColorsTuple = [
  "#eaf0ed", "#b3c0ba", "#94a29c", "#74817b", "#3a4641", "#2b3531", "#1e2623", "#171d1b", "#111614", "#0d1210",
];

/** `close` names the button that takes a notification away, in the reader's language. */
export function themeOf(accent: string = DEFAULT_ACCENT, close = "") {
  return createTheme({
    colors: { accent: shadesOf(accent) as unknown as MantineColorsTuple, dark: NIGHT },
    primaryColor: "accent",
    primaryShade: 8,
    fontFamily: "var(--fd-font)",
    fontFamilyMonospace: "var(--fd-mono)",
    defaultRadius: "md",
    radius: { sm: "6px", md: "8px", lg: "12px" },
    cursorType: "pointer",
    respectReducedMotion: true,
    headings: { fontFamily: "var(--fd-font)", fontWeight: "640" },
    components: {
      Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } }, styles: { title: { fontWeight: 640 } } },
      Drawer: { defaultProps: { position: "right", overlayProps: { backgroundOpacity: 0.25 } } },
      Tooltip: { defaultProps: { withArrow: true, openDelay: 250 } },
      Notification: { defaultProps: { closeButtonProps: { "aria-label": close } } },
      Menu: { defaultProps: { shadow: "md", radius: "md", withInitialFocusPlaceholder: false } },
      Select: { defaultProps: { allowDeselect: false, checkIconPosition: "right" } },
    },
  });
}

/** Mantine's own variables, read from the tokens, so that both speak of the same surfaces and lines. */
export const cssVariables =
  (accent: string = DEFAULT_ACCENT): CSSVariablesResolver =>
  () => {
    const { fill, text, textDark, soft, softDark } = accentOf(accent);
    const shared = {
      "--mantine-color-body": "var(--fd-surface)",
      "--mantine-color-text": "var(--fd-ink)",
      "--mantine-color-dimmed": "var(--fd-ink-faint)",
      "--mantine-color-placeholder": "var(--fd-ink-faint)",
      "--mantine-color-default-border": "var(--fd-line)",
      "--mantine-color-default": "var(--fd-surface)",
      "--mantine-color-default-hover": "var(--fd-surface-sunken)",
      "--mantine-color-error": "var(--fd-bad)",
      "--mantine-color-anchor": "var(--fd-accent-text)",
      "--mantine-color-accent-filled": fill,
      "--mantine-color-accent-outline": "var(--fd-accent-text)",
      "--mantine-color-accent-light": "var(--fd-accent-soft)",
      "--mantine-color-accent-light-hover": "var(--fd-accent-soft)",
      "--mantine-color-accent-light-color": "var(--fd-accent-text)",
      "--mantine-primary-color-light-color": "var(--fd-accent-text)",
      "--mantine-color-red-text": "var(--fd-bad)",
      "--mantine-color-red-light": "var(--fd-bad-soft)",
      "--mantine-color-red-light-hover": "var(--fd-bad-soft)",
      "--mantine-color-red-light-color": "var(--fd-bad)",
      "--mantine-color-red-filled": "#b3261e",
      "--mantine-color-red-filled-hover": "#97201a",
      "--mantine-color-yellow-light": "var(--fd-warn-soft)",
      "--mantine-color-yellow-light-color": "var(--fd-warn)",
      "--mantine-color-disabled-color": "var(--fd-ink-faint)",
      "--fd-accent": fill,
    };
    return {
      variables: shared,
      light: { ...shared, "--fd-accent-text": text, "--fd-accent-soft": soft },
      dark: { ...shared, "--fd-accent-text": textDark, "--fd-accent-soft": softDark },
    };
  };
