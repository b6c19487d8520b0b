import { Skeleton, Stack } from "@mantine/core";

/** Stands for a page while its code or data is on the way. */
export function PageSkeleton() {
  return (
    <Stack gap="lg" aria-busy="true">
      <Skeleton height={31} width={220} />
      <Skeleton height={420} />
    </Stack>
  );
}
