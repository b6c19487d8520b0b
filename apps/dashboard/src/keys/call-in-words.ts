/** The last call with a key or token, as far as it is known. */
export interface Call {
  lastUsedAddress: string | null;
  /** Code of an operation, which the catalogue may have no more. */
  lastUsedOperation: string | null;
}

/** Where a call came from and what it was for, to stand behind other words: " from 203.0.113.9 for sms.send", or nothing. */
export function callInWords({ lastUsedAddress, lastUsedOperation }: Call): string {
  const from = lastUsedAddress === null ? "" : ` from ${lastUsedAddress}`;
  return lastUsedOperation === null ? from : `${from} for ${lastUsedOperation}`;
}
