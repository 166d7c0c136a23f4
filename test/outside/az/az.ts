import { outcome, type Part } from '../part.ts';
import { changesByHand, machines, type Result, restoreByHand, typed } from './by-hand.ts';
import { forbidden, guide, refusal } from './guide.ts';
import { azVersion, type OutsideAzure, startOutsideAzure } from './outside-azure.ts';

export const az: Part = {
  about: 'the unmodified az, over TLS and by the real host names, on the local Azure',
  async run({ only }) {
    const version = await azVersion();
    const azure = await startOutsideAzure();
    try {
      const results: Result[] = [];
      const run = async (name: string, what: () => Promise<Result | Result[]>) => {
        if (only.length > 0 && !only.includes(name)) return;
        const from = azure.proxy.log.length;
        const before = results.length;
        try {
          results.push(...[await what()].flat());
        } catch (error) {
          results.push({ name, lines: 0, failure: error instanceof Error ? error.message : String(error) });
        }
        const last = results.at(-1);
        if (last?.failure) last.failure += calls(azure, from);
        // It takes minutes: whoever looks sees how far it is.
        for (const one of results.slice(before)) console.log(`  ${one.name}: ${one.failure ?? `${one.lines} lines`}`);
      };
      await run('changes', () => changesByHand(azure, 'bot'));
      await run('guide', () => typed(azure, 'platform', 'the guide, as an owner', guide));
      await run('refusals', () => refusals(azure));
      for (const vm of machines) await run(vm, () => restoreByHand(azure, 'bot', vm));
      const failures = results.flatMap(({ name, failure }) => (failure ? [`${name}: ${failure}`] : []));
      const lines = results.reduce((sum, one) => sum + one.lines, 0);
      const passed = results.filter(({ failure }) => !failure).map(({ name }) => name);
      return outcome(version, `${lines} lines; passed: ${passed.join(', ') || 'nothing'}`, failures);
    } finally {
      await azure.close();
    }
  },
};

async function refusals(azure: OutsideAzure): Promise<Result[]> {
  const results: Result[] = [];
  for (const line of forbidden) {
    const { code, stderr } = await azure.bash('outsider', [line]);
    const name = `refused to somebody without a role: ${line.split(' --')[0]}`;
    if (code === 0) results.push({ name, lines: 1, failure: 'it was done' });
    else if (refusal.test(stderr)) results.push({ name, lines: 1 });
    else results.push({ name, lines: 1, failure: `it failed otherwise: ${stderr.trim().slice(-300)}` });
  }
  return results;
}

/** The last calls that were not answered as asked, which az's own words often hide. */
function calls({ proxy }: OutsideAzure, from: number): string {
  const failed = proxy.log.slice(from).filter(({ status }) => status >= 400 && status !== 401);
  return failed
    .slice(-2)
    .reduce((text, { status, method, url }) => `${text} [${status} ${method} ${url.slice(0, 160)}]`, '');
}
