import { Button, Skeleton, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { OutsidePage } from "../identity/outside-page.js";
import { LinkButton } from "../ui/links.js";
import { type Looked, lookAt } from "./accept-invitation.js";
import { JoinAsKnown } from "./join-as-known.js";
import { JoinAsNew } from "./join-as-new.js";
import { ROLES } from "./member.js";

const route = getRouteApi("/invite/$token");

/** Where a mailed invitation leads. */
export function InvitePage() {
  const { token } = route.useParams();
  const [looked, setLooked] = useState<Looked | null>(null);
  const over = useCallback(() => setLooked("over"), []);

  useEffect(() => {
    if (looked === null) void lookAt(token).then(setLooked);
  }, [looked, token]);

  if (looked === null)
    return (
      <OutsidePage title="Invitation">
        <Skeleton height={220} />
      </OutsidePage>
    );
  if (looked === "over")
    return (
      <OutsidePage title="This invitation no longer works">
        <Text size="sm">
          An invitation works once, within 7 days, and can be withdrawn. Ask whoever sent it for another one.
        </Text>
        <LinkButton to="/sign-in">Sign in</LinkButton>
      </OutsidePage>
    );
  if ("failure" in looked)
    return (
      <OutsidePage title="Invitation">
        <Text size="sm">{looked.failure}</Text>
        <Button onClick={() => setLooked(null)}>Try again</Button>
      </OutsidePage>
    );
  const Join = looked.known ? JoinAsKnown : JoinAsNew;
  return (
    <OutsidePage
      title={`Join ${looked.account}`}
      lead={`You are invited as ${ROLES[looked.role].name.toLowerCase()}, at ${looked.email}.`}
    >
      <Join token={token} invited={looked} onOver={over} />
    </OutsidePage>
  );
}
