const WORD = /^#link=([A-Za-z0-9_-]{1,100})$/;

/** The word of a log-in link, which is taken out of the address: it is never sent with one, nor kept by the browser. */
export function takenLink(): string | undefined {
  const word = WORD.exec(window.location.hash)?.[1];
  if (word !== undefined) {
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }
  return word;
}
