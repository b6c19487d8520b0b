import { Fragment } from "react";

/** Text that may go on in the next line at these places. */
export function Breakable({ text, at: places }: { text: string; at: RegExp }) {
  return text.split(places).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts may be alike, and stay in their places
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
