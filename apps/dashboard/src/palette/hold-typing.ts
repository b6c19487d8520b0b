/**
 * Keeps what is typed meanwhile from the page, for what is about to open: who types fast has typed before it is there.
 * Returns what ends that, and gives the text.
 */
export function holdTyping(
  page: Pick<EventTarget, "addEventListener" | "removeEventListener">,
): () => string {
  let text = "";
  function hold(event: Event) {
    const { key, ctrlKey, metaKey, altKey, isComposing } = event as KeyboardEvent;
    if (ctrlKey || metaKey || altKey || isComposing) return;
    if (key === "Backspace") text = text.slice(0, -1);
    else if ([...key].length === 1) text += key;
    // Enter types nothing, but would press the page's button.
    else if (key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  }
  page.addEventListener("keydown", hold, { capture: true });
  return () => {
    page.removeEventListener("keydown", hold, { capture: true });
    return text;
  };
}
