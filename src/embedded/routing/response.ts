import type { Headers } from './request.js';

/** A response, independent of HTTP. */
export interface RegistryResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const jsonHeaders: Headers = { 'content-type': 'application/json; charset=utf-8' };

/** Returns a response of JSON that PostgreSQL or a route has already written. */
export function jsonText(body: string): RegistryResponse {
  return { status: 200, headers: jsonHeaders, body };
}

/** Returns a value as a JSON response. */
export function json(value: unknown, status = 200): RegistryResponse {
  return { status, headers: jsonHeaders, body: JSON.stringify(value) };
}

/** Returns a response without a body. */
export function empty(status: number): RegistryResponse {
  return { status, headers: {}, body: '' };
}

/** Returns the response to a failed request. The status of nearly every error is 500. */
export function failure(error: unknown): RegistryResponse {
  return json({ err: error instanceof Error ? error.message : error }, 500);
}

/** Returns the HTML page for an unknown path or method. */
export function notFound(method: string, path: string): RegistryResponse {
  const line = `Cannot ${method} ${path}`
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
  return {
    status: 404,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${line}</pre>\n</body>\n</html>\n`,
  };
}
