import type { RequestKind } from '../requests/request-kind.ts';
import type { StepHandler } from '../saga/step-handler.ts';
import type { ChatServices, Command, FormKind, Verb } from './turn.ts';

/** What is given what stands behind the kind in the timer's key. */
export type Timer = { run(services: ChatServices, id: string): Promise<void> }['run'];

/** When a timer that runs each night, and has not run yet, does. */
type NextRun = { run(services: ChatServices, now: Date): Date }['run'];

/** What one room adds to what the bot can do. */
export type Feature = {
  name: string;
  /** Everything that can be typed; in help they stand under their sections, there in this order. */
  commands?: readonly Command[];
  /** The buttons of cards that no single command shows. */
  verbs?: Readonly<Record<string, Verb>>;
  /** What clients ask for by themselves: it shows a card that stands there already, and changes nothing. */
  viewVerbs?: Readonly<Record<string, Verb>>;
  /** Of the verbs, those whose answer a dialog begins with; they change nothing. */
  dialogVerbs?: readonly string[];
  forms?: readonly FormKind[];
  requestKinds?: readonly RequestKind[];
  /** What carries out each kind of step. */
  steps?: Readonly<Record<string, StepHandler>>;
  /** By kind of timer; each is given what stands behind the kind in the timer's key. */
  timers?: Readonly<Record<string, Timer>>;
  /** Kinds of timers that run each night by themselves, and when one that has not run yet does. */
  nightly?: Readonly<Record<string, NextRun>>;
};

/** Its type keeps the names of the steps, which `defineProduct` compares. */
export function defineFeature<const One extends Feature>(feature: One): One {
  return feature;
}

type StepKindOf<One> = One extends { requestKinds: readonly { stepKinds: readonly (infer Kind)[] }[] } ? Kind : never;
type StepOf<One> = One extends { steps: infer Steps } ? keyof Steps : never;

type Lacking<All extends readonly Feature[]> = Exclude<StepKindOf<All[number]>, StepOf<All[number]>>;
type Idle<All extends readonly Feature[]> = Exclude<StepOf<All[number]>, StepKindOf<All[number]>>;

/** The compiler demands what carries out each kind of step, and nothing besides. */
export function defineProduct<const All extends readonly Feature[]>(
  rooms: All &
    ([Lacking<All>] extends [never] ? unknown : { 'nothing carries out': Lacking<All> }) &
    ([Idle<All>] extends [never] ? unknown : { 'no request has': Idle<All> }),
): All {
  return rooms;
}
