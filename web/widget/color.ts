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
}

/** `color` darkened until white or ink on it reaches 4.5:1 and it stands off white paper by 3:1. */
export function accentOf(color: string | null | undefined): Accent | null {
  let rgb = rgbOf(color ?? "");
  if (!rgb) return null;
  for (;;) {
    const light = luminance(rgb);
    const onWhite = contrast(light, WHITE);
    const onInk = contrast(light, INK);
    if (onWhite >= 4.5 || (onWhite >= 3 && onInk >= 4.5))
      return { accent: `rgb(${rgb.join(" ")})`, onAccent: onWhite >= 4.5 ? "#fff" : "#101828" };
    rgb = rgb.map((channel) => Math.floor(channel * 0.95)) as Rgb;
  }
}
