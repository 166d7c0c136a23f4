import type { Refusal, Turn } from '../teams/incoming.ts';
import type { Services } from './services.ts';

/** Who asked for something without being somebody here: the identity is as Teams gave it, or nobody's. */
export async function noteRefusal(
  { store }: Pick<Services, 'store'>,
  { sighting }: Pick<Turn, 'sighting'>,
  why: Refusal,
): Promise<void> {
  const { person, place } = sighting;
  await store.transaction((tx) =>
    tx.audit({
      ...(person && { actor: person }),
      event: 'refused',
      details: { code: why, conversationId: place.conversationId },
    }),
  );
}
