import type { ReactNode } from "react";

/** Names with what is so named. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="lk-facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
