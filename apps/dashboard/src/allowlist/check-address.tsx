import { parseAddress } from "@latchkey/enforcement";
import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { type Network, wouldAdmit } from "./network.js";

/** Says whether a caller from an address would pass, by the list as it is edited. */
export function CheckAddress({ network }: { network: Network }) {
  const [address, setAddress] = useState("");
  const text = address.trim();
  return (
    <>
      <TextInput
        label="Check an address"
        placeholder="198.51.100.7"
        maw={360}
        spellCheck={false}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        classNames={{ input: "lk-mono" }}
      />
      <Text size="sm" role="status" mih={21} c={text === "" ? "dimmed" : undefined}>
        {wouldPass(network, text)}
      </Text>
    </>
  );
}

function wouldPass(network: Network, address: string): string {
  if (address === "") return "Judged by the list as it stands above, saved or not.";
  if (!parseAddress(address)) return "Not an IPv4 or IPv6 address.";
  return wouldAdmit(network, address)
    ? "Admitted: calls from there pass."
    : "Denied: calls from there get 403.";
}
