/** The tenant's one accent, made readable: contrast by WCAG's relative luminance. */
export const DEFAULT_ACCENT = "#0f766e";

type Rgb = [number, number, number];

export function parseHex(hex: string): Rgb | null {
  const match = /^#?([0-9a-f]{6})$/i.exec(hex.trim());
  if (!match) return null;
  const value = parseInt(match[1] ?? "0", 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

const toHex = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((hex) => luminance(parseHex(hex) ?? [0, 0, 0])) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** `share` of `other` mixed into `hex`. */
export function mix(hex: string, other: string, share: number): string {
  const [a, b] = [parseHex(hex) ?? [0, 0, 0], parseHex(other) ?? [0, 0, 0]] as [Rgb, Rgb];
  return toHex(a.map((part, index) => part + ((b[index] ?? 0) - part) * share) as Rgb);
}

/** The nearest shade of `hex` that reads on `ground` with at least `ratio`, darkened or lightened in steps. */
export function readable(hex: string, ground: string, ratio = 4.5): string {
  const away = luminance(parseHex(ground) ?? [255, 255, 255]) > 0.3 ? "#000000" : "#ffffff";
  for (let share = 0; share < 1; share += 0.04) {
    const shade = mix(hex, away, share);
    if (contrast(shade, ground) >= ratio) return shade;
  }
  return away;
}

export type Accent = { fill: string; onFill: string; text: string; textDark: string; soft: string; softDark: string };

/** Shades of a tenant's colour that are safe for buttons, text and quiet backgrounds, light and dark. */
export function accentOf(hex: string | null | undefined): Accent {
  const base = hex && parseHex(hex) ? (hex.startsWith("#") ? hex : `#${hex}`) : DEFAULT_ACCENT;
  const [soft, softDark] = [mix(base, "#ffffff", 0.9), mix(base, "#171d1b", 0.82)];
  return {
    fill: readable(base, "#ffffff"),
    onFill: "#ffffff",
    text: readable(readable(base, soft), "#eef2f0"),
    textDark: readable(readable(base, softDark), "#1e2623"),
    soft,
    softDark,
  };
}

/** Ten shades from pale to deep around the accent, the eighth being the fill (Mantine's primaryShade 8). */
export function shadesOf(hex: string): string[] {
  const { fill } = accentOf(hex);
  const pale = [0.94, 0.86, 0.74, 0.6, 0.46, 0.34, 0.22, 0.1].map((share) => mix(fill, "#ffffff", share));
  return [...pale, fill, mix(fill, "#000000", 0.16)];
}
