import { Fragment } from "react";

/** Text that holds IP addresses: one of IPv6 that is too long for its line goes on in the next one after a colon, not within a group. */
export function WithAddresses({ text }: { text: string }) {
  return text.split(/(?<=:)(?=[0-9a-f])/i).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: groups are alike, and stay in their places
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

interface Props {
  /** An IP address, or a range of them. */
  text: string;
  className?: string;
}

export function Address({ text, className = "" }: Props) {
  return (
    <span className={`lk-mono lk-address ${className}`.trim()}>
      <WithAddresses text={text} />
    </span>
  );
}
