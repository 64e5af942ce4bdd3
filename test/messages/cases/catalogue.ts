import { attribute, runs } from 'runregistry';
import { untyped } from '../../support/untyped.js';
import type { Failures } from '../failures.js';

export const failures: Failures = {
  'an unknown attribute': () => attribute('enrgy' as 'energy'),
  'an unknown attribute of a query': () => untyped(runs()).where('enrgy'),
};
