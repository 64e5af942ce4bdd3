import { launch, open, serveSite, setView } from './test/browser.js';

const [, , path, name, scheme, width, out] = process.argv as string[];
const server = await serveSite();
const browser = await launch();
const { page } = await open(browser, server.url + path);
await setView(page, Number(width), scheme as 'dark');
await page.waitForNetworkIdle();
const tokens = await page.$$('.twoslash-hover');
for (const token of tokens) {
  if ((await token.evaluate((e) => e.textContent)) === name) {
    await token.evaluate((e) => e.scrollIntoView({ block: 'center' }));
    await token.hover();
    break;
  }
}
await new Promise((r) => setTimeout(r, 1500));
await page.screenshot({ path: out as `${string}.png` });
await browser.close();
server.close();
