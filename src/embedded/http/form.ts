/** Form bodies: `filter[run_number][=]=315290` is a nested object of texts. */
import type { Body } from './body.js';

interface Fields {
  [key: string]: string | Fields;
}

/** Reads `application/x-www-form-urlencoded`. */
export function parseForm(text: string): Body {
  const fields: Fields = Object.create(null) as Fields;
  for (const [name, value] of new URLSearchParams(text)) {
    const path = [name.replace(/\[.*$/s, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? '')];
    const last = path.pop() ?? '';
    let inner = fields;
    for (const step of path) {
      const next = inner[step];
      if (typeof next === 'object') inner = next;
      else inner = inner[step] = Object.create(null) as Fields;
    }
    inner[last] = value;
  }
  return fields;
}
