/** Colours that tell columns and visits apart, in an order that keeps neighbours different. */
export const PALETTE = ["#0f766e", "#3b6fd4", "#b4541a", "#7c4dbd", "#1f7a3f", "#b8326e", "#8a6d0b", "#4b5f7a"];

export const nextColor = (used: string[]): string =>
  PALETTE.find((color) => !used.includes(color)) ?? PALETTE[used.length % PALETTE.length] ?? "#0f766e";
