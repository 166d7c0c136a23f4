import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BotProcess } from '../sandbox/bot-process.ts';
import type { Message } from '../sandbox/teams/chat.ts';
import { fleetName } from '../sandbox/world/fleet.ts';
import type { Answers } from './bare-bot.ts';
import { type BotKind, type BotPlace, botProcess, newPlace, running } from './bots.ts';
import { type Memory, settledMemory } from './measure-memory.ts';
import { fillStore, measureStarts, type Starts } from './measure-starts.ts';
import { measureTurns, type Turns, type TurnsSetting } from './measure-turns.ts';
import { startServices } from './services.ts';
import { Speaker } from './speaker.ts';

export type Bots = { starts: Starts[]; memory: Memory[]; turns: Turns[] };

const fleetSize = 1000;
const commands = ['help', 'vm sql-01'];
/** Command that commits a setting with its audit row each time, and answers only the person. */
const commits = 'settings language en';
const usual: TurnsSetting = { rounds: 5, roundMs: 2500, concurrency: 8 };
const quickSetting: TurnsSetting = { rounds: 2, roundMs: 1500, concurrency: 8 };

/** Measures starts, memory and turns of the same processes, one after the other. */
export async function measureBots(directory: string, quick: boolean): Promise<Bots> {
  const services = await startServices({ fleetSize });
  const speaker = new Speaker(services);
  const places: Record<BotKind, BotPlace> = {
    bare: await newPlace('bare', directory),
    embedded: await newPlace('embedded', directory),
    server: await newPlace('server', directory),
  };
  const bots = new Map<BotKind, BotProcess>();
  const result: Bots = { starts: [], memory: [], turns: [] };
  try {
    for (const kind of ['embedded', 'server'] as const) {
      const bot = botProcess(kind, places[kind], services);
      bots.set(kind, bot);
      fillStore(places[kind]);
      await bot.start();
      result.starts.push(await measureStarts(kind, bot));
      result.memory.push(await settledMemory(kind, running(bot).pid, 'after its start'));
    }
    const bare = botProcess('bare', places.bare, services);
    bots.set('bare', bare);
    const { address } = running(bots.get('embedded') ?? bare);
    writeAnswers(places.bare, await collect(speaker, address));
    await bare.start();

    const { rounds, roundMs, concurrency } = quick ? quickSetting : usual;
    const all = (['bare', 'embedded', 'server'] as const).flatMap((kind) => {
      const bot = bots.get(kind);
      return bot ? [{ kind, ...running(bot) }] : [];
    });
    const ours = all.filter(({ kind }) => kind !== 'bare');
    for (const what of commands) {
      // The first turns compile code and open connections.
      await measureTurns(speaker, all, what, () => what, { rounds: 1, roundMs: roundMs / 2, concurrency });
      result.turns.push(...(await measureTurns(speaker, all, what, () => what, { rounds, roundMs, concurrency })));
    }
    const setting = { roundMs, concurrency, expects: 'answer' as const };
    await measureTurns(speaker, all, commits, () => commits, { ...setting, rounds: 1 });
    result.turns.push(...(await measureTurns(speaker, all, commits, () => commits, { ...setting, rounds })));
    // Continues from round to round; the fleet's second VM is gone.
    let next = 0;
    const other = () => `vm ${fleetName(3 + (next++ % (fleetSize - 2)))}`;
    result.turns.push(
      ...(await measureTurns(speaker, ours, 'vm, another each time', other, {
        rounds: Math.ceil(rounds / 2),
        roundMs,
        concurrency,
      })),
    );
    for (const { kind, pid } of ours) result.memory.push(await settledMemory(kind, pid, 'after the turns below'));
    return result;
  } finally {
    speaker.close();
    await Promise.all([...bots.values()].map((bot) => bot.close()));
    await services.close();
  }
}

/** Records the real bot's answers, for the bare one to repeat. */
async function collect(speaker: Speaker, address: string): Promise<Answers> {
  const answers: Answers = {};
  for (const command of commands) answers[command] = asActivity(await speaker.ask(address, command));
  answers[commits] = { type: 'message', text: 'From now on you are answered in English.' };
  return answers;
}

function asActivity({ text, summary, card }: Message): Answers[string] {
  const attachments = card && [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
  return { type: 'message', text, ...(summary && { summary }), ...(attachments && { attachments }) };
}

function writeAnswers(place: BotPlace, answers: Answers): void {
  const data = join(place.dataDir, 'data');
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'answers.json'), JSON.stringify(answers));
}
