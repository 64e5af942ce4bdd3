/** The fields of a form. */
export interface Fields {
  [key: string]: string | Fields;
}

/** Parses `application/x-www-form-urlencoded`: `filter[run_number][=]=315290` becomes nested objects of strings. */
export function parseForm(text: string): Fields {
  const fields: Fields = Object.create(null) as Fields;
  for (const [name, value] of new URLSearchParams(text)) {
    const path = [name.replace(/\[.*$/s, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? '')];
    const last = path.pop() ?? '';
    let inner = fields;
    for (const key of path) {
      const next = inner[key];
      if (typeof next === 'object') inner = next;
      else inner = inner[key] = Object.create(null) as Fields;
    }
    inner[last] = value;
  }
  return fields;
}
