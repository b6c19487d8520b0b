import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { mayLeave } from "../ui/leaving.js";
import { keepAccount } from "./account.js";

/** Told where `blocked` is true. */
export const CANNOT_SWITCH = "This browser keeps nothing for this site, so it can't open another account.";

/**
 * Opens another account from its first page, with nothing of the open one left in memory, unless something that was typed keeps the
 * person; resolves once that is known. `blocked`: the browser keeps nothing for this site, and the open account stays.
 */
export function useSwitchAccount(): { switchAccount: (sid: string) => Promise<void>; blocked: boolean } {
  const navigate = useNavigate();
  const [blocked, setBlocked] = useState(false);

  async function switchAccount(sid: string): Promise<void> {
    if (!(await mayLeave())) return;
    if (!keepAccount(sid)) return setBlocked(true);
    // They were asked already.
    await navigate({ to: "/keys", reloadDocument: true, ignoreBlocker: true });
  }
  return { switchAccount, blocked };
}
