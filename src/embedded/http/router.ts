import type { Handler, Routes } from './exchange.js';

interface Compiled {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** Looks a route up by method and decoded path. Letter case and a trailing slash make no difference. */
export function createRouter(
  routes: Routes,
): (method: string, path: string) => { handler: Handler; parameters: Readonly<Record<string, string>> } | undefined {
  const compiled: readonly Compiled[] = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`, 'i');
    return { method, pattern, handler };
  });
  return (method, path) => {
    for (const route of compiled) {
      const match = route.method === (method === 'HEAD' ? 'GET' : method) ? route.pattern.exec(path) : null;
      if (match !== null) {
        const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
        return { handler: route.handler, parameters: Object.fromEntries(parameters) };
      }
    }
    return undefined;
  };
}
