import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import { isFull } from '../support/rounds.js';

/** Copies the template of an empty database, which takes seconds to build, into a cache. */
export function seedCache(cache: string): void {
  const template = inject('emptyTemplate');
  mkdirSync(cache, { recursive: true });
  cpSync(template, join(cache, basename(template)), { recursive: true });
}

/** Seeds a cache, except in `npm run test:full`, where the test builds the template. */
export function seedUnlessFull(cache: string): void {
  if (!isFull) seedCache(cache);
}
