import { Breakable } from "./breakable.js";

/** Text that holds IP addresses: one of IPv6 that is too long for its line goes on in the next one after a colon, not within a group. */
export function WithAddresses({ text }: { text: string }) {
  return <Breakable text={text} at={/(?<=:)(?=[0-9a-f])/i} />;
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
