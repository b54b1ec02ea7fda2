/** Rules that the pages check before the API does, so that a mistake is told while it is made. */
export const MINIMUM_PASSWORD = 10;

export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text.trim());

export const passwordIsLong = (text: string): boolean => [...text].length >= MINIMUM_PASSWORD;
