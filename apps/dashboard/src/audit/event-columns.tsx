import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Person } from "../identity/person.js";
import { Address } from "../ui/address.js";
import type { Column } from "../ui/data-table.js";
import { RelativeTime } from "../ui/relative-time.js";
import { localTime } from "../ui/time.js";
import { actorName, type Event } from "./event.js";
import { Summary } from "./summary.js";

/** The columns of an audit. @param nameOf how who acted is shown, when not by the bare name; @param whatOf how what was done is */
export function eventColumns(
  nameOf: (event: Event) => ReactNode = actorName,
  whatOf: (event: Event) => ReactNode = (event) => <Summary event={event} />,
): readonly Column<Event>[] {
  return [
    {
      header: "What",
      rowHeader: true,
      cell: (event) => (
        <Text size="sm" fw={500} className="lk-anywhere">
          {whatOf(event)}
        </Text>
      ),
    },
    {
      header: "Who",
      className: "lk-who",
      cell: (event) => <Person name={nameOf(event)} email={event.actorUser?.email} />,
    },
    { header: "When", cell: ({ at }) => <When at={at} /> },
    { header: "From", cell: ({ address }) => <Address text={address ?? "–"} /> },
  ];
}

/** Both: whoever looks into an audit asks for the moment, and a title is beyond touch and keyboard. */
function When({ at }: { at: string }) {
  return (
    <Stack gap={0} className="lk-when">
      <RelativeTime at={at} />
      <Text size="xs" c="dimmed">
        {localTime(at)}
      </Text>
    </Stack>
  );
}
