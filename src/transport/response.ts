import type { HttpResponse } from './exchange.js';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
};

/** Converts the first characters of an HTML page, which may have any size, to a line of text. */
const plainText = (html: string): string =>
  html
    .slice(0, 10_000)
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim();

/** Parses JSON; undefined if it is invalid. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Returns the message of an error response: `{"err": "…"}`, `{"message": "…"}`, or a page. */
export function serverMessageOf(body: unknown, text: string): string | undefined {
  const message = field(body, 'err') ?? field(body, 'message');
  if (typeof message === 'string') return plainText(message);
  return body === undefined && text !== '' ? plainText(text) : undefined;
}

const isHtml = ({ contentType, text }: HttpResponse): boolean =>
  contentType.includes('text/html') || /^\s*<(!doctype|html)/i.test(text);

/** Returns true for the responses of the proxy to a bad token: a redirect to the login page, or that page. */
export function isLogin(response: HttpResponse): boolean {
  const { status, text } = response;
  if (status >= 300 && status < 400) return true;
  if (status === 401) return field(parseJson(text), 'message') === undefined;
  return status === 200 && isHtml(response);
}

/** Returns the names of e-groups in a message. */
export const egroupsIn = (message: string | undefined): string[] => [
  ...new Set(message?.match(/\bcms-[a-z0-9-]+\b/gi) ?? []),
];
