/** Answers of the registry. */

/** What goes back over the wire. */
export interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

/** JSON that PostgreSQL or a route has written already. */
export function jsonText(body: string): Reply {
  return { status: 200, type: 'application/json; charset=utf-8', body };
}

/** A value as JSON. */
export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** Almost every error is a 500 with the words of whatever failed. */
export function failure(error: unknown): Reply {
  return json({ err: error instanceof Error ? error.message : error }, 500);
}

/** The HTML of a wrong path or method. */
export function notFound(method: string, path: string): Reply {
  const line = `Cannot ${method} ${path}`
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
  return {
    status: 404,
    type: 'text/html; charset=utf-8',
    body: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${line}</pre>\n</body>\n</html>\n`,
  };
}
