import type { Log } from '../telemetry/log.ts';

/** An objective, in real time: infra/objectives.kql counts what was later. */
const lateSeconds = 2;
const sayMs = 60_000;

export type TurnTally = {
  /** @param answered false: with an error of the bot's own, which is as good as late */
  add(seconds: number, answered: boolean): void;
  /** Says what was not said yet. */
  stop(): void;
};

/** Says once a minute how many turns there were and how many of them came late: a line each would be most of the log. */
export function startTurnTally(log: Log): TurnTally {
  let turns = 0;
  let late = 0;
  const say = () => {
    if (turns > 0) log.info({ turns, late }, 'turns are answered');
    turns = 0;
    late = 0;
  };
  const timer = setInterval(say, sayMs).unref();
  return {
    add(seconds, answered) {
      turns += 1;
      if (!answered || seconds > lateSeconds) late += 1;
    },
    stop() {
      clearInterval(timer);
      say();
    },
  };
}
