import type { RestoreServices } from '../restore/services.ts';

/** All that main puts together, once: each room names the part of it that it works with. */
export type Services = RestoreServices;

export type { RestorePersonServices as PersonServices } from '../restore/services.ts';
