import { useQuery } from "@apollo/client/react";
import { parseCidr } from "@latchkey/enforcement";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { ImpactInWords } from "../impact/impact-in-words.js";
import { useKey } from "../keys/key-context.js";
import { SaveKeyForm } from "../keys/save-key-form.js";
import { type KeyPart, useKeyForm } from "../keys/use-key-form.js";
import { WhoMayChange } from "../keys/who-may-change.js";
import { announce } from "../ui/announce.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RecentCallersQuery, SetAllowlistMutation } from "./allowlist.graphql.js";
import { CheckAddress } from "./check-address.js";
import { entryErrors } from "./entry-errors.js";
import { type Network, sameNetwork, toAllowlistInput, tooManyEntries } from "./network.js";
import { NetworkDiffInWords } from "./network-diff-in-words.js";
import { NetworkPicker } from "./network-picker.js";
import { NETWORK_FIELDS, networkProblems } from "./network-problems.js";
import { RecentCallers } from "./recent-callers.js";
import { useWholeInternet } from "./use-whole-internet.js";

const route = getRouteApi("/signed-in/in-account/keys/$id/network");

const NETWORK: KeyPart<Network> = {
  name: "network",
  of: ({ addressScope, allowlist }) => ({ scope: addressScope, entries: allowlist }),
  same: sameNetwork,
  fields: NETWORK_FIELDS,
};

export function NetworkTab() {
  const { sid } = useAccount();
  const { key } = useKey();
  const { add: asked } = route.useSearch();
  const form = useKeyForm(NETWORK);
  const { may, draft, save } = form;
  const [typed, setTyped] = useState(false);
  const whole = useWholeInternet(draft.base, draft.value);
  const { data, error, refetch } = useQuery(RecentCallersQuery, {
    variables: { sid, id: key.id },
  });

  function add(...addresses: string[]) {
    const { entries } = draft.value;
    const added = addresses.flatMap((address) => {
      const parsed = parseCidr(address);
      return parsed.ok && !entries.some(({ cidr }) => cidr === parsed.cidr.text) ? parsed.cidr.text : [];
    });
    if (added.length === 0) return;
    const more = added.map((cidr) => ({ cidr, note: null }));
    form.set({ scope: "ALLOWLIST_ONLY", entries: [...entries, ...more] });
    announce(`${added.join(", ")} added, not saved yet`);
  }

  // Led here by a denial: the caller's address is added, and waits for "Save".
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per link
  useEffect(() => {
    if (may && asked && draft.value.scope === "ALLOWLIST_ONLY") add(asked);
  }, [asked]);

  const allowlist = toAllowlistInput(draft.value);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const problems = networkProblems({ network: draft.value, typed, whole });
    if (Object.keys(problems).length > 0) return save.refuse(problems);
    return { id: key.id, expectedVersion: draft.version, allowlist };
  }

  return (
    <>
      <Panel title="Network" lead="From which addresses this key may call.">
        {!may && <WhoMayChange />}
        <NetworkPicker
          value={draft.value}
          onChange={form.set}
          disabled={form.disabled}
          error={save.errors.byField.allowlist}
          entryErrors={entryErrors(save.refused)}
          listed={draft.base.entries}
          onTyping={setTyped}
          typedError={save.errors.byField.typed}
        />
      </Panel>
      <SaveKeyForm form={form} write={{ document: SetAllowlistMutation, input: toSend }} halfTyped={typed}>
        <NetworkDiffInWords
          before={draft.base}
          after={draft.value}
          whole={whole}
          wholeError={save.errors.byField.whole}
        />
        {!tooManyEntries(draft.value) && <ImpactInWords apiKeyId={key.id} change={{ allowlist }} />}
      </SaveKeyForm>
      <RecentCallers
        callers={data?.account.apiKey?.month.byAddress}
        problem={error && <ProblemAlert error={error} onRetry={refetch} />}
        network={draft.value}
        onAdd={add}
        disabled={form.disabled}
      />
      {/* Not before what stands above it, which would push it down. */}
      {(data || error) && (
        <Panel title="Would it pass?" lead="Tries an address against the list.">
          <CheckAddress network={draft.value} />
        </Panel>
      )}
    </>
  );
}
