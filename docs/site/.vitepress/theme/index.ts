import TwoslashFloatingVue from '@shikijs/vitepress-twoslash/client';
import { inBrowser, onContentUpdated, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import '@shikijs/vitepress-twoslash/style.css';
import { listenToKeys, makeReachable } from './names.js';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.use(TwoslashFloatingVue);
    if (inBrowser) listenToKeys();
  },
  setup: () => onContentUpdated(makeReachable),
} satisfies Theme;
