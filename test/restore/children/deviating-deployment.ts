import { readFileSync } from 'node:fs';
import { sameDeviations } from '../../../src/requests/rules/addendum.ts';
import { deployVmStep } from '../../../src/restore/steps/deploy-vm.ts';

/** Loaded into the bot: the machine's deployment deviates as a file says, until exactly that has been approved. */
const file = process.env.DEVIATIONS ?? '';
const { needed } = deployVmStep;

deployVmStep.needed = async (services, at) => {
  const found = JSON.parse(readFileSync(file, 'utf8'));
  if (found.length > 0 && !sameDeviations(found, at.agreed)) return { kind: 'deviates', deviations: found };
  return (await needed?.(services, at)) ?? { kind: 'yes' };
};
