import { Chip, Group, Stack } from "@mantine/core";
import { IconTerminal2 } from "@tabler/icons-react";
import { useState } from "react";
import { Page } from "../shell/page.js";
import { CodeTabs } from "../ui/code-tabs.js";
import { CopyButton } from "../ui/copy-button.js";
import { LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { AutomationKeys } from "./automation-keys.js";
import { RECIPES, recipeCodes } from "./recipes.js";
import { SchemaButton } from "./schema-button.js";

/** How scripts do what this dashboard does. */
export function DevelopersPage() {
  const endpoint = `${window.location.origin}/graphql`;
  return (
    <Page
      title="Developers"
      lead="What this dashboard does with keys and limits, a script can do too, with GraphQL."
    >
      <Panel title="Endpoint" lead="POST, JSON, HTTP Basic with a key and its token.">
        <Stack gap="sm">
          <Group gap="xs">
            <span className="lk-mono lk-anywhere">{endpoint}</span>
            <CopyButton text={endpoint} what="Endpoint" size="xs" />
          </Group>
          <Group gap="sm">
            <LinkButton to="/developers/graphiql" variant="default" leftSection={<IconTerminal2 size={16} />}>
              Open GraphiQL
            </LinkButton>
            <SchemaButton />
          </Group>
        </Stack>
      </Panel>
      <AutomationKeys />
      <Recipes endpoint={endpoint} />
    </Page>
  );
}

function Recipes({ endpoint }: { endpoint: string }) {
  const [recipe, setRecipe] = useState(RECIPES[0]);
  return (
    <Panel title="Recipes" lead="Each is a whole program.">
      <Stack gap="sm">
        <Group gap={6} role="group" aria-label="Recipe">
          {RECIPES.map((known) => (
            <Chip
              key={known.name}
              size="sm"
              variant="light"
              checked={known === recipe}
              onChange={() => setRecipe(known)}
            >
              {known.name}
            </Chip>
          ))}
        </Group>
        <CodeTabs label="Language of the recipe" codes={recipeCodes(recipe, endpoint)} />
      </Stack>
    </Panel>
  );
}
