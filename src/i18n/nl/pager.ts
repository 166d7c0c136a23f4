import type { pager as english } from '../en/pager.ts';
import type { SameKeys } from '../same-keys.ts';

export const pager: SameKeys<typeof english> = {
  asked: '{{id}} over {{vm}} wacht op een beslissing, tot {{until}}',
  reminded: '{{id}} over {{vm}} wacht nog steeds op een beslissing, tot {{until}}',
  decided: '{{id}} over {{vm}} gaat door',
  failed: '{{id}} over {{vm}} is mislukt: iemand moet kijken',
  stalled: '{{id}} over {{vm}} staat stil: iemand moet kijken',
  done: '{{id}} over {{vm}} is voorbij',
  ended: {
    succeeded: '{{id}} over {{vm}} is klaar',
    cancelled: '{{id}} over {{vm}} is geannuleerd',
    rejected: '{{id}} over {{vm}} is afgewezen',
    expired: '{{id}} over {{vm}} is verlopen',
    withdrawn: '{{id}} over {{vm}} is ingetrokken',
  },
};
