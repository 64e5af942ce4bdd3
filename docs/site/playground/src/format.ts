const width = 88;

/** Formats JSON with values that fit on one line in one line: `{ "==": [{ "var": "run.rr.class" }, "Cosmics22"] }`. */
export function formatJson(value: unknown, indent = ''): string {
  const line = oneLine(value);
  if (line.length + indent.length <= width && (indent !== '' || !hasNesting(value, 1))) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    // Long lists of numbers and strings fill their lines.
    if (!hasNesting(value, 0)) return `[\n${wrapped(value.map(oneLine), inner)}\n${indent}]`;
    return `[\n${value.map((item) => inner + formatJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  if (typeof value !== 'object' || value === null) return line;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${formatJson(item, inner)}`);
  return `{\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}}`;
}

/** Tests if objects and lists are nested more than `depth` levels below the value. */
function hasNesting(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(
    (item) => typeof item === 'object' && item !== null && (depth === 0 || hasNesting(item, depth - 1)),
  );
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function wrapped(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = indent;
  for (const [index, item] of items.entries()) {
    const text = index === items.length - 1 ? item : `${item}, `;
    if (line.length + text.length > width && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += text;
  }
  return [...lines, line].join('\n');
}
