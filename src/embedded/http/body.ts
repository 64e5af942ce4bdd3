import type { Json } from '../state.js';

/** The body of a request as routes read it; `{}` without a body, or with one of an unknown type. */
export type Body = { readonly [key: string]: Json | undefined };
