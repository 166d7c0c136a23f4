import type { RestoreServices } from '../restore/services.ts';

/** Everything that main assembles, once: each room names the part that it uses. */
export type Services = RestoreServices;

export type { RestorePersonServices as PersonServices } from '../restore/services.ts';
