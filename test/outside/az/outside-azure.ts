import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClientSecretCredential } from '@azure/identity';
import { loopbackClient } from '../../../sandbox/azure/loopback-client.ts';
import { startAzure } from '../../../sandbox/azure/start-azure.ts';
import { bot, people, tenantId } from '../../../sandbox/world/people.ts';
import { prod, restoreTargets, test as testSubscription } from '../../../sandbox/world/places.ts';
import { World } from '../../../sandbox/world/world.ts';
import { createAccess } from '../../../src/access/access.ts';
import { type Cloud, clouds } from '../../../src/config/clouds.ts';
import { Clock } from '../../../src/kernel/clock.ts';
import { createInventory } from '../../../src/machines/inventory.ts';
import { createPlanning } from '../../../src/restore/planning.ts';
import { azureOn } from '../../azure/wire-fixture.ts';
import { cacheFolder } from '../part.ts';
import { type Ran, requireTool, runTool } from '../run-tool.ts';
import { startTlsProxy } from './tls-proxy.ts';

export type Who = 'bot' | keyof typeof people;

/** A Debian beside this one, where that has no az or one that is broken. */
const beside = cacheFolder('debian');
const hasBeside = existsSync(join(beside, 'usr/bin/az')) && process.getuid?.() === 0;
const inside = 'mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"';
const prefix = hasBeside ? ['unshare', '--mount', 'sh', '-c', inside, beside] : [];
const bring = `apt-get install azure-cli jq, or debootstrap --variant=minbase --include=azure-cli,jq trixie ${beside}`;

/** @throws NotHere without az, jq or openssl */
export async function azVersion(): Promise<string> {
  const [program = 'az', ...args] = [...prefix, 'az', 'version', '--output', 'json'];
  const said = await requireTool(program, args, bring);
  await requireTool('jq', ['--version'], bring);
  await requireTool('openssl', ['version'], 'apt-get install openssl');
  return `az ${JSON.parse(said)['azure-cli']}, ${hasBeside ? 'of a Debian beside this one' : 'of this machine'}`;
}

/** A local Azure of its own that az reaches by its real names, and the bot's own eyes on it. */
export async function startOutsideAzure() {
  const folder = mkdtempSync(join(hasBeside ? join(beside, 'tmp') : tmpdir(), 'strongroom-az-'));
  const seen = (file: string) => (hasBeside ? file.slice(beside.length) : file);
  const began = Date.now();
  const world = new World({ fleetSize: 0, origin: new Date('2026-11-24T12:00:00Z'), realNow: () => began });
  const local = await startAzure(world);
  const move = (minutes: number) => {
    world.clock.advance(minutes * 60_000);
    world.settle();
  };
  const proxy = await startTlsProxy(folder, local, () => move(10));
  const clock = new Clock(world.clock.setting);
  world.clock.onChange((setting) => clock.set(setting));
  const httpClient = loopbackClient(local.port);
  const credential = new ClientSecretCredential(tenantId, bot.appId, bot.secret, { httpClient });
  const subscriptions = [prod.id, testSubscription.id];
  const { azure } = azureOn(local.port, { httpClient, clock, credential, subscriptions, timeoutMs: 5000 });
  const inventory = createInventory(azure, subscriptions, clock);
  const services = {
    azure,
    inventory,
    planning: createPlanning(azure, inventory, restoreTargets, clock),
    access: createAccess(azure, clock),
    config: { cloud: clouds.public as Cloud },
  };
  const signedIn = new Set<Who>();

  function environment(who: Who): NodeJS.ProcessEnv {
    const config = join(folder, `az-${who}`);
    mkdirSync(config, { recursive: true });
    return {
      PATH: process.env.PATH,
      HOME: seen(folder),
      LANG: 'C.UTF-8',
      AZURE_CONFIG_DIR: seen(config),
      AZURE_CORE_COLLECT_TELEMETRY: '0',
      AZURE_CORE_NO_COLOR: '1',
      // Debian's Python warns of what az is written like, on every call.
      PYTHONWARNINGS: 'ignore',
      HTTPS_PROXY: proxy.address,
      REQUESTS_CA_BUNDLE: seen(proxy.authorityFile),
    };
  }

  async function shell(who: Who, script: string): Promise<Ran> {
    const cwd = mkdtempSync(join(folder, 'shell-'));
    const whole = `cd ${seen(cwd)}\n${script}`;
    const [program = 'bash', ...args] = [...prefix, 'bash', '-euo', 'pipefail', '-c', whole];
    // What a line asks for without showing it: the secret of an application.
    return runTool(program, args, { env: environment(who), input: 'secret\n', minutes: 30 });
  }

  /** Lines as they are pasted into a shell, each told when it begins; ends at the first that fails. */
  async function bash(who: Who, lines: readonly string[]): Promise<Ran & { at: number }> {
    if (!signedIn.has(who)) {
      const [user, secret] = who === 'bot' ? [bot.appId, bot.secret] : [people[who].objectId, 'none'];
      const login = `az login --service-principal --username ${user} --password ${secret} --tenant ${tenantId}`;
      const { code, stderr } = await shell(who, `${login} --output none`);
      if (code !== 0) throw new Error(`az login as ${who}: ${stderr.slice(-1000)}`);
      signedIn.add(who);
    }
    const ran = await shell(who, lines.flatMap((line, index) => [`echo '@@${index}' >&2`, line]).join('\n'));
    const at = Number(/.*@@(\d+)/s.exec(ran.stderr)?.[1] ?? 0);
    return { ...ran, at, stderr: ran.stderr.replace(/@@\d+\n/g, '') };
  }

  return {
    world,
    local,
    services,
    proxy,
    move,
    bash,
    async close() {
      proxy.close();
      await local.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export type OutsideAzure = Awaited<ReturnType<typeof startOutsideAzure>>;
