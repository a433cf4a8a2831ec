// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { Twice } from "./Twice";

afterEach(cleanup);

function shown() {
  const act = vi.fn();
  render(<Twice says="Remove" asks="Really?" act={act} />);
  return act;
}

test("two presses are meant, whether by the mouse or by the keyboard", async () => {
  const act = shown();

  await userEvent.click(screen.getByRole("button", { name: "Remove" }));
  expect(act).not.toHaveBeenCalled();
  await userEvent.keyboard("{Enter}");

  expect(act).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("button", { name: "Remove" })).toBeDefined();
});

test("a double click only asks", async () => {
  const act = shown();

  await userEvent.dblClick(screen.getByRole("button"));

  expect(act).not.toHaveBeenCalled();
  expect(screen.getByRole("button", { name: "Really?" })).toBeDefined();
});

test("whoever goes elsewhere in between has asked for nothing", async () => {
  const act = shown();

  await userEvent.click(screen.getByRole("button"));
  await userEvent.tab();
  await userEvent.click(screen.getByRole("button"));

  expect(act).not.toHaveBeenCalled();
});
