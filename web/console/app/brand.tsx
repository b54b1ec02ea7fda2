/** The mark and the clinic's name. */
import { useSession } from "../parts/use-session";
import css from "./brand.module.css";

export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" className={css.mark}>
      <rect width="32" height="32" rx="9" fill="var(--fd-accent)" />
      <path d="M10 8h13v4h-8.5v3.5H22v4h-7.5V25H10z" fill="#fff" />
    </svg>
  );
}

export function Brand() {
  const { clinic } = useSession();
  return (
    <div className={css.brand}>
      <Mark />
      <span className={css.names}>
        <span className={css.clinic}>{clinic.name}</span>
        <span className={css.product}>Frontdesk</span>
      </span>
    </div>
  );
}
