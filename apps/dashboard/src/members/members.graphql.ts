import { graphql } from "../graphql.js";

export const MembersQuery = graphql(`
  query Members($sid: String!) {
    account(sid: $sid) { id members { id role joinedAt user { id name email } } }
  }
`);

export const SetMemberRoleMutation = graphql(`
  mutation SetMemberRole($input: SetMemberRoleInput!) {
    setMemberRole(input: $input) { member { id role } errors { code message path } }
  }
`);

export const RemoveMemberMutation = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) { deletedId errors { code message path } }
  }
`);

export const InvitationsQuery = graphql(`
  query Invitations($sid: String!) {
    account(sid: $sid) { id invitations { id email role createdAt expiresAt invitedBy { id name email } } }
  }
`);

export const InviteMemberMutation = graphql(`
  mutation InviteMember($input: InviteMemberInput!) {
    inviteMember(input: $input) { invitation { id email role } errors { code message path } }
  }
`);

export const WithdrawInvitationMutation = graphql(`
  mutation WithdrawInvitation($input: WithdrawInvitationInput!) {
    withdrawInvitation(input: $input) { deletedId errors { code message path } }
  }
`);
