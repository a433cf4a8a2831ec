import { useState } from "react";

/** A button for what cannot be taken back: it is pressed twice, and says so in between. */
export function Twice(props: { says: string; asks: string; disabled?: boolean; act: () => void }) {
  const { says, asks, disabled, act } = props;
  const [asked, setAsked] = useState(false);
  const press = () => {
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
