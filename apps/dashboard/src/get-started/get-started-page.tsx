import { useQuery } from "@apollo/client/react";
import { Button, Group, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { KEY_CHANGERS, mayChangeKeys } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import type { ResultOf } from "../graphql.js";
import { ShownOnce } from "../keys/shown-once.js";
import { SnippetTabs } from "../keys/snippet-tabs.js";
import type { MadeKey } from "../keys/use-create-key.js";
import { useSample } from "../keys/use-sample.js";
import { Page } from "../shell/page.js";
import { Loading } from "../ui/loading.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { FirstKeyForm } from "./first-key-form.js";
import { FirstRequestStep } from "./first-request-step.js";
import { KeysAtHandQuery } from "./first-use.graphql.js";
import { usedLast } from "./first-use.js";
import { useFirstUse } from "./use-first-use.js";

const POLL = 2000;

type KeyAtHand = ResultOf<typeof KeysAtHandQuery>["account"]["apiKeys"]["nodes"][number];

/** The key that is tried. Its token's text is in this component's state, until it was copied, and nowhere else. */
type Tried = Omit<MadeKey, "token"> & { token: string | null };

/** From nothing to the first request: a key, a call, and the moment at which it is seen. */
export function GetStartedPage() {
  const { sid, viewerRole } = useAccount();
  const [tried, setTried] = useState<Tried | null>(null);
  const unused = useFirstUse(sid, POLL);
  const { data, error, refetch } = useQuery(KeysAtHandQuery, {
    variables: { sid },
  });
  // How much room the keys need is known with them: what stands below comes with them, too.
  const isLoading = !tried && !data && !error;
  const keys = data?.account.apiKeys.nodes ?? [];
  const headings = useFocusOnStep(tried);

  // Whose call it was is known only once the keys are looked at again.
  useEffect(() => {
    if (unused === false) void refetch().catch(() => undefined);
  }, [unused, refetch]);

  function chooseAnother() {
    setTried(null);
    void refetch().catch(() => undefined);
  }

  return (
    <Page title="Get started" lead="Three steps to the first request.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      <Panel
        title="1. Create a key"
        lead={tried ? "Done." : "Name it after what will use it."}
        headingRef={headings.first}
        aside={
          tried?.token === null && (
            <Button size="xs" variant="default" onClick={chooseAnother}>
              Use another key
            </Button>
          )
        }
      >
        {!tried &&
          (mayChangeKeys(viewerRole) ? (
            <FirstKeyForm onMade={setTried} />
          ) : (
            <WhoMay act="create a key" roles={KEY_CHANGERS} />
          ))}
        {!tried && <KeysAtHand keys={keys} onChosen={setTried} />}
      </Panel>
      {isLoading ? (
        <Loading heights={[480, 480, 600]} />
      ) : (
        <>
          <Panel
            title="2. Make a request"
            lead="With HTTP Basic: the key is the user name, and the token proves it."
            headingRef={headings.second}
          >
            {tried ? (
              <FirstCall tried={tried} onCopied={() => setTried({ ...tried, token: null })} />
            ) : (
              <Text size="sm" c="dimmed">
                With a key you see here what to paste into a shell, Node.js or Python.
              </Text>
            )}
          </Panel>
          <FirstRequestStep id={tried?.id ?? usedLast(keys)?.id} unused={unused === true} />
        </>
      )}
    </Page>
  );
}

/** Leads the focus, which what was pressed takes with it, to the step that comes next. */
function useFocusOnStep(tried: Tried | null) {
  const first = useRef<HTMLHeadingElement>(null);
  const second = useRef<HTMLHeadingElement>(null);
  const shown = useRef(tried);
  useEffect(() => {
    if (shown.current === tried) return;
    shown.current = tried;
    (tried ? second : first).current?.focus();
  }, [tried]);
  return { first, second };
}

/** The account began with a pair; who has its token needs no other. */
function KeysAtHand({ keys, onChosen }: { keys: readonly KeyAtHand[]; onChosen: (tried: Tried) => void }) {
  const usable = keys.filter(({ status }) => status === "ACTIVE").slice(0, 3);
  if (usable.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm">Or use a pair whose token you have:</Text>
      {usable.map(({ id, name, key, accessScope: scope, permissions: codes }) => (
        <Button
          key={id}
          size="xs"
          variant="default"
          maw="100%"
          onClick={() => onChosen({ id, key, token: null, scope, codes })}
        >
          <Text span inherit truncate lh={1.4}>
            {name}
          </Text>
        </Button>
      ))}
    </Group>
  );
}

function FirstCall({ tried, onCopied }: { tried: Tried; onCopied: () => void }) {
  const { key, token } = tried;
  const { gatewayUrl, path } = useSample(tried);
  if (token !== null) return <ShownOnce pair={{ ...tried, token }} onDone={onCopied} />;
  if (path) return <SnippetTabs gatewayUrl={gatewayUrl} path={path} apiKey={key} token={null} />;
  return (
    <Text size="sm">
      Send a request to <span className="lk-mono">{gatewayUrl}</span>.
    </Text>
  );
}
