/** The terms' template. */
import { Legal } from "../parts/legal";

const SECTIONS = ["parties", "service", "trial", "duties", "data", "liability", "end"] as const;

export default function Terms() {
  return <Legal page="terms" sections={SECTIONS} />;
}
