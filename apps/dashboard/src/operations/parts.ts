/** The pages of Operations, in the order of their tabs. */
export const PARTS = [
  { to: "/operations/requests", name: "Requests" },
  { to: "/operations/accounts", name: "Accounts" },
  { to: "/operations/apis", name: "APIs" },
  { to: "/operations/gateways", name: "Gateways" },
  { to: "/operations/rule", name: "Rule" },
  { to: "/operations/audit", name: "Audit" },
] as const;
