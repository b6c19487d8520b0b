import { Title } from "@mantine/core";
import { useEffect, useRef } from "react";

/** The heading of a step that takes the place of another: the focus goes to it, since there is something to read first. */
export function StepTitle({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: "nearest" });
    // A dialog that closes gives the focus back by itself, and later.
    const timer = setTimeout(() => heading.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Title order={3} ref={heading} tabIndex={-1} className="lk-heading">
      {children}
    </Title>
  );
}
