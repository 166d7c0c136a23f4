import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { dataFolder } from './data-folder.ts';
import { patienceMs, patientTeams } from './faults/until.ts';
import { internalErrorsIn } from './internal-errors.ts';
import { embeddedTemplate } from './store/template.ts';

/** Start of the tests' worlds: a Tuesday in winter time, far from the hour of scheduled backups. */
export const tuesday = new Date('2026-11-24T09:00:00Z');

export type Opened = { sandbox: Sandbox; dataDir: string; close(): Promise<void> };

export type TestSandboxOptions = Partial<Omit<SandboxOptions, 'port' | 'dataDir'>> & {
  /** Whether Teams accepts targeted messages, so that people are asked whether they can see them. */
  targeted?: boolean;
  /** Whether the test breaks the bot on purpose and expects its internal error. */
  saysInternalError?: boolean;
};

/**
 * A sandbox with its own world, bot and data, by default on a Tuesday.
 * @param emptyData undefined if the bot creates its database itself, as an older version does
 */
export async function openSandbox({
  world,
  targeted = false,
  saysInternalError = false,
  ...options
}: TestSandboxOptions = {}): Promise<Opened> {
  const dataDir = dataFolder();
  const emptyData = 'emptyData' in options ? options.emptyData : await embeddedTemplate();
  const withWorld = { ...options, world: { origin: tuesday, ...world } };
  const teams = { takesNoTargeted: !targeted };
  // Answers must not depend on the speed of the machine.
  const usual = { port: 0, dataDir, times: patientTeams, patienceMs, teams, leaveBot: true };
  const broken: string[] = [];
  const audience = (shown: unknown) => broken.push(...(saysInternalError ? [] : internalErrorsIn(shown)));
  const sandbox = await startSandbox({ ...usual, ...withWorld, emptyData, audience });
  return {
    sandbox,
    dataDir,
    async close() {
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
      assert.deepEqual(broken, [], 'the bot showed the text of an internal error');
    },
  };
}
