import type { ChatServices, PersonServices, Turn } from '../chat/turn.ts';
import type { Incoming } from '../kernel/chat.ts';
import type { Checks } from './checks.ts';
import type { Planning } from './planning.ts';

type RestoreParts = { planning: Planning; checks: Checks };

/** Services that restores are planned with, on top of those for everything. */
export type RestoreServices = ChatServices & RestoreParts;

export type RestorePersonServices = PersonServices & RestoreParts;

/** A turn whose handler plans or checks restores. */
export type RestoreTurn<Kind extends Incoming['kind'] = Incoming['kind']> = Turn<Kind> & {
  services: RestorePersonServices;
};
