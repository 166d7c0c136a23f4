import { z } from 'zod/v4';
import { defineStored } from '../../kernel/stored.ts';

/** By which deployment the copy went to the other subnet. */
export const storedMove = defineStored('result release-move', z.object({ deployment: z.string() }));
