/** @import { Operation } from "../rules/types.mjs" */

/** Templates that overlap, end with the account, are outside of `/v1`, or contain characters other than letters. */
const LINES = `
voice.calls.list        GET    /v1/Accounts/{sid}/Calls
voice.calls.get         GET    /v1/Accounts/{sid}/Calls/{call_sid}
voice.calls.active      GET    /v1/Accounts/{sid}/Calls/active
voice.calls.connect     POST   /v1/Accounts/{sid}/Calls/connect
voice.calls.legs        GET    /v1/Accounts/{sid}/Calls/{call_sid}/legs
voice.any.legs          GET    /v1/Accounts/{sid}/{kind}/active/legs
sms.send                POST   /v1/Accounts/{sid}/Sms/send
sms.recent              GET    /v1/Accounts/{sid}/{kind}/recent
sms.account             GET    /v1/Accounts/{sid}
numbers.list            GET    /v2_beta/Accounts/{sid}/Numbers
numbers.update          PUT    /v2_beta/Accounts/{sid}/Numbers/{number}
contacts.list           GET    /v2/accounts/{sid}/contacts
contacts.get            GET    /v2/accounts/{sid}/contacts/{contact}
contacts.delete         DELETE /v2/accounts/{sid}/contacts/{contact}
contacts.upload         POST   /v2/accounts/{sid}/contacts/csv-upload
contacts.of-list        GET    /v2/accounts/{sid}/{list}/contacts/all
contacts.of-any         GET    /v2/accounts/{sid}/contacts/{contact}/{field}
logs.get                GET    /v3/accounts/{sid}/logs@v1.0:all
logs.day                PATCH  /v3/{sid}/{day}/~logs
status.ping             GET    /status/ping
status.any              GET    /status/{part}
`;

/** @type {(Operation & { accountScoped: boolean })[]} */
export const OPERATIONS = LINES.trim()
  .split("\n")
  .map((line) => {
    const [code = "", method = "", template = ""] = line.split(/ +/);
    const api = code.split(".")[0] ?? "";
    return { code, api, method, template, accountScoped: template.includes("{sid}") };
  });

export const APIS = [...new Set(OPERATIONS.map(({ api }) => api))];

/** Codes that a key may hold: Apis, operations, some that the catalogue does not know, and some that only the server knows. */
export const CODES = [
  ...APIS,
  ...OPERATIONS.map(({ code }) => code),
  "gone",
  "voice.gone",
  "access-control",
  "access-control.read",
];
