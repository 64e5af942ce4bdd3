/** Published lists and luminosities, which users do not have; tests that need them are skipped then. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const beside = new URL('../../../', import.meta.url);

/** A folder with its SOURCES.md, in any folder next to this project; undefined without it. */
export function publishedFolder(name: string): URL | undefined {
  return readdirSync(beside)
    .map((sibling) => new URL(`${encodeURIComponent(sibling)}/${name}/`, beside))
    .find((folder) => existsSync(new URL('SOURCES.md', folder)));
}

/** The entry of a file in SOURCES.md. */
export interface Published {
  readonly name: string;
  readonly url: URL;
  readonly bytes: number;
  readonly runs: number;
  readonly lumisections: number;
  /** `315257-325172; 12 single-LS ranges, one run per line`. */
  readonly remarks: string;
}

/** The table of a folder, in the order of SOURCES.md. */
export function publishedFiles(folder: URL): readonly Published[] {
  const lines = readFileSync(new URL('SOURCES.md', folder), 'utf8').split('\n');
  return lines.flatMap((line): Published[] => {
    const [, name = '', bytes, runs, lumisections, remarks = ''] = line.split('|').map((cell) => cell.trim());
    if (!/\.(json|txt)$/.test(name)) return [];
    const url = new URL(name, folder);
    return [{ name, url, bytes: Number(bytes), runs: Number(runs), lumisections: Number(lumisections), remarks }];
  });
}
