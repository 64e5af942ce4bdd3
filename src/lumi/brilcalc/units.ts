import { own } from '../../util/own.js';

/** Inverse microbarns in one of each unit of integrated luminosity that brilcalc prints. */
const inverseMicrobarns: Readonly<Record<string, number>> = {
  '/kb': 1e-9,
  '/b': 1e-6,
  '/mb': 1e-3,
  '/ub': 1,
  '/nb': 1e3,
  '/pb': 1e6,
  '/fb': 1e9,
  '/ab': 1e12,
  '1e21/cm2': 1e-9,
  '1e24/cm2': 1e-6,
  '1e27/cm2': 1e-3,
  '1e30/cm2': 1,
  '1e33/cm2': 1e3,
  '1e36/cm2': 1e6,
  '1e39/cm2': 1e9,
  '1e42/cm2': 1e12,
};

/** Returns true if a unit is a rate, such as `hz/ub` or `1e30/cm2s`. */
export const isRate = (unit: string): boolean => /^hz\/|\/cm2\/?s$/i.test(unit);

/** Returns the number of inverse microbarns in one of a unit; undefined for anything but integrated luminosity. */
export const inUnitsOfUb = (unit: string): number | undefined => own(inverseMicrobarns, unit);

export const integratedUnits: readonly string[] = Object.keys(inverseMicrobarns);
