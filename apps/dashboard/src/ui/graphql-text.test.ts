import { readFileSync } from "node:fs";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import { SetAllowlistMutation } from "../allowlist/allowlist.graphql.js";
import { SetMyNotificationsMutation } from "../identity/notifications.graphql.js";
import { UpdateKeyMutation } from "../keys/key.graphql.js";
import { CreateKeyMutation } from "../keys/keys.graphql.js";
import { ApproveMutation, SetRuleMutation } from "../operations/operations.graphql.js";
import { SetPermissionsMutation } from "../permissions/permissions.graphql.js";
import { graphqlText } from "./graphql-text.js";

const schema = buildSchema(readFileSync(new URL("../../../server/schema.graphql", import.meta.url), "utf8"));

const NETWORK = { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "203.0.113.0/24", note: "Office" }] };
const SELECTED = { scope: "SELECTED_APIS", codes: ["sms", "voice.calls.list"] };

test.each([
  [
    "a new key",
    CreateKeyMutation,
    {
      accountSid: "demo",
      name: "CRM",
      environment: "TEST",
      labels: ["a"],
      permissions: SELECTED,
      allowlist: NETWORK,
    },
  ],
  [
    "a changed key",
    UpdateKeyMutation,
    { id: "key_1", expectedVersion: 3, note: null, expiresAt: "2026-03-01T12:00:00.000Z" },
  ],
  ["permissions", SetPermissionsMutation, { id: "key_1", expectedVersion: 3, permissions: SELECTED }],
  ["a network", SetAllowlistMutation, { id: "key_1", expectedVersion: 3, allowlist: NETWORK }],
  [
    "a decision",
    ApproveMutation,
    { id: "req_1", expectedVersion: 1, grantedLimit: 400, validUntil: null, note: 'Say "yes"' },
  ],
  ["the rule", SetRuleMutation, { enabled: true, upToTimesDefault: 2.5, peakShare: 0.8 }],
  [
    "mails",
    SetMyNotificationsMutation,
    { accountSid: null, settings: [{ kind: "ROTATIONS", wanted: false }] },
  ],
])("the text of %s is what the API takes", (_, document, input) => {
  expect(validate(schema, parse(graphqlText(document, input)))).toEqual([]);
});

test("is one mutation, with nothing to fill in and no fragment", () => {
  expect(graphqlText(UpdateKeyMutation, { id: "key_1", note: "Berlin" })).toBe(
    [
      "mutation {",
      '  updateApiKey(input: {id: "key_1", note: "Berlin"}) {',
      "    apiKey {",
      "      id",
      "      version",
      "      name",
      "      note",
      "      environment",
      "      labels",
      "      holder {",
      "        id",
      "        name",
      "      }",
      "      expiresAt",
      "    }",
      "    effect {",
      "      gateways",
      "      confirmed",
      "    }",
      "    errors {",
      "      code",
      "      message",
      "      path",
      "    }",
      "  }",
      "}",
    ].join("\n"),
  );
});

test("leaves out what is left out, and the idempotency key, which is good for one sending", () => {
  const text = graphqlText(UpdateKeyMutation, {
    id: "key_1",
    note: undefined,
    idempotencyKey: "0123456789abcdef",
  });
  expect(text).toContain('updateApiKey(input: {id: "key_1"})');
});
