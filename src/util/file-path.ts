import { fileURLToPath } from 'node:url';

/** Why a value is not a path. `received` is a URL as text; undefined for any other value. */
export interface NotAPath {
  readonly received?: string;
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Returns the path that a string or a `file:` URL stands for, or the reason why a value is not a path. */
export function filePathOf(value: unknown): string | NotAPath {
  if (typeof value === 'string') {
    if (/^file:\/\//i.test(value)) return { received: value, hint: `Write new URL('${value}').` };
    if (/^https?:\/\//i.test(value)) return { received: value };
    return value === '' ? {} : value;
  }
  if (!(value instanceof URL)) return {};
  if (value.protocol !== 'file:') return { received: value.href };
  try {
    return fileURLToPath(value);
  } catch (cause) {
    return { received: value.href, hint: 'Pass a file of this machine.', cause };
  }
}
