/** The product's mark and name. */
export function Mark() {
  return (
    <span class="mark">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="9" fill="var(--fd-accent)" />
        <path d="M10 8h13v4h-8.5v3.5H22v4h-7.5V25H10z" fill="var(--fd-on-accent)" />
      </svg>
      <span>Frontdesk</span>
    </span>
  );
}
