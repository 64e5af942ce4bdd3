import { ResponseError } from '../../errors.js';

const maxAttempts = 3;

/** Returns the error for rows that were added or removed while pages were read: a row may be missing or occur twice. */
export const changedWhileReading = (path: string): ResponseError =>
  new ResponseError('changed-while-reading', `Rows of POST ${path} were added or removed while its pages were read`, {
    request: `POST ${path}`,
    hint: "Try again, or write orderBy('run_number'): added and removed rows do not affect that order.",
  });

const isChange = (error: unknown): boolean =>
  error instanceof ResponseError && ['changed-while-reading', 'wrong-number-of-rows'].includes(error.code);

/** Retries a read if rows were added or removed meanwhile, which happens all day on a registry in use. */
export async function retryOnChange<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await read();
    } catch (error) {
      if (attempt === maxAttempts || !isChange(error)) throw error;
    }
}
