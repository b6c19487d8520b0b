import { useMutation, useQuery } from "@apollo/client/react";
import { parseCidr } from "@latchkey/enforcement";
import { Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useAccount } from "../identity/account.js";
import { mayChangeKey } from "../identity/roles.js";
import { ImpactInWords } from "../impact/impact-in-words.js";
import { useKey } from "../keys/key-context.js";
import { announce } from "../ui/announce.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveBar } from "../ui/save-bar.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useDraft } from "../ui/use-draft.js";
import { useSave } from "../ui/use-save.js";
import { RecentCallersQuery, SetAllowlistMutation } from "./allowlist.graphql.js";
import { CheckAddress } from "./check-address.js";
import { entryErrors } from "./entry-errors.js";
import { type Network, sameNetwork, toAllowlistInput, wholeInternet } from "./network.js";
import { NetworkDiffInWords } from "./network-diff-in-words.js";
import { NetworkPicker } from "./network-picker.js";
import { RecentCallers } from "./recent-callers.js";

const route = getRouteApi("/signed-in/in-account/keys/$id/network");

export function NetworkTab() {
  const { sid, viewerRole } = useAccount();
  const { key, reload } = useKey();
  const { add: asked } = route.useSearch();
  const may = mayChangeKey(viewerRole, key.permissions);
  const draft = useDraft<Network>(
    key.version,
    { scope: key.addressScope, entries: key.allowlist },
    sameNetwork,
  );
  const [confirmed, setConfirmed] = useState(false);
  const [mutate] = useMutation(SetAllowlistMutation);
  const save = useSave(["allowlist"]);
  const { data } = useQuery(RecentCallersQuery, {
    variables: { sid, id: key.id },
    fetchPolicy: "cache-and-network",
  });
  const callers = data?.account.apiKey?.month.byAddress ?? [];

  function add(address: string) {
    const parsed = parseCidr(address);
    const { entries } = draft.value;
    if (!parsed.ok || entries.some(({ cidr }) => cidr === parsed.cidr.text)) return;
    draft.set({ scope: "ALLOWLIST_ONLY", entries: [...entries, { cidr: parsed.cidr.text, note: null }] });
    announce(`${parsed.cidr.text} added, not saved yet`);
  }

  // Led here by a denial: the caller's address is added, and waits for "Save".
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per link
  useEffect(() => {
    if (may && asked && draft.value.scope === "ALLOWLIST_ONLY") add(asked);
  }, [asked]);

  const input = {
    id: key.id,
    expectedVersion: draft.version,
    allowlist: toAllowlistInput(draft.value),
  };

  async function submit() {
    const unconfirmed = wholeInternet(draft.value).some(
      (cidr) => !draft.base.entries.some((entry) => entry.cidr === cidr),
    );
    if (unconfirmed && !confirmed) {
      announce("Confirm first that the whole internet may call");
      return;
    }
    const saved = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.setAllowlist;
    });
    if (!saved?.apiKey) return;
    setConfirmed(false);
    draft.restart(saved.apiKey.version, {
      scope: saved.apiKey.addressScope,
      entries: saved.apiKey.allowlist,
    });
    toastSaved("Network saved.", saved.effect);
  }

  async function startOver() {
    await reload();
    save.clear();
    draft.restart();
  }

  return (
    <>
      <Panel title="Network" lead="From which addresses this key may call.">
        {!may && <Text size="sm">Your role can read this, not change it.</Text>}
        <NetworkPicker
          value={draft.value}
          onChange={draft.set}
          disabled={!may || save.pending}
          error={save.errors.byField.allowlist}
          entryErrors={entryErrors(save.refused)}
          listed={draft.base.entries}
        />
      </Panel>
      <SaveErrors error={save.error} errors={save.errors} onReload={startOver} />
      {draft.dirty && (
        <SaveBar
          save="Save network"
          pending={save.pending}
          onSave={submit}
          write={{ document: SetAllowlistMutation, input: () => input }}
          onDiscard={() => draft.restart()}
        >
          <NetworkDiffInWords
            before={draft.base}
            after={draft.value}
            confirmed={confirmed}
            onConfirm={setConfirmed}
          />
          <ImpactInWords apiKeyId={key.id} change={{ allowlist: input.allowlist }} />
        </SaveBar>
      )}
      <RecentCallers callers={callers} network={draft.value} onAdd={add} disabled={!may || save.pending} />
      <Panel title="Would it pass?" lead="Tries an address against the list.">
        <CheckAddress network={draft.value} />
      </Panel>
      <LeaveGuard active={draft.dirty} title="Leave without saving?">
        Your changes to the network are not saved.
      </LeaveGuard>
    </>
  );
}
