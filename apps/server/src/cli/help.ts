/** What the server's program can do, for whoever asks by `--help`. */
export const HELP = `Latchkey's server: the dashboard and the GraphQL API.

node apps/server/dist/main.js [command]

  (none)                      runs the server, until SIGTERM or Ctrl-C
  migrate                     prepares the database for this version
  catalogue check             lists all that is wrong with the document that CATALOGUE names, and ends with 1 if anything is
  audit verify                reads the whole audit, and ends with 1 if it was changed
  account create SID EMAIL [NAME]
                              makes an account, whose owner signs in with this address
  account import < FILE       makes accounts, one JSON object a line
  key import < FILE           takes over keys that customers have already, one JSON object a line
  operator add EMAIL          puts this person on the provider's staff
  operator remove EMAIL       takes this person off it
  second-factor remove EMAIL  lets this person sign in with the password alone
  --help                      shows this

Settings are environment variables: README.md lists them.
`;
