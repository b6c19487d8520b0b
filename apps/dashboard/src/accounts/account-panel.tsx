import { NameForm } from "../identity/name-form.js";
import { ROLES } from "../members/member.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import { RenameAccountMutation } from "./account.graphql.js";
import { useAccount } from "./account.js";
import { mayRenameAccount } from "./roles.js";

/** Characters of an account's name; the server's bound. */
const LONGEST_NAME = 100;

/** The open account: owners and admins give it another name. */
export function AccountPanel() {
  const { name, sid, viewerRole } = useAccount();
  const may = mayRenameAccount(viewerRole);
  return (
    <Panel title="Account">
      {may && (
        <NameForm
          key={sid}
          current={name}
          field={{
            label: "Name of the account",
            description:
              "Its members and the provider see it. API calls go on as they are: they name the sid.",
            name: "account-name",
            maxLength: LONGEST_NAME,
          }}
          empty="Give the account a name."
          submit="Rename the account"
          subject="account"
          document={RenameAccountMutation}
          inputOf={(name) => ({ accountSid: sid, name })}
          saved={(name) => `The account is called ${name} from now on.`}
        />
      )}
      <Facts>
        {!may && <Fact name="Name">{name}</Fact>}
        <Fact name="Sid in API paths, which stays">
          <span className="lk-mono">{sid}</span>
        </Fact>
        {viewerRole && <Fact name="Your role">{ROLES[viewerRole].name}</Fact>}
      </Facts>
    </Panel>
  );
}
