/** The clinic's colour made fit to carry text and to be seen: WCAG contrast by computing, not by hope. */

type Rgb = [number, number, number];

function rgbOf(hex: string): Rgb | null {
  const found = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex.trim());
  return found ? [parseInt(found[1]!, 16), parseInt(found[2]!, 16), parseInt(found[3]!, 16)] : null;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: number, b: number) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

const WHITE = 1;
const INK = luminance([16, 24, 40]);

export interface Accent {
  accent: string;
  onAccent: string;
  /** Border of what is filled with it: its own colour, or the text's where it is too pale to be seen on white. */
  edge: string;
}

/** `color` with the text that reads on it at 4.5:1; a middle tone that carries neither is darkened a little. */
export function accentOf(color: string | null | undefined): Accent | null {
  let rgb = rgbOf(color ?? "");
  if (!rgb) return null;
  for (;;) {
    const light = luminance(rgb);
    const onWhite = contrast(light, WHITE);
    const onInk = contrast(light, INK);
    if (onWhite >= 4.5 || onInk >= 4.5) {
      const accent = `rgb(${rgb.join(" ")})`;
      return { accent, onAccent: onWhite >= 4.5 ? "#fff" : "#101828", edge: onWhite >= 3 ? accent : "currentcolor" };
    }
    rgb = rgb.map((channel) => Math.floor(channel * 0.95)) as Rgb;
  }
}
