import { readFileSync } from 'node:fs';
import { attributeDocumentation, type Documented } from '../../src/catalogue/docstring.js';

const units = JSON.parse(
  readFileSync(new URL('../../src/catalogue/data/units.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

/** Returns the documentation of an attribute. */
export const documentation = (info: { readonly [Fact in keyof Documented]: Documented[Fact] | undefined }): string =>
  attributeDocumentation(info as Documented, info.unit === undefined ? undefined : units[info.unit]).join('\n');
