import { outcome, type Part } from '../part.ts';
import { type Az, azVersion, startAz } from './az-shell.ts';
import {
  changesByHand,
  keyAccessByHand,
  machines,
  type Result,
  restoreByHand,
  typed,
  uncommonMachines,
} from './by-hand.ts';
import { docsLines } from './docs-lines.ts';
import { guide, refused } from './guide.ts';
import { kindsOf, printedKinds, unlike, untyped } from './kinds.ts';
import { moreByHand } from './more-variants.ts';
import { giveByHandRights, giveGuardRights } from './rights.ts';
import { uncommonByHand, variantsByHand } from './variants.ts';

type Step = [name: string, run: (azure: Az) => Promise<Result[]>];

/** Each group has its own local Azure, because manual changes affect later steps. */
const worlds: { uncommon?: boolean; steps: Step[] }[] = [
  {
    steps: [
      ['changes', (azure) => changesByHand(azure, 'bot')],
      ...machines.map((vm): Step => [vm, async (azure) => [await restoreByHand(azure, 'bot', vm)]]),
    ],
  },
  { steps: [['variants', (azure) => variantsByHand(azure, 'bot')]] },
  { steps: [['more', (azure) => moreByHand(azure, 'bot')]] },
  {
    steps: [
      ['guide', async (azure) => [await typed(azure, 'platform', 'the guide', guide)]],
      ['docs', docsLines],
      ['key-access', (azure) => keyAccessByHand(azure, 'platform')],
      ['refusals', refused],
    ],
  },
  {
    steps: [
      ['changes-person', (azure) => changesByHand(azure, 'oncall')],
      ...machines.map(
        (vm): Step => [
          `${vm}-person`,
          async (azure) => {
            giveByHandRights(azure, 'approver-1');
            return [await restoreByHand(azure, 'approver-1', vm)];
          },
        ],
      ),
    ],
  },
  {
    uncommon: true,
    steps: [['selective', (azure) => uncommonByHand(azure, 'bot')]],
  },
  {
    uncommon: true,
    steps: uncommonMachines.map(
      (vm): Step => [
        vm,
        async (azure) => {
          giveGuardRights(azure);
          return [await restoreByHand(azure, 'bot', vm)];
        },
      ],
    ),
  },
];

export const az: Part = {
  about: 'the unmodified az, over TLS and by the real host names, on the local Azure',
  async run({ only }) {
    const version = await azVersion();
    const results: Result[] = [];
    const typed = new Set<string>();
    for (const { uncommon, steps } of worlds) {
      const wanted = steps.filter(([name]) => only.length === 0 || only.includes(name));
      if (wanted.length === 0) continue;
      const azure = await startAz(uncommon);
      try {
        for (const [name, run] of wanted) {
          const from = azure.proxy.log.length;
          const came = await run(azure).catch((error: Error): Result[] => [{ name, lines: 0, failure: error.message }]);
          results.push(...came);
          // Printed at once, because it takes minutes.
          for (const one of came) {
            if (one.failure) one.failure += calls(azure, from);
            console.log(`  ${one.name}: ${one.failure ?? `${one.lines} lines`}`);
          }
        }
      } finally {
        for (const kind of azure.typed.flatMap(kindsOf)) typed.add(kind);
        await azure.close();
      }
    }
    const failures = results.flatMap(({ name, failure }) => (failure ? [`${name}: ${failure}`] : []));
    const lines = results.reduce((sum, one) => sum + one.lines, 0);
    const passed = results.filter(({ failure }) => !failure).length;
    if (only.length === 0) failures.push(...unlike(typed));
    const kinds = printedKinds();
    const ran = [
      `${lines} lines in ${results.length} scripts, of which ${passed} passed`,
      `${[...kinds].filter((kind) => typed.has(kind)).length} of ${kinds.size} printed commands and options`,
      `not typed: ${Object.entries(untyped)
        .map(([kind, why]) => `${kind} (${why})`)
        .join(', ')}`,
    ].join('; ');
    return outcome(version, ran, failures);
  },
};

/** The last failed calls, which az's own messages often hide. */
function calls({ proxy }: Az, from: number): string {
  const failed = proxy.log.slice(from).filter(({ status }) => status >= 400 && status !== 401);
  return failed
    .slice(-2)
    .reduce((text, { status, method, url }) => `${text} [${status} ${method} ${url.slice(0, 160)}]`, '');
}
