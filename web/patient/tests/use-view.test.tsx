// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { View } from "../acts";
import { useView } from "../use-view";

function page() {
  const turned = vi.fn();
  let view: View = "visit";
  let open: (next: View) => void = () => undefined;
  const Page = () => {
    [view, open] = useView(turned);
    return null;
  };
  act(() => render(<Page />, document.createElement("div")));
  return { turned, open: (next: View) => open(next), view: () => view };
}

const arrive = () => {
  history.replaceState(null, "");
  dispatchEvent(new PopStateEvent("popstate"));
};

test("test_back_leads_from_a_form_to_the_visit", () => {
  const { turned, open, view } = page();

  act(() => open("move"));
  expect([view(), history.state]).toEqual(["move", { view: "move" }]);

  act(arrive);
  expect(view()).toBe("visit");
  expect(turned).toHaveBeenCalledOnce();
});

test("test_page_that_goes_back_by_itself_keeps_what_it_tells", () => {
  const { turned, open, view } = page();
  act(() => open("cancel"));

  act(() => {
    open("visit");
    arrive();
  });

  expect(view()).toBe("visit");
  expect(turned).not.toHaveBeenCalled();
});
