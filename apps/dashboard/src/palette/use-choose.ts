import { useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useSwitchAccount } from "../accounts/use-switch-account.js";
import { announce } from "../ui/announce.js";
import type { Entry } from "./entry.js";

/** Does what an entry stands for, and closes the palette. `blocked`: the other account could not be opened, and it is open still. */
export function useChoose(onClose: () => void): { choose: (entry: Entry) => void; blocked: boolean } {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: false });
  const { switchAccount, blocked } = useSwitchAccount();

  function choose({ act, name }: Entry): void {
    // It stays open, to say what may keep the person from it.
    if (act.kind === "account") return void switchAccount(act.sid);
    onClose();
    if (act.kind === "page") void navigate({ to: act.to });
    if (act.kind === "limit") void navigate({ to: "/limits/apis/$api", params: { api: act.api } });
    if (act.kind === "key") void navigate({ to: "/keys/$id", params: { id: act.id } });
    if (act.kind === "why")
      void navigate({ to: "/keys/$id/why", params: { id: act.id }, search: act.search });
    if (act.kind === "keys") void navigate({ to: "/keys", search: { search: act.search } });
    if (act.kind === "theme") {
      setColorScheme(act.theme);
      announce(`${name} is in use.`);
    }
  }
  return { choose, blocked };
}
