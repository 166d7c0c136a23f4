import type { protectionErrors as english } from '../en/protection-errors.ts';
import type { SameKeys } from '../same-keys.ts';

export const protectionErrors: SameKeys<typeof english> = {
  'no-vault-visible': {
    message: 'Met je Azure-rollen mag je hier geen kluis lezen.',
    remedy: 'Vraag een eigenaar van de kluis om een rol met het recht om {{right}}.',
  },
};
