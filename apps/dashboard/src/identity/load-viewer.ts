import { redirect } from "@tanstack/react-router";
import { chooseAccount, type SignedIn } from "../accounts/account.js";
import { client } from "../apollo/client.js";
import { isSignedOut } from "../apollo/problem.js";
import { ViewerQuery } from "./identity.graphql.js";
import { showTo } from "./session.js";

/** Who is signed in and which account is open. Nobody: leads to the sign-in page, and from there back to `href`. */
export async function loadViewer(href: string): Promise<SignedIn> {
  try {
    const { data } = await client.query({ query: ViewerQuery, context: { mayBeSignedOut: true } });
    if (!data) throw new Error("The server sent no viewer");
    showTo(data.viewer.user?.id ?? null);
    return { ...data, account: chooseAccount(data.viewer.accounts) };
  } catch (error) {
    if (isSignedOut(error)) throw redirect({ to: "/sign-in", search: { next: href } });
    throw error;
  }
}
