import { chmodSync, cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse, stringify } from 'yaml';
import { dotnetEnv, nugetPackage } from './nuget.ts';
import { NotHere, type Options, type Outcome, outcome, type Part } from './part.ts';
import { runTool } from './run-tool.ts';

const version = '0.49.2';
const infra = join(import.meta.dirname, '../../infra');
const snapshots = join(import.meta.dirname, 'bicep');

const subscription = '11111111-0000-4000-8000-000000000001';
const tenant = '22222222-0000-4000-8000-000000000001';
const id = (group: string, rest: string) => `/subscriptions/${subscription}/resourceGroups/${group}/providers/${rest}`;

const base = { AZURE_LOCATION: 'northeurope', SUBSCRIPTION_IDS: JSON.stringify([subscription]) };
const protect = {
  TIER_PROTECT: 'true',
  VAULT_IDS: JSON.stringify([id('rg-vaults', 'Microsoft.RecoveryServices/vaults/rsv')]),
  SOURCE_GROUP_IDS: JSON.stringify([`/subscriptions/${subscription}/resourceGroups/rg-machines`]),
};
const restore = {
  ...protect,
  TIER_RESTORE: 'true',
  RESTORE_PROFILES_JSON: JSON.stringify([
    {
      vault: 'rsv',
      targetResourceGroupId: `/subscriptions/${subscription}/resourceGroups/rg-restored`,
      stagingStorageAccountId: id('rg-vaults', 'Microsoft.Storage/storageAccounts/stagings'),
    },
  ]),
};
const rebuild = { ...restore, TIER_REBUILD: 'true' };

type Stage = { file: 'main' | 'roles'; env: Record<string, string>; from?: string };

/** Stages as docs/deploy.md takes them: what each is told, and the one that it is compared with. */
const stages: Record<string, Stage> = {
  infrastructure: { file: 'main', env: {} },
  /** Of an image that was published: there is no registry. */
  app: {
    file: 'main',
    env: {
      RELEASED_IMAGE: 'ghcr.example/strongroom@sha256:1',
      IMAGE: 'ghcr.example/strongroom@sha256:1',
      APPROVAL_POLICY_YAML: 'rules: []',
    },
    from: 'infrastructure',
  },
  alerts: {
    file: 'main',
    env: { ALERT_EMAILS: '["oncall@example.com"]', APPLICATION_INSIGHTS: 'true' },
    from: 'infrastructure',
  },
  /** As after the loss of the first region, in a network and with a registry of the company's own. */
  region: {
    file: 'main',
    env: {
      AZURE_LOCATION: 'westeurope',
      IDENTITY_LOCATION: 'northeurope',
      RESOURCE_GROUP: 'rg-strongroom-westeurope',
      IMAGE: 'company.azurecr.io/strongroom@sha256:1',
      DATABASE_HOST: 'strongroom-copy.postgres.database.azure.com',
      REGISTRY_SERVER: 'company.azurecr.io',
      APPS_SUBNET_ID: id('rg-hub', 'Microsoft.Network/virtualNetworks/spoke/subnets/apps'),
      DATABASE_SUBNET_ID: id('rg-hub', 'Microsoft.Network/virtualNetworks/spoke/subnets/database'),
      DATABASE_ZONE_ID: id(
        'rg-hub',
        'Microsoft.Network/privateDnsZones/strongroom.private.postgres.database.azure.com',
      ),
      GEO_REDUNDANT_BACKUP: 'true',
      DATABASE_TIER: 'GeneralPurpose',
      DATABASE_SKU: 'Standard_D2ds_v5',
      ZONE_REDUNDANT: 'true',
      DOMAIN: 'strongroom.example.com',
      CERTIFICATE_ID: id('rg-strongroom-westeurope', 'Microsoft.App/managedEnvironments/e/certificates/c'),
      ALLOWED_ADDRESSES: '["203.0.113.0/24"]',
      TAGS: '{"owner":"platform"}',
    },
  },
  observe: { file: 'roles', env: {} },
  /** Of another instance in the same tenant: no name is one of the first. */
  instance: { file: 'roles', env: { INSTANCE: 'strongtest' }, from: 'observe' },
  'activity-log': {
    file: 'roles',
    env: { ALERT_EMAILS: '["oncall@example.com"]', APPLICATION_INSIGHTS: 'true' },
    from: 'observe',
  },
  protect: { file: 'roles', env: protect, from: 'observe' },
  restore: { file: 'roles', env: restore, from: 'protect' },
  rebuild: {
    file: 'roles',
    env: {
      ...rebuild,
      REBUILD_GROUP_IDS: JSON.stringify([`/subscriptions/${subscription}/resourceGroups/rg-networks`]),
    },
    from: 'restore',
  },
  keys: {
    file: 'roles',
    env: {
      ...restore,
      TIER_KEYS: 'true',
      KEY_VAULT_IDS: JSON.stringify([id('rg-keys', 'Microsoft.KeyVault/vaults/kv')]),
    },
    from: 'restore',
  },
  drill: {
    file: 'roles',
    env: {
      ...rebuild,
      TIER_DRILL: 'true',
      TIER_QUARANTINE: 'true',
      RESTORE_PROFILES_JSON: JSON.stringify([
        {
          ...JSON.parse(restore.RESTORE_PROFILES_JSON)[0],
          drill: {
            resourceGroupId: `/subscriptions/${subscription}/resourceGroups/rg-drill`,
            stagingStorageAccountId: id('rg-drill', 'Microsoft.Storage/storageAccounts/stdrill'),
            subnetId: id('rg-drill', 'Microsoft.Network/virtualNetworks/drill/subnets/drill'),
            openings: [],
          },
        },
      ]),
    },
    from: 'rebuild',
  },
  grant: {
    file: 'roles',
    env: {
      TIER_GRANT: 'true',
      GRANT_KEY_VAULT_IDS: JSON.stringify([id('rg-keys', 'Microsoft.KeyVault/vaults/kv')]),
      BACKUP_SERVICE_ID: '33333333-0000-4000-8000-000000000001',
    },
    from: 'observe',
  },
};

export const bicep: Part = {
  about: "Microsoft's Bicep compiler, on every file of infra/",
  async run(options) {
    const program = await compiler();
    const tool = (args: string[], env = {}) => runTool(program, args, { env: { ...dotnetEnv, ...env } });
    const found = (await tool(['--version'])).stdout.match(/\d+\.\d+\.\d+/)?.[0] ?? '';
    const files = globSync('**/*.bicep', { cwd: infra }).toSorted();
    const failures = [...(await compareFiles(tool, files)), ...(await compareStages(tool, options))];
    const ran = `${files.length} files built, linted and formatted; ${Object.keys(stages).length} stages compared`;
    return outcome(found, ran, failures) satisfies Outcome;
  },
};

/** Builds, lints and formats a copy. A warning goes to stderr too, and leaves the exit code 0. */
async function compareFiles(tool: Tool, files: readonly string[]): Promise<string[]> {
  const copy = copyOfInfra();
  try {
    const pattern = ['--pattern', join(copy, '**/*.bicep')];
    const failures: string[] = [];
    for (const command of ['build', 'lint', 'format']) {
      const { code, stderr } = await tool([command, ...pattern]);
      if (code !== 0 || stderr.trim()) failures.push(stderr.trim().replaceAll(copy, 'infra') || `${command}: ${code}`);
    }
    for (const file of files) {
      if (!existsSync(join(copy, file.replace(/bicep$/, 'json')))) failures.push(`${file} was not built`);
      if (readFileSync(join(copy, file), 'utf8') !== readFileSync(join(infra, file), 'utf8')) {
        failures.push(`${file} is not as bicep format writes it`);
      }
    }
    return failures;
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** The compiler writes beside what it reads. */
function copyOfInfra(): string {
  const copy = mkdtempSync(join(tmpdir(), 'strongroom-bicep-'));
  cpSync(infra, copy, { recursive: true });
  return copy;
}

/** @throws NotHere on a machine that there is no package for */
async function compiler(): Promise<string> {
  const system = { linux: 'linux', darwin: 'osx', win32: 'win' }[platform() as string];
  if (!system || !['x64', 'arm64'].includes(arch())) throw new NotHere(`no compiler for ${platform()}-${arch()}`);
  const folder = await nugetPackage(`Azure.Bicep.CommandLine.${system}-${arch()}`, version);
  const file = join(folder, 'tools', system === 'win' ? 'bicep.exe' : 'bicep');
  chmodSync(file, 0o755);
  return file;
}

type Tool = (args: string[], env?: Record<string, string>) => Promise<{ code: number; stderr: string }>;
type Resources = Record<string, unknown>;

/** What Azure would be asked to make, as the compiler predicts it from a parameter file and the environment alone. */
async function compareStages(tool: Tool, { update }: Options): Promise<string[]> {
  const copy = copyOfInfra();
  const made = new Map<string, Resources>();
  const failures: string[] = [];
  try {
    for (const [stage, { file: template, env, from }] of Object.entries(stages)) {
      const { code, stderr } = await tool(
        [
          'snapshot',
          join(copy, `${template}.bicepparam`),
          '--mode=overwrite',
          `--subscription-id=${subscription}`,
          `--tenant-id=${tenant}`,
          '--location=northeurope',
          '--deployment-name=strongroom',
        ],
        { ...base, ...env },
      );
      if (code !== 0 || stderr.trim()) {
        failures.push(`stage ${stage}: ${stderr.trim() || `snapshot ended with ${code}`}`);
        continue;
      }
      const resources = readSnapshot(join(copy, `${template}.snapshot.json`));
      made.set(stage, resources);
      const text = stringify(from ? difference(made.get(from) ?? {}, resources) : resources, { lineWidth: 0 });
      const file = join(snapshots, `${stage}.yaml`);
      if (update) writeFileSync(file, text);
      else if (!existsSync(file)) failures.push(`stage ${stage} has no snapshot: --update writes it`);
      else failures.push(...changes(stage, parse(readFileSync(file, 'utf8')), parse(text)));
    }
  } finally {
    rmSync(copy, { recursive: true });
  }
  return failures;
}

type Predicted = { id: string; type: string; name: string; apiVersion: string; [property: string]: unknown };

/** By type and name, which tells apart what the id repeats in longer words. */
function readSnapshot(file: string): Resources {
  const { predictedResources, diagnostics } = JSON.parse(readFileSync(file, 'utf8')) as {
    predictedResources: Predicted[];
    diagnostics: unknown[];
  };
  const entries = predictedResources.map(({ id: where, type, name, apiVersion, ...rest }) => {
    const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)\/providers\//.exec(where)?.[1];
    return [`${type}@${apiVersion} ${name}${group ? ` in ${group}` : ''}`, rest] as const;
  });
  const names = entries.map(([name]) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new Error(`predicted twice: ${twice.join(', ')}`);
  const resources = Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return diagnostics.length > 0 ? { ...resources, diagnostics } : resources;
}

/** A stage as what it has more than, or other than, another. */
function difference(from: Resources, to: Resources): Resources {
  const more = Object.entries(to).filter(([name, body]) => !isDeepStrictEqual(from[name], body));
  const less = Object.keys(from).filter((name) => !Object.hasOwn(to, name));
  return { ...Object.fromEntries(more), ...(less.length > 0 && { 'no longer': less }) };
}

function changes(stage: string, before: Resources, now: Resources): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => !isDeepStrictEqual(before[name], now[name]))
    .map((name) => `stage ${stage}: ${name} is not as in its snapshot`);
}
