import { QueryError, RunRegistryError } from 'runregistry';
import { expect } from 'vitest';

/** The class, code and details that an error must have. */
export interface Refusal {
  readonly is: new (...args: never[]) => RunRegistryError;
  readonly code: string;
  /** Fields that the error must have. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Returns the message and the hint of an error as they are printed. */
export const textOf = (error: RunRegistryError): string => String(error).slice(`${error.name}: `.length);

const inspected = (error: unknown, { is, code, details = {} }: Refusal): RunRegistryError => {
  expect(error).toBeInstanceOf(is);
  const refusal = error as RunRegistryError;
  const text = textOf(refusal);
  expect(text).not.toMatch(/\[object|is not a function|of undefined|of null/);
  expect(refusal.code).toBe(code);
  expect(refusal.name).toBe(is.name);
  expect(refusal).toMatchObject(details);
  return refusal;
};

const noError = (value: unknown): never => {
  throw new Error(`it was not refused, and gave ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
};

/** Returns the error of a call that must throw, after checking it. */
export function refused(call: () => unknown, refusal: Refusal): RunRegistryError {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    return inspected(error, refusal);
  }
  return noError(value);
}

/** Returns the error of a promise that must reject, after checking it. */
export async function rejected(promise: Promise<unknown>, refusal: Refusal): Promise<RunRegistryError> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    return inspected(error, refusal);
  }
  return noError(value);
}

/** Returns the error of a promise that must reject with an error of this library. */
export async function failure(promise: Promise<unknown>): Promise<RunRegistryError> {
  let value: unknown;
  try {
    value = await promise;
  } catch (error) {
    expect(error).toBeInstanceOf(RunRegistryError);
    return error as RunRegistryError;
  }
  return noError(value);
}

/** Returns the result, or the error, which must be an error of this library. */
export async function typed(work: () => unknown): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    expect(error).toBeInstanceOf(RunRegistryError);
    return error;
  }
}

/** Codes of queries that need too many requests. */
const tooLarge: readonly string[] = ['needs-everything', 'too-many-requests'];

/** Returns the value of a call, or undefined if it needs too many requests or is refused with another given code. */
export async function unlessRefused<Value>(
  call: () => Promise<Value>,
  ...codes: readonly string[]
): Promise<Value | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof QueryError && [...tooLarge, ...codes].includes(error.code)) return undefined;
    throw error;
  }
}
