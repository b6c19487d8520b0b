/** What the server's program can do, for whoever asks by `--help`. */
export const HELP = `Latchkey's server: the dashboard and the GraphQL API.

node apps/server/dist/main.js [command]

  (none)                      serves, until SIGTERM or Ctrl-C
  migrate                     prepares the database, and ends
  catalogue check             tells all that is wrong with the document that CATALOGUE names, and ends with 1 if anything is
  audit verify                reads the whole audit, and ends with 1 when it was changed
  account create SID EMAIL [NAME]
                              makes an account, whose owner signs in with this address
  key import < FILE           takes over pairs that customers have from elsewhere
  operator add EMAIL          makes this person one of the provider's staff
  operator remove EMAIL       takes that away
  second-factor remove EMAIL  lets a person sign in by the password alone again
  --help                      shows this

Settings are environment variables: README.md lists them.
`;
