/** The privacy notice's template. */
import { Legal } from "../parts/legal";

const SECTIONS = ["who", "what", "why", "where", "long", "rights", "cookies"] as const;

export default function Privacy() {
  return <Legal page="privacy" sections={SECTIONS} />;
}
