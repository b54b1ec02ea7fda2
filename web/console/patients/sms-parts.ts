/** How long a text is as SMS: 160 characters, or 70 once one of them is not in the GSM alphabet. */
const GSM = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const GSM_DOUBLE = new Set("^{}\\[~]|€\f");

export function smsParts(text: string): { characters: number; parts: number } {
  const letters = [...text];
  const plain = letters.every((letter) => GSM.has(letter) || GSM_DOUBLE.has(letter));
  const characters = plain
    ? letters.reduce((sum, letter) => sum + (GSM_DOUBLE.has(letter) ? 2 : 1), 0)
    : text.length;
  const [single, joined] = plain ? [160, 153] : [70, 67];
  return { characters, parts: characters === 0 ? 0 : characters <= single ? 1 : Math.ceil(characters / joined) };
}
