import type { IncomingHttpHeaders } from 'node:http';

/** Who asks; nobody, where there is no header. */
export function authorOf({ email }: IncomingHttpHeaders): string {
  return typeof email === 'string' ? email : '';
}

/** The registry's own jobs need no e-group, and what they change gives way to what people have changed. */
export function isAutomatic(author: string): boolean {
  return author.startsWith('auto@auto');
}
