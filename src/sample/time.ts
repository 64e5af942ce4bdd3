/** One lumisection: 2^18 orbits of the LHC, in seconds. */
export const lumisectionSeconds = 23.31;

/** Returns the seconds since 1970 of a day such as `2018-04-28`, at midnight UTC. */
export function day(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / 1000;
}

/** Returns an instant as the registry writes it, `2018-05-25T19:16:05Z`: UTC, no milliseconds. */
export function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Returns an instant as the registry's own tables (workspaces, cycles) have it, with milliseconds. */
export function timestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
