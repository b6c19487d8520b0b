import { useQuery } from "@apollo/client/react";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useAccount } from "../accounts/account.js";
import { ImpactInWords } from "../impact/impact-in-words.js";
import { useKey } from "../keys/key-context.js";
import { SaveKeyForm } from "../keys/save-key-form.js";
import { type KeyPart, useKeyForm } from "../keys/use-key-form.js";
import { WhoMayChange } from "../keys/who-may-change.js";
import { Panel } from "../ui/panel.js";
import { type Permissions, permissionsOf, toPermissionsInput } from "./access.js";
import { samePermissions } from "./diff.js";
import { DiffInWords } from "./diff-in-words.js";
import { PermissionPicker } from "./permission-picker.js";
import { CallsByApiQuery, SetPermissionsMutation } from "./permissions.graphql.js";
import { useApis } from "./use-apis.js";

const route = getRouteApi("/signed-in/in-account/keys/$id/permissions");

const PERMISSIONS: KeyPart<Permissions> = {
  name: "permissions",
  of: permissionsOf,
  same: samePermissions,
  fields: ["permissions"],
};

export function PermissionsTab() {
  const { sid } = useAccount();
  const { key } = useKey();
  const { grant } = route.useSearch();
  const form = useKeyForm(PERMISSIONS);
  const { may, draft } = form;
  const { data, error: noCalls } = useQuery(CallsByApiQuery, {
    variables: { sid, id: key.id },
    fetchPolicy: "cache-first",
  });
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
      form.set({ scope, codes: [...codes, grant] });
    }
  }, [grant, offered]);

  const input = {
    id: key.id,
    expectedVersion: draft.version,
    permissions: toPermissionsInput(draft.value),
  };

  return (
    <>
      <Panel title="Permissions" lead="Which APIs may be called with this key.">
        {!may && <WhoMayChange />}
        <PermissionPicker
          value={draft.value}
          onChange={form.set}
          disabled={form.disabled}
          calls={calls}
          error={form.save.errors.byField.permissions}
        />
      </Panel>
      <SaveKeyForm form={form} write={{ document: SetPermissionsMutation, input: () => input }}>
        <DiffInWords before={draft.base} after={draft.value} />
        <ImpactInWords apiKeyId={key.id} change={{ permissions: input.permissions }} />
      </SaveKeyForm>
    </>
  );
}
