import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.data': 'application/octet-stream',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.xml': 'application/xml',
};

/** Options of a static server. */
export interface StaticFiles {
  /** The folder that is served. */
  readonly folder: string;
  /** The path of the URLs of the folder, with slashes at both ends. */
  readonly base: string;
  /** The seconds for which browsers keep a file. */
  readonly maxAge: number;
  /** Called with the path of each file that is served. */
  readonly onServed?: (path: string) => void;
}

/** Returns the path of a file below the folder; undefined for a malformed name. */
function pathOf(folder: string, encoded: string): string | undefined {
  try {
    // In an absolute path, `..` does not leave the root.
    const name = normalize(`/${decodeURIComponent(encoded)}`);
    return join(folder, name, name.endsWith('/') ? 'index.html' : '');
  } catch {
    return undefined;
  }
}

/** Serves a file of a folder as a static host does, without other headers. Sends status 404 with the page `404.html`, if there is one. */
export async function serveFile(
  { folder, base, maxAge, onServed }: StaticFiles,
  { url = '/' }: Pick<IncomingMessage, 'url'>,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(url, 'http://localhost');
  const path = pathname.startsWith(base) ? pathOf(folder, pathname.slice(base.length)) : undefined;
  const body = path === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (path === undefined || body === undefined) {
    const missing = await readFile(join(folder, '404.html')).catch(() => 'Not found');
    response.writeHead(404, { 'content-type': types['.html'] }).end(missing);
    return;
  }
  onServed?.(path);
  response.writeHead(200, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'cache-control': `max-age=${maxAge}`,
  });
  response.end(body);
}
