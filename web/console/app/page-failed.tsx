/** A page that could not come: its code, its session, or something in it failed. */
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Failed } from "../parts/states";

export function PageFailed({ error }: ErrorComponentProps) {
  const router = useRouter();
  return <Failed error={error} retry={() => void router.invalidate()} />;
}
