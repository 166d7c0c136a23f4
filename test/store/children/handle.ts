import { writeSync } from 'node:fs';
import { Clock } from '../../../src/kernel/clock.ts';
import { openStore } from '../../../src/store/open.ts';
import { quiet } from '../quiet.ts';

/** A replica that handles steps: each writes an audit row. With `hang`, it takes a key and never ends. */
const { where, hang } = JSON.parse(process.argv[2] ?? '') as { where: { dataDir: string }; hang: boolean };
const store = await openStore({ ...where, clock: new Clock(), log: quiet });
store.work('step', async (key) => {
  writeSync(1, `${JSON.stringify({ begun: key })}\n`);
  if (hang) await new Promise(() => {});
  await store.transaction((tx) => tx.audit({ event: 'step.done', requestId: key, details: { by: process.pid } }));
});
writeSync(1, '{"ready":true}\n');
