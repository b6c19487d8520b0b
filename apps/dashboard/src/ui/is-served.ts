/** Whether the dashboard's server answers: tells a file that is gone, as after an update, from a network that is. */
export function isServed(): Promise<boolean> {
  return fetch("/", { method: "HEAD", cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );
}
