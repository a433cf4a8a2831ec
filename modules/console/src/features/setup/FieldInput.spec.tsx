// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import "../../i18n";
import { FieldInput } from "./FieldInput";
import { fieldsOf, type Field } from "./schema";

afterEach(cleanup);

const told: unknown[] = [];

function Form({ field, first, next }: { field: Field; first: unknown; next: unknown }) {
  const [value, setValue] = useState(first);
  const put = (now: unknown) => {
    told.push(now);
    setValue(now);
  };
  return (
    <>
      <FieldInput field={field} value={value} beside={{}} errors={[]} put={put} />
      <button onClick={() => setValue(next)}>theirs</button>
    </>
  );
}

function shown(name: string, first: unknown, next: unknown): HTMLTextAreaElement {
  told.length = 0;
  const field = fieldsOf("TrunkInput", "Trunk").find((it) => it.name === name) as Field;
  render(<Form field={field} first={first} next={next} />);
  return screen.getByRole("textbox") as HTMLTextAreaElement;
}

test("each word that is typed is told at once, and the line stays as it is typed", async () => {
  const box = shown("inbound_ips", ["192.0.2.1"], []);

  await userEvent.type(box, "\n192.0.2.2, ");

  expect(box.value).toBe("192.0.2.1\n192.0.2.2, ");
  expect(told.at(-1)).toEqual(["192.0.2.1", "192.0.2.2"]);
});

test("what comes from elsewhere takes the place of what was typed", async () => {
  const box = shown("inbound_ips", [], ["198.51.100.1"]);

  await userEvent.type(box, "192.0.2.2");
  await userEvent.click(screen.getByRole("button"));

  expect(box.value).toBe("198.51.100.1");
});
