import type { ResultOf } from "../graphql.js";
import type { InvitationsQuery, MembersQuery } from "./members.graphql.js";

export type Member = ResultOf<typeof MembersQuery>["account"]["members"][number];
export type Invitation = ResultOf<typeof InvitationsQuery>["account"]["invitations"][number];
export type Role = Member["role"];

/** What a dialog about one member is given. */
export interface MemberDialogProps {
  /** As they were when it was opened. */
  member: Member;
  /** As they are now, which may be by an act of this dialog whose answer was lost; undefined: gone. */
  now: Member | undefined;
  /** It is the viewer themselves. */
  isMe: boolean;
  onClose: () => void;
  reload: () => Promise<void>;
}

/** Each role and what it may do, the strongest first. */
export const ROLES: Record<Role, { name: string; may: string }> = {
  OWNER: { name: "Owner", may: "Everything, also who is an owner." },
  ADMIN: { name: "Admin", may: "All keys, requests for limits, and all members but owners." },
  DEVELOPER: {
    name: "Developer",
    may: "Makes, changes and regenerates keys that don't manage keys; asks for limits. Deletes nothing.",
  },
  VIEWER: { name: "Viewer", may: "Reads the account." },
};

/** The roles that somebody with this one can give. */
export function rolesToGive(viewerRole: Role | null): Role[] {
  const all = Object.keys(ROLES) as Role[];
  return viewerRole === "OWNER" ? all : all.filter((role) => role !== "OWNER");
}
