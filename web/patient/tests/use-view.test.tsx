// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { View } from "../acts";
import { useView } from "../use-view";

test("test_back_leads_from_a_form_to_the_visit", () => {
  const turned = vi.fn();
  let view: View = "visit";
  let open: (next: View) => void = () => undefined;
  const Page = () => {
    [view, open] = useView(turned);
    return null;
  };
  act(() => render(<Page />, document.createElement("div")));

  act(() => open("move"));
  expect([view, history.state]).toEqual(["move", { view: "move" }]);

  act(() => {
    history.replaceState(null, "");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  expect(view).toBe("visit");
  expect(turned).toHaveBeenCalledOnce();
});
