import type { KnownFlags, offlineFlags, onlineFlags } from './generated/flags.js';

export type { FlagTable } from './attribute.js';
export {
  certifiableFlags,
  certifiableOfflineFlags,
  certifiableOnlineFlags,
  expectedStatuses,
  offlineFlags,
  onlineFlags,
  renamedFlags,
} from './generated/flags.js';

/** Flags by workspace that you add. Augment this interface; see `extendCatalogue`. */
// biome-ignore lint/suspicious/noEmptyInterface: only an interface can be augmented
export interface CustomFlags {}

type Online = typeof onlineFlags;
type Offline = typeof offlineFlags;
type Custom = CustomFlags;
type FlagColumns = {
  [W in keyof Online | keyof Offline | keyof Custom]:
    | (W extends keyof Online ? Online[W][number] : never)
    | (W extends keyof Offline ? Offline[W][number] : never)
    | (W extends keyof Custom ? (Custom[W] extends readonly (infer Column extends string)[] ? Column : never) : never);
};

/** A workspace with flags, such as `tracker`. */
export type FlagWorkspace = keyof FlagColumns & string;

/** The columns of a workspace, such as `strip` of `tracker`. */
export type FlagColumn<W> = W extends keyof FlagColumns ? FlagColumns[W] : never;

/** A flag, such as `tracker-strip`. */
export type FlagName = { [Name in keyof FlagsByName]: Name }[keyof FlagsByName];

type CustomByName = {
  readonly [W in keyof Custom & string as Custom[W] extends readonly (infer Column extends string)[]
    ? `${W}-${Column}`
    : never]: unknown;
};

/** Every flag by name, including those that you add. Types mapped over its keys keep the documentation of each flag. */
export type FlagsByName = KnownFlags & CustomByName;
