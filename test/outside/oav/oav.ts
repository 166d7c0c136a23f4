import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specsAreHere, specsFolder } from '../../sandbox/azure/openapi/specs.ts';
import { npmPackages } from '../npm-packages.ts';
import { NotHere, outcome, type Part } from '../part.ts';
import { mustRun } from '../run-tool.ts';
import { recordRestores } from './record-restores.ts';

const version = '4.0.3';

type Issue = { from: 'request' | 'response'; code: string; message: string; at: string };
type Looked = { method: string; path: string; status: string; operation: string; thrown: string; issues: Issue[] };

export const oav: Part = {
  about: "oav, Microsoft's validator, on all traffic of three restores",
  async run() {
    if (!specsAreHere) {
      throw new NotHere(`Microsoft's OpenAPI documents are not at ${specsFolder}: set STRONGROOM_SPECS`);
    }
    const packages = await npmPackages('oav', { oav: version });
    const { exchanges, ended } = await recordRestores();
    const described = exchanges.filter(({ liveRequest }) => inDocuments.test(new URL(liveRequest.url).hostname));
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-oav-'));
    try {
      const script = join(packages, 'validate.mjs');
      copyFileSync(join(import.meta.dirname, 'validate.mjs'), script);
      const file = join(folder, 'traffic.json');
      writeFileSync(file, JSON.stringify({ directory: join(specsFolder, 'specification'), exchanges: described }));
      const said = await mustRun(process.execPath, [script, file], { cwd: packages, minutes: 20 });
      const looked = said
        .split('\n')
        .filter((line) => line.startsWith('{"method"'))
        .map((line) => JSON.parse(line) as Looked);
      const found = looked.filter(({ operation }) => operation !== '');
      const failures = [
        ...ended.filter((one) => one.includes(' ')),
        ...(looked.length === described.length
          ? []
          : [`of ${described.length} exchanges it looked at ${looked.length}`]),
        ...judge(looked),
      ];
      const operations = new Set(found.map(({ operation }) => operation));
      const ran = `${found.length} of ${looked.length} exchanges of ${ended.join(', ')} are in the documents at hand, of ${operations.size} operations`;
      return outcome(`oav ${version}`, ran, failures);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** ARM and the data plane of Key Vault. */
const inDocuments = /^management\.azure\.com$|\.vault\.azure\.net$/;

/** Intended differences of the local Azure from the available documents; see also openapi/deviations.ts. */
const deviations: { why: string; covers: (issue: Issue) => boolean }[] = [
  {
    why: 'what newer versions of Azure Backup tell (the contract test holds it against what came after the documents)',
    covers: ({ code, message }) =>
      code === 'OBJECT_ADDITIONAL_PROPERTIES' &&
      /: (policyType|sourceLocation|sourceSideScanInfo|threatStatus|threatInfo|immutabilityProperties)$/.test(message),
  },
  {
    why: 'numbers where the document has words (recorded)',
    covers: ({ code, at }) =>
      /^(INVALID_TYPE|ENUM_MISMATCH)$/.test(code) &&
      /\.(actionsInfo\[\d+\]|recoveryPointTierDetails\[\d+\]\.(type|status))$/.test(at),
  },
  {
    why: 'permissions of access policies as the portal writes them',
    covers: ({ code, at }) => code === 'ENUM_CASE_MISMATCH' && /\.permissions\.(keys|secrets)\[\d+\]$/.test(at),
  },
];

/** oav cannot tell a version called "versions" from the list of versions. */
const ambiguous = /^Found multiple matching operations .*\/versions\?/;

function judge(looked: readonly Looked[]): string[] {
  const met = new Set<string>();
  const lines = looked.flatMap(({ method, path, status, operation, thrown, issues }) => {
    const open = issues.filter((issue) => {
      const deviation = deviations.find(({ covers }) => covers(issue));
      if (deviation) met.add(deviation.why);
      return !deviation;
    });
    const told = open.map(({ from, code, message, at }) => `${operation} ${from} ${status} ${code} ${at}: ${message}`);
    if (thrown && operation && !ambiguous.test(thrown))
      told.push(`${operation} ${status}: oav itself failed: ${thrown}`);
    return told.map((text) => ({ text, where: `${method} ${path}` }));
  });
  const alike = Map.groupBy(lines, ({ text }) => text.replace(/\[\d+\]/g, '[]'));
  return [
    ...[...alike.values()].map(([first, ...more]) => `${first?.text} (${first?.where}, and ${more.length} more)`),
    ...deviations.filter(({ why }) => !met.has(why)).map(({ why }) => `never met: ${why}`),
  ];
}
