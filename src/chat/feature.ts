import type { RequestKind } from '../requests/request-kind.ts';
import type { StepHandler } from '../saga/step-handler.ts';
import type { ChatServices, Command, FormKind, Verb } from './turn.ts';

/** A timer's handler; gets the part of the key after its kind. */
export type Timer = { run(services: ChatServices, id: string): Promise<void> }['run'];

/** When a nightly timer that has not run yet is due. */
type NextRun = { run(services: ChatServices, now: Date): Date }['run'];

/** The parts that one room adds to the bot. */
export type Feature = {
  name: string;
  /** Its commands; help shows them by section, in this order. */
  commands?: readonly Command[];
  /** Buttons of cards that belong to no single command. */
  verbs?: Readonly<Record<string, Verb>>;
  /** Verbs that clients send by themselves: they show a card that is there already, and change nothing. */
  viewVerbs?: Readonly<Record<string, Verb>>;
  /** Verbs, of either list, whose answer opens a dialog; they change nothing. */
  dialogVerbs?: readonly string[];
  forms?: readonly FormKind[];
  requestKinds?: readonly RequestKind[];
  /** Handlers by kind of step. */
  steps?: Readonly<Record<string, StepHandler>>;
  /** Handlers by kind of timer; each gets the part of the key after the kind. */
  timers?: Readonly<Record<string, Timer>>;
  /** Kinds of timers that run each night by themselves, and when the first run is due. */
  nightly?: Readonly<Record<string, NextRun>>;
};

/** Keeps the names of the steps in the type, which `defineProduct` compares. */
export function defineFeature<const One extends Feature>(feature: One): One {
  return feature;
}

type StepKindOf<One> = One extends { requestKinds: readonly (infer Kind)[] } ? StepsIn<Kind> : never;
type StepsIn<Kind> = Kind extends { stepKinds: infer Steps } ? keyof Steps : never;
type StepOf<One> = One extends { steps: infer Steps } ? keyof Steps : never;

type Lacking<All extends readonly Feature[]> = Exclude<StepKindOf<All[number]>, StepOf<All[number]>>;
type Idle<All extends readonly Feature[]> = Exclude<StepOf<All[number]>, StepKindOf<All[number]>>;

/** Joins the rooms. The compiler demands a handler for each kind of step, and no others. */
export function defineProduct<const All extends readonly Feature[]>(
  rooms: All &
    ([Lacking<All>] extends [never] ? unknown : { 'nothing carries out': Lacking<All> }) &
    ([Idle<All>] extends [never] ? unknown : { 'no request has': Idle<All> }),
): All {
  return rooms;
}
