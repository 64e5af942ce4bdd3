import type { Json } from '../state.js';
import { parseForm } from './form.js';
import type { Headers } from './request.js';

/** A parsed body; `{}` without a body, or with one of an unknown content type. */
export type Body = { readonly [key: string]: Json | undefined };

/** The format of a body, by its content type. */
export interface BodyFormat {
  readonly type: 'json' | 'form';
  readonly charset: string;
}

/** Returns the format of a body, or `undefined` if the registry ignores bodies of this content type. */
export function bodyFormat(headers: Headers): BodyFormat | undefined {
  const [mediaType = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim());
  const type = bodyTypes.get(mediaType.toLowerCase());
  if (type === undefined) return undefined;
  const charset = charsetOf(parameters);
  if (type === 'json' ? !charset.startsWith('utf-') : charset !== 'utf-8') throw unsupported(charset);
  return { type, charset };
}

const bodyTypes = new Map([
  ['application/json', 'json'],
  ['application/x-www-form-urlencoded', 'form'],
] as const) as ReadonlyMap<string, BodyFormat['type']>;

function charsetOf(parameters: readonly string[]): string {
  const charsets = parameters.flatMap((part) => /^charset="?([^"]*)"?$/i.exec(part)?.[1] ?? []);
  return (charsets[0] ?? 'utf-8').toLowerCase();
}

function unsupported(charset: string): Error {
  return new Error(`unsupported charset "${charset.toUpperCase()}"`);
}

/** Parses a body. Bodies are parsed before routing: an invalid one is a 500 on every path. */
export function parseBody(headers: Headers, bytes: Uint8Array | undefined): Body {
  const format = bytes === undefined ? undefined : bodyFormat(headers);
  if (format === undefined) return {};
  const text = decode(bytes as Uint8Array, format.charset);
  return format.type === 'json' ? parseJson(text) : parseForm(text);
}

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    throw unsupported(charset);
  }
}

/** Parses an object or an array. The messages are those of Node 14, which the registry runs on. */
function parseJson(text: string): Body {
  if (text === '') return {};
  const start = text.search(/[^ \t\n\r]/);
  if (start === -1) throw new SyntaxError('Unexpected end of JSON input');
  const first = text.charAt(start);
  if (first !== '{' && first !== '[') throw new SyntaxError(`Unexpected token ${first} in JSON at position ${start}`);
  return JSON.parse(text) as Body;
}
