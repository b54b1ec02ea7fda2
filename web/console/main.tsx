/** Starts the console. */
import { createRoot } from "react-dom/client";

createRoot(document.getElementById("root")!).render(<p>Frontdesk</p>);
