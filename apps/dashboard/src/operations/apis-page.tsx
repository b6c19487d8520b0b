import { useQuery } from "@apollo/client/react";
import { Button, Skeleton, Stack } from "@mantine/core";
import { useState } from "react";
import type { ResultOf } from "../graphql.js";
import { personInWords } from "../identity/person-name.js";
import { useFoundApis } from "../permissions/use-found-apis.js";
import { Page } from "../shell/page.js";
import { limitInWords } from "../throttle/limit-state.js";
import { formatCount } from "../ui/count.js";
import type { Column } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { ListPanel } from "../ui/list-panel.js";
import { DefaultLimitDialog } from "./default-limit-dialog.js";
import { DefaultLimitsQuery } from "./operations.graphql.js";

export type DefaultLimit = ResultOf<typeof DefaultLimitsQuery>["apis"][number];

/** The catalogue's Apis, and the limit of accounts that were granted no other. */
export function ApisPage() {
  const [changing, setChanging] = useState<DefaultLimit | null>(null);
  const query = useQuery(DefaultLimitsQuery);
  const apis = query.data?.apis;
  const { shown, field, more, none } = useFoundApis(apis ?? [], (api) => api);
  const columns: readonly Column<DefaultLimit>[] = [
    {
      header: "API",
      rowHeader: true,
      cell: ({ name, code }) => (
        <Stack gap={0}>
          <strong>{name}</strong>
          <span className="lk-mono">{code}</span>
        </Stack>
      ),
    },
    {
      header: "Operations",
      numeric: true,
      cell: ({ operations }) => formatCount(operations.length),
    },
    {
      header: "Default limit",
      cell: ({ defaultLimit, windowSeconds }) => limitInWords(defaultLimit, windowSeconds),
    },
    {
      header: "Set by",
      cell: ({ operatorLimit, operatorLimitSetBy, catalogueLimit, windowSeconds }) =>
        operatorLimit === null
          ? "The catalogue"
          : `${operatorLimitSetBy ? personInWords(operatorLimitSetBy) : "Operators"}; the catalogue has ${limitInWords(catalogueLimit, windowSeconds)}`,
    },
    {
      header: "Actions",
      beside: true,
      cell: (row) => (
        <Button
          size="xs"
          variant="default"
          aria-label={`Change the default: ${row.name}`}
          onClick={() => setChanging(row)}
        >
          Change
        </Button>
      ),
    },
  ];
  return (
    <Page
      title="APIs"
      area="Operations"
      lead="The default holds for every account that was granted no other limit. It wins over the catalogue, also after a restart."
    >
      {field}
      <ListPanel
        caption="APIs"
        columns={columns}
        rows={apis && shown}
        rowKey={({ code }) => code}
        query={query}
        loading={<Skeleton height={620} />}
        empty={none || <Empty title="The catalogue has no API" />}
      />
      {more}
      {changing && (
        <DefaultLimitDialog
          api={changing}
          now={apis?.find(({ code }) => code === changing.code)}
          onClose={() => setChanging(null)}
          reload={query.refetch}
        />
      )}
    </Page>
  );
}
