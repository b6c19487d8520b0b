import { useMutation, useQuery } from "@apollo/client/react";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useAccount } from "../identity/account.js";
import { mayChangeKey } from "../identity/roles.js";
import { ImpactInWords } from "../impact/impact-in-words.js";
import { useKey } from "../keys/key-context.js";
import { KeySaveErrors } from "../keys/key-save-errors.js";
import { WhoMayChange } from "../keys/who-may-change.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveBar } from "../ui/save-bar.js";
import { toastSaved } from "../ui/toast.js";
import { useDraft } from "../ui/use-draft.js";
import { useSave } from "../ui/use-save.js";
import { type Permissions, toPermissionsInput } from "./access.js";
import { samePermissions } from "./diff.js";
import { DiffInWords } from "./diff-in-words.js";
import { PermissionPicker } from "./permission-picker.js";
import { CallsByApiQuery, SetPermissionsMutation } from "./permissions.graphql.js";
import { useApis } from "./use-apis.js";

const route = getRouteApi("/signed-in/in-account/keys/$id/permissions");

export function PermissionsTab() {
  const { sid, viewerRole } = useAccount();
  const { key, reload } = useKey();
  const { grant } = route.useSearch();
  const may = mayChangeKey(viewerRole, key.permissions);
  const current: Permissions = { scope: key.accessScope, codes: key.permissions };
  const draft = useDraft(key.version, current, samePermissions);
  const [mutate] = useMutation(SetPermissionsMutation);
  const save = useSave(["permissions"]);
  const { data, error: noCalls } = useQuery(CallsByApiQuery, { variables: { sid, id: key.id } });
  const calls = useMemo(() => {
    if (!data && !noCalls) return null;
    const byApi = data?.account.apiKey?.week.byApi ?? [];
    return new Map(byApi.filter(({ allowed }) => allowed > 0).map(({ api, allowed }) => [api, allowed]));
  }, [data, noCalls]);

  const { apis } = useApis();
  // An operation of the product's alone: no link can have somebody grant the managing of keys.
  const offered = apis.some(({ operations }) => operations.some(({ code }) => code === grant));

  // Led here by a denial: what was missing is selected, and waits for "Save".
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per link
  useEffect(() => {
    const { scope, codes } = draft.value;
    if (may && grant && offered && scope === "SELECTED_APIS" && !codes.includes(grant)) {
      draft.set({ scope, codes: [...codes, grant] });
    }
  }, [grant, offered]);

  const input = {
    id: key.id,
    expectedVersion: draft.version,
    permissions: toPermissionsInput(draft.value),
  };

  async function submit() {
    const saved = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.setPermissions;
    });
    if (!saved?.apiKey) return;
    const { version, accessScope, permissions: stored } = saved.apiKey;
    draft.restart(version, { scope: accessScope, codes: stored });
    toastSaved("Permissions saved.", saved.effect);
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
    draft.rebase(fresh.version, { scope: fresh.accessScope, codes: fresh.permissions });
  }

  return (
    <>
      <Panel title="Permissions" lead="Which APIs may be called with this key.">
        {!may && <WhoMayChange />}
        <PermissionPicker
          value={draft.value}
          onChange={draft.set}
          disabled={!may || save.pending}
          calls={calls}
          error={save.errors.byField.permissions}
        />
      </Panel>
      <KeySaveErrors error={save.error} errors={save.errors} onReload={startOver} onKeep={keep} />
      {draft.dirty && (
        <SaveBar
          save="Save permissions"
          pending={save.pending}
          onSave={submit}
          write={{ document: SetPermissionsMutation, input: () => input }}
          onDiscard={discard}
        >
          <DiffInWords before={draft.base} after={draft.value} />
          <ImpactInWords apiKeyId={key.id} change={{ permissions: input.permissions }} />
        </SaveBar>
      )}
      <LeaveGuard active={draft.dirty} title="Leave without saving?">
        Your changes to the permissions are not saved.
      </LeaveGuard>
    </>
  );
}
