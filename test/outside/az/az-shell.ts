import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { bot, people, tenantId } from '../../../sandbox/world/people.ts';
import { startOutsideAzure } from '../outside-azure.ts';
import { cacheFolder } from '../part.ts';
import { type Ran, requireTool, runTool } from '../run-tool.ts';

export type Who = 'bot' | keyof typeof people;

/** A Debian in a folder, if this machine has no az or a broken one. */
const beside = cacheFolder('debian');
const hasBeside = existsSync(join(beside, 'usr/bin/az')) && process.getuid?.() === 0;
const inside = 'mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec chroot "$0" "$@"';
const prefix = hasBeside ? ['unshare', '--mount', 'sh', '-c', inside, beside] : [];
const bring = `apt-get install azure-cli jq, or debootstrap --variant=minbase --include=azure-cli,jq,python3-ply trixie ${beside}`;

/** @throws NotHere without az, jq or openssl */
export async function azVersion(): Promise<string> {
  const [program = 'az', ...args] = [...prefix, 'az', 'version', '--output', 'json'];
  const said = await requireTool(program, args, bring);
  await requireTool('jq', ['--version'], bring);
  await requireTool('openssl', ['version'], 'apt-get install openssl');
  return `az ${JSON.parse(said)['azure-cli']}, ${hasBeside ? 'of a Debian beside this one' : 'of this machine'}`;
}

/** A local Azure, and shells that are signed in to az. */
export async function startAz(uncommon = false) {
  const azure = await startOutsideAzure({ uncommon, ...(hasBeside && { parent: join(beside, 'tmp') }) });
  const { folder, proxy } = azure;
  const seen = (file: string) => (hasBeside ? file.slice(beside.length) : file);
  const signedIn = new Set<Who>();
  const typed: string[] = [];

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
      // Debian's Python prints a warning about az's code at every call.
      PYTHONWARNINGS: 'ignore',
      HTTPS_PROXY: proxy.address,
      REQUESTS_CA_BUNDLE: seen(proxy.authorityFile),
    };
  }

  async function shell(who: Who, script: string): Promise<Ran> {
    const cwd = mkdtempSync(join(folder, 'shell-'));
    const whole = `cd ${seen(cwd)}\n${script}`;
    const [program = 'bash', ...args] = [...prefix, 'bash', '-euo', 'pipefail', '-c', whole];
    // Input for a line's hidden prompt: the secret of an application.
    return runTool(program, args, { env: environment(who), input: 'secret\n', minutes: 30 });
  }

  /** Runs lines as pasted into a shell, printing each when it begins; stops at the first that fails. */
  async function bash(who: Who, lines: readonly string[]): Promise<Ran & { at: number }> {
    if (!signedIn.has(who)) {
      const [user, secret] = who === 'bot' ? [bot.appId, bot.secret] : [people[who].objectId, 'none'];
      const login = `az login --service-principal --username ${user} --password ${secret} --tenant ${tenantId}`;
      const { code, stderr } = await shell(who, `${login} --output none`);
      if (code !== 0) throw new Error(`az login as ${who}: ${stderr.slice(-1000)}`);
      signedIn.add(who);
    }
    typed.push(...lines);
    const ran = await shell(who, lines.flatMap((line, index) => [`echo '@@${index}' >&2`, line]).join('\n'));
    const at = Number(/.*@@(\d+)/s.exec(ran.stderr)?.[1] ?? 0);
    return { ...ran, at, stderr: ran.stderr.replace(/@@\d+\n/g, '') };
  }

  return { ...azure, bash, typed };
}

export type Az = Awaited<ReturnType<typeof startAz>>;
