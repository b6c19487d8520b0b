/**
 * The rules as plain data, and what is asked of them. All instants are Unix milliseconds.
 *
 * @typedef {object} Rules
 * @property {Operation[]} operations what the catalogue holds now
 * @property {Account[]} accounts
 * @property {ApiKey[]} keys those that are not deleted
 * @property {Api[]} apis
 * @property {Grant[]} grants
 *
 * @typedef {object} Operation
 * @property {string} code as `sms.send`
 * @property {string} api the code of its Api, as `sms`
 * @property {string} method in upper case
 * @property {string} template as `/v1/Accounts/{sid}/Sms/send`
 *
 * @typedef {object} Account
 * @property {string} sid
 * @property {boolean} suspended
 *
 * @typedef {object} ApiKey
 * @property {string} key the username
 * @property {string} sid of its account
 * @property {boolean} enabled
 * @property {number | null} expiresAt
 * @property {"ALL_APIS" | "SELECTED_APIS"} accessScope
 * @property {string[]} codes of the granted Apis and operations
 * @property {"ANY_ADDRESS" | "ALLOWLIST_ONLY"} addressScope
 * @property {string[]} allowlist CIDRs
 * @property {Token[]} tokens
 *
 * @typedef {object} Token
 * @property {string} sha256 of its text, in lower-case hex
 * @property {number | null} retiresAt null: it does not retire
 * @property {boolean} deleted ended by its owner
 *
 * @typedef {object} Api
 * @property {string} code
 * @property {number} catalogueLimit
 * @property {number | null} operatorLimit null: the catalogue's holds
 * @property {number} windowMs
 *
 * @typedef {object} Grant a limit that operators gave to one account
 * @property {string} sid
 * @property {string} api
 * @property {number} limit
 * @property {number} createdAt
 * @property {number | null} validUntil null: for good
 * @property {boolean} ended by an operator
 *
 * @typedef {object} Question
 * @property {string[]} authorization the values of all Authorization headers
 * @property {string | null} method null: missing, or sent twice
 * @property {string | null} path with its query; null: missing, or sent twice
 * @property {string | null} clientAddress null: unknown
 *
 * @typedef {object} Admission
 * @property {string} sid
 * @property {string} api
 * @property {number} at
 *
 * @typedef {object} Outcome
 * @property {number} status 200: allowed
 * @property {string | null} reason
 * @property {string | null} operation on allow
 * @property {string | null} missingPermission on PERMISSION_DENIED
 * @property {Admission | null} admission what an allowed request has spent
 */
export {};
