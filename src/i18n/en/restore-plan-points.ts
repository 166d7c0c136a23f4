import type { RecommendationCode } from '../../restore/rules/recovery-points.ts';

/** Why a recovery point is recommended. */
export const planPoints = {
  'recommend-before-threat': {
    message: 'The newest point from before those at which Defender for Cloud saw a threat on the machine.',
  },
  'recommend-despite-threat': {
    message:
      'Defender for Cloud saw a threat on the machine at every point that can be restored at once, or before it.',
  },
  'recommend-snapshot-quick': { message: 'The newest point, with a snapshot: restores in minutes.' },
  'recommend-newest': { message: 'The newest point: every older one loses more.' },
  'recommend-vault-after-rotation': {
    message: 'The newest point from the vault tier: the key was changed, and a restore from a snapshot can then fail.',
  },
  'recommend-despite-rotation': {
    message: "The newest point. The key was changed since and there's no point in the vault tier, so it may fail.",
  },
  'recommend-crash-consistent': {
    message: "It's crash-consistent: as after a power cut. Applications check their data when they start.",
  },
} as const satisfies Record<RecommendationCode, { message: string }>;
