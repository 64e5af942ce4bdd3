/** `npm run docs`: builds the site. `DOCS_BASE=/runregistry/` builds it for a path below the root of a host. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { build } from 'vitepress';
import { writeApi } from './api.js';
import { writePages } from './pages.js';
import { root, site } from './paths.js';

const run = (command: string, ...parameters: string[]): void => {
  execFileSync(command, parameters, { cwd: root, stdio: 'inherit' });
};

rmSync(`${site}build/pages`, { recursive: true, force: true });
// The examples are checked against the declarations that the package contains.
run('node', 'node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.build.json');
writePages();
await writeApi();
await build(site);
run('npm', 'run', '--silent', '--prefix', 'docs/site/playground', 'build');
console.log('The site is in docs/site/build/html. `npm run docs:dev` serves it while you edit.');
