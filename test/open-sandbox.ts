import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox/start-sandbox.ts';
import { dataFolder } from './data-folder.ts';
import { patienceMs, patientTeams } from './faults/until.ts';
import { internalErrorsIn } from './internal-errors.ts';
import { embeddedTemplate } from './store/template.ts';

/** When the worlds of tests begin: a Tuesday in winter time, far from the hour of scheduled backups. */
export const tuesday = new Date('2026-11-24T09:00:00Z');

export type Opened = { sandbox: Sandbox; dataDir: string; close(): Promise<void> };

export type TestSandboxOptions = Partial<Omit<SandboxOptions, 'port' | 'dataDir'>> & {
  /** Teams takes messages that one person alone sees, so that people are asked whether they see them. */
  targeted?: boolean;
  /** The bot is broken on purpose: that it says so is what the test is about. */
  saysInternalError?: boolean;
};

/**
 * A sandbox with a world, a bot and data of its own, on a Tuesday unless told otherwise.
 * @param emptyData undefined where the bot makes its database itself, as one of an older version does
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
  // What people are answered must not depend on how fast the machine is.
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
