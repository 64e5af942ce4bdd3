import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { isFull } from '../support/rounds.js';

/** Copies the template of an empty database, which takes seconds to build, into a cache. In `npm run test:full`, the test builds it. */
export function seedUnlessFull(cache: string): void {
  if (isFull) return;
  const template = inject('emptyTemplate');
  mkdirSync(cache, { recursive: true });
  cpSync(template, join(cache, basename(template)), { recursive: true });
}
