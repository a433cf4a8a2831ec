import { useState, type MouseEvent } from "react";

/** A button for what cannot be taken back: it is pressed twice, not by one double click, and says so in between. */
export function Twice(props: { says: string; asks: string; disabled?: boolean; act: () => void }) {
  const { says, asks, disabled, act } = props;
  const [asked, setAsked] = useState(false);
  const press = (event: MouseEvent) => {
    if (event.detail > 1) {
      return;
    }
    setAsked(!asked);
    if (asked) {
      act();
    }
  };
  return (
    <button type="button" disabled={disabled} onClick={press} onBlur={() => setAsked(false)}>
      {asked ? asks : says}
    </button>
  );
}
