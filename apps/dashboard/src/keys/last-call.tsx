import { Address } from "../ui/address.js";
import { Breakable } from "../ui/breakable.js";
import type { Call } from "./call-in-words.js";

interface Props {
  call: Call;
  /** Of the address. */
  className?: string;
}

/** Where the last call with a key came from and what it was for, as far as that is known, each on a line of its own. */
export function LastCall({ call: { lastUsedAddress, lastUsedOperation }, className }: Props) {
  return (
    <>
      {lastUsedAddress && (
        <div>
          <Address text={lastUsedAddress} className={className} />
        </div>
      )}
      {lastUsedOperation && (
        <div className="lk-mono lk-words">
          <Breakable text={lastUsedOperation} at={/(?<=\.)/} />
        </div>
      )}
    </>
  );
}
