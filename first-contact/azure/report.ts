import packageJson from '../../package.json' with { type: 'json' };
import { Refused } from './call.ts';
import type { Outcome } from './run.ts';
import { type Difference, differences } from './shapes.ts';

/** The report to be sent: shapes and words of Azure only, no ids, no names, no values. */
export function reportOf(local: Outcome, here: Outcome, location: string, at: Date): string {
  const found = differences(local.recording, here.recording);
  const codes = here.failure instanceof Refused ? ` Azure refused: ${here.failure.codes.join(', ')}.` : '';
  const end = here.failure === undefined ? 'It ran to its end.' : `It ended at "${here.stage}".${codes}`;
  return `# First contact with Azure

Strongroom ${packageJson.version}, ${at.toISOString().slice(0, 10)}, region ${location}. ${end}
${here.recording.answers.size} kinds of answers were compared with those of the local Azure in the same run: ${found.length} differences.
Afterwards ${here.left.length === 0 ? 'nothing was left' : `these were left: ${here.left.map(({ what, why }) => `${typeOnly(what)} (${why})`).join('; ')}`}.
${found.length === 0 ? '' : `\n| Where | What | Local Azure | Here |\n|---|---|---|---|\n${found.map(row).join('\n')}\n`}`;
}

function row({ where, what, local, here }: Difference): string {
  return `| ${[where, what, local, here].map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
}

function typeOnly(what: string): string {
  return what.startsWith('/') ? 'a resource group' : what;
}
