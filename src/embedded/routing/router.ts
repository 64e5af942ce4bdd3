import type { Handler, Routes } from './route.js';

interface Match {
  readonly handler: Handler;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a method and a path, or returns `undefined`. */
export type Router = (method: string, path: string) => Match | undefined;

/** Creates a router. Paths are case-insensitive and may end with a slash. */
export function createRouter(routes: Routes): Router {
  const compiled = Object.entries(routes).map(([route, handler]) => {
    const [method = '', path = ''] = route.split(' ');
    const pattern = new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`, 'i');
    return { method, pattern, handler };
  });
  return (method, path) => {
    for (const route of compiled) {
      const match = route.method === (method === 'HEAD' ? 'GET' : method) ? route.pattern.exec(path) : null;
      if (match === null) continue;
      const parameters = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { handler: route.handler, parameters: Object.fromEntries(parameters) };
    }
    return undefined;
  };
}
