/** `npm run docs:dev`: serves the site with the playground, and renders changed guides again. */
import { execFileSync, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer } from 'vitepress';
import { writeApi } from './api.js';
import { writePages } from './pages.js';
import { root, site } from './paths.js';

execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
writePages();
await writeApi();
const server = await createServer(site);
await server.listen();
server.printUrls();
for (const path of ['docs', 'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'])
  watch(root + path, { recursive: path === 'docs' }, (_, name) => {
    if (!String(name).startsWith('site/') || name === 'site/index.md') writePages();
  });
// Builds the playground now and after each change. The server serves what is built.
const playground = spawn('npm', ['run', '--silent', 'dev'], { cwd: `${site}playground`, stdio: 'inherit' });
process.on('exit', () => playground.kill());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit());
