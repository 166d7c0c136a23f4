import type { RestoreChoice, RestoreContext, RestoreFacts, Violation } from './plan.ts';
import { planRestore } from './plan-restore.ts';

/** What a restore is to make, as people choose it: the way of restoring and the network in one. */
export const makes = ['isolated', 'beside', 'in-place', 'new-vm', 'replace', 'disks'] as const;

export type Make = (typeof makes)[number];

const choices: Record<Make, Pick<RestoreChoice, 'mode' | 'network'>> = {
  isolated: { mode: 'rebuild', network: 'isolated' },
  beside: { mode: 'rebuild', network: 'beside' },
  'in-place': { mode: 'rebuild', network: 'in-place' },
  'new-vm': { mode: 'new-vm', network: 'isolated' },
  replace: { mode: 'replace' },
  disks: { mode: 'disks' },
};

export function choiceOf(make: Make): Pick<RestoreChoice, 'mode' | 'network'> {
  return choices[make];
}

export function makeOf({ mode, network }: Pick<RestoreChoice, 'mode' | 'network'>): Make {
  if (mode === 'rebuild') return network ?? 'isolated';
  return mode === 'new-vm' || mode === 'replace' ? mode : 'disks';
}

/** Whether a machine comes of it that needs a name. */
export function makesMachine(make: Make): boolean {
  return make !== 'replace' && make !== 'disks';
}

export type Offers = {
  /** In the order of `makes`. */
  offered: Make[];
  /** The first rule that stands against each of the others. */
  refused: { make: Make; why: Violation }[];
  /** Isolated where that can be, else the disks: neither touches anything that runs. */
  proposed: Make;
};

/**
 * What can be made of this point of this machine. Nothing offered: everything stands against a rule.
 * @param name of the new machine, where one is made
 */
export function offersOf(
  facts: RestoreFacts,
  name: string,
  context: RestoreContext,
): Offers | { violation: Violation } {
  const offered: Make[] = [];
  const refused: Offers['refused'] = [];
  for (const make of makes) {
    const outcome = planRestore(
      facts,
      { ...choices[make], ...(makesMachine(make) && { names: { vm: name } }) },
      context,
    );
    if (outcome.kind === 'plan') offered.push(make);
    else refused.push({ make, why: outcome.violations[0] ?? { code: 'point-not-read', params: {} } });
  }
  const [first] = offered;
  if (first === undefined) {
    // What stands against the disks stands against everything.
    const why = refused.find(({ make }) => make === 'disks')?.why;
    return { violation: why ?? { code: 'point-not-read', params: {} } };
  }
  const proposed = (['isolated', 'disks'] as const).find((make) => offered.includes(make)) ?? first;
  return { offered, refused, proposed };
}
