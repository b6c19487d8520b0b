/** The database for people: its URL without user and password. */
export function describeDatabase(url: string): string {
  if (!url.startsWith("mysql:")) return url;
  const { host, pathname } = new URL(url);
  return `mysql://${host}${pathname}`;
}
