import { useMutation, useQuery } from "@apollo/client/react";
import { parseCidr } from "@latchkey/enforcement";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useAccount } from "../identity/account.js";
import { mayChangeKey } from "../identity/roles.js";
import { ImpactInWords } from "../impact/impact-in-words.js";
import { useKey } from "../keys/key-context.js";
import { KeySaveErrors } from "../keys/key-save-errors.js";
import { WhoMayChange } from "../keys/who-may-change.js";
import { announce } from "../ui/announce.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { SaveBar } from "../ui/save-bar.js";
import { toastSaved } from "../ui/toast.js";
import { useDraft } from "../ui/use-draft.js";
import { useSave } from "../ui/use-save.js";
import { RecentCallersQuery, SetAllowlistMutation } from "./allowlist.graphql.js";
import { CheckAddress } from "./check-address.js";
import { entryErrors } from "./entry-errors.js";
import { type Network, sameNetwork, toAllowlistInput } from "./network.js";
import { NetworkDiffInWords } from "./network-diff-in-words.js";
import { NetworkPicker } from "./network-picker.js";
import { NETWORK_FIELDS, networkProblems } from "./network-problems.js";
import { RecentCallers } from "./recent-callers.js";
import { useWholeInternet } from "./use-whole-internet.js";

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
  const [typed, setTyped] = useState(false);
  const whole = useWholeInternet(draft.base, draft.value);
  const [mutate] = useMutation(SetAllowlistMutation);
  const save = useSave(NETWORK_FIELDS);
  const { data, error, refetch } = useQuery(RecentCallersQuery, {
    variables: { sid, id: key.id },
    fetchPolicy: "cache-and-network",
  });

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
    const problems = networkProblems({ typed, whole });
    if (Object.keys(problems).length > 0) return save.refuse(problems);
    const saved = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.setAllowlist;
    });
    if (!saved?.apiKey) return;
    draft.restart(saved.apiKey.version, {
      scope: saved.apiKey.addressScope,
      entries: saved.apiKey.allowlist,
    });
    toastSaved("Network saved.", saved.effect);
  }

  function discard() {
    save.clear();
    draft.restart();
  }

  async function startOver() {
    await reload();
    discard();
  }

  async function keep() {
    const fresh = await reload();
    if (!fresh) return;
    save.clear();
    draft.rebase(fresh.version, { scope: fresh.addressScope, entries: fresh.allowlist });
  }

  return (
    <>
      <Panel title="Network" lead="From which addresses this key may call.">
        {!may && <WhoMayChange />}
        <NetworkPicker
          value={draft.value}
          onChange={draft.set}
          disabled={!may || save.pending}
          error={save.errors.byField.allowlist}
          entryErrors={entryErrors(save.refused)}
          listed={draft.base.entries}
          onTyping={setTyped}
          typedError={save.errors.byField.typed}
        />
      </Panel>
      <KeySaveErrors error={save.error} errors={save.errors} onReload={startOver} onKeep={keep} />
      {draft.dirty && (
        <SaveBar
          save="Save network"
          pending={save.pending}
          onSave={submit}
          write={{ document: SetAllowlistMutation, input: () => input }}
          onDiscard={discard}
        >
          <NetworkDiffInWords
            before={draft.base}
            after={draft.value}
            whole={whole}
            wholeError={save.errors.byField.whole}
          />
          <ImpactInWords apiKeyId={key.id} change={{ allowlist: input.allowlist }} />
        </SaveBar>
      )}
      <RecentCallers
        callers={data?.account.apiKey?.month.byAddress}
        problem={error && <ProblemAlert error={error} onRetry={refetch} />}
        network={draft.value}
        onAdd={add}
        disabled={!may || save.pending}
      />
      <Panel title="Would it pass?" lead="Tries an address against the list.">
        <CheckAddress network={draft.value} />
      </Panel>
      <LeaveGuard active={draft.dirty || typed} title="Leave without saving?">
        Your changes to the network are not saved.
      </LeaveGuard>
    </>
  );
}
