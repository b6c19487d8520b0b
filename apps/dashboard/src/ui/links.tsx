import { Anchor, type AnchorProps, Button, type ButtonProps } from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type LinkProps<Own> = Own & Omit<ComponentPropsWithRef<"a">, keyof Own>;

/** A link that looks like a button. */
export const LinkButton = createLink((props: LinkProps<ButtonProps>) => <Button component="a" {...props} />);

/** A link in a text or a table, where both are small. */
export const LinkAnchor = createLink((props: LinkProps<AnchorProps>) => <Anchor size="sm" {...props} />);
