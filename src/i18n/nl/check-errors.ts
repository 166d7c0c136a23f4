import type { checkErrors as english } from '../en/check-errors.ts';
import type { SameKeys } from '../same-keys.ts';

export const checkErrors: SameKeys<typeof english> = {
  'own-identity-unknown': {
    message: 'Ik kan niet vaststellen met welke identiteit Strongroom zich aanmeldt.',
    remedy: 'Vraag een platformbeheerder naar de identiteit ervan te kijken.',
  },
};
