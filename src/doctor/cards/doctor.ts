import { rightText } from '../../i18n/failure-text.ts';
import { shown, withRoom } from '../../i18n/plain.ts';
import { type TextParams, texts, typedIn } from '../../i18n/texts.ts';
import type { CardJson, Place, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import type { Diagnosis, DiagnosisCode, DiagnosisState } from '../rules/diagnosis.ts';

/** The doctor's findings, worst first. */
export type DoctorCard = { diagnoses: Diagnosis[] };

export type DoctorLine = { state: DiagnosisState; message: string; remedy: string };

const guid = /\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/**
 * Findings that may number in the hundreds. A card shows only so many of each code, so that unique findings are not
 * lost among them.
 */
const ofEachVault: ReadonlySet<DiagnosisCode> = new Set(['tier', 'vault-roles', 'subscription', 'profile']);
const maxLines = 24;
const maxIds = 40;
const room = { lines: 9_000, fine: 6_000, details: 4_000 };
const around = { line: 260, detail: 90 };

const symbols: Record<DiagnosisState, string> = { bad: '✗', warn: '!', unknown: '?', off: '–', good: '✓' };

export function doctorCard({ diagnoses }: DoctorCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const told = diagnoses.filter(({ state }) => state !== 'good');
  const good = diagnoses.filter(({ state }) => state === 'good');
  const has = (wanted: DiagnosisState) => told.some(({ state }) => state === wanted);
  const all = inOrder(told).slice(0, maxLines);
  const lines = withRoom(
    all.map((each) => doctorLine(each, reader)),
    room.lines,
    around.line,
  );
  const more = told.length - lines.length;
  const well = good.map((each) => doctorLine(each, reader).message);
  const details = doctorDetails(diagnoses, reader, maxIds);
  return render(
    'doctor',
    {
      heading: t('doctor.heading'),
      style: has('bad') ? 'attention' : has('warn') ? 'warning' : told.length > 0 ? 'default' : 'good',
      conclusion: conclusionOf(diagnoses, reader),
      // What mends several is said once, below the last of them.
      lines: lines.map(({ message, remedy }, at) => ({
        message,
        remedy,
        hasRemedy: remedy !== '' && remedy !== lines[at + 1]?.remedy,
      })),
      more: t('doctor.more', { count: more }),
      hasMore: more > 0,
      fine: t('check.fine', { count: well.length }),
      hasFine: told.length > 0 && well.length > 0,
      details: [
        ...withRest(withRoom(well, room.fine, around.detail), well.length, reader),
        ...withRest(withRoom(details, room.details, around.detail), details.length, reader),
      ].map((text) => ({ text })),
      hasDetails: well.length + details.length > 0,
    },
    reader,
  );
}

/** Groups findings of equal state by code; states arrive worst first. */
function inOrder(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return [...Map.groupBy(diagnoses, ({ state }) => state).values()].flatMap((same) => [
    ...same.filter(({ code }) => !ofEachVault.has(code)),
    ...same.filter(({ code }) => ofEachVault.has(code)),
  ]);
}

/** Adds the number of findings left out. */
function withRest(told: readonly string[], count: number, reader: Reader): string[] {
  const rest = count - told.length;
  return rest > 0 ? [...told, texts(reader.language).t('doctor.rest', { count: rest })] : [...told];
}

/** Details for the person who assigns roles: full ids, and the names of the Azure actions that the bot lacks. */
export function doctorDetails(
  diagnoses: readonly Diagnosis[],
  reader: Reader,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const { t } = texts(reader.language);
  const bot = diagnoses.flatMap(({ code, params }) => (code === 'identity' ? (params.objectId ?? []) : []));
  const named = diagnoses.flatMap(({ params }) =>
    Object.values(params).flatMap((value) => String(value).match(guid) ?? []),
  );
  const ids = [...new Set(named)].filter((id) => !bot.includes(id));
  const listedIds = ids.slice(0, most).join(', ');
  const more = Math.max(0, ids.length - most);
  const lacking = diagnoses.filter(({ code, params }) => code === 'tier' && params.lacking);
  return [
    ...bot.map((objectId) => t('doctor.details.identity', { objectId: shown(String(objectId), 80) })),
    ...(ids.length > 0
      ? [t(more > 0 ? 'doctor.details.ids-more' : 'doctor.details.ids', { ids: listedIds, more })]
      : []),
    ...lacking.map(({ params }) =>
      t('doctor.details.lacking', {
        tier: shown(String(params.tier), 40),
        vault: shown(String(params.vault), 80),
        lacking: shown(String(params.lacking), 600),
      }),
    ),
  ];
}

export function doctorText({ diagnoses }: DoctorCard, reader: Reader): string {
  const worst = diagnoses.find(({ state }) => state === 'bad' || state === 'warn');
  const conclusion = conclusionOf(diagnoses, reader);
  return worst ? `${conclusion} ${doctorLine(worst, reader).message}` : conclusion;
}

/** Describes a finding by symbol and in words, with its remedy. */
export function doctorLine({ code, state, params }: Diagnosis, reader: Reader): DoctorLine {
  const { t, has } = texts(reader.language);
  const key = `doctor.${code}.${state}`;
  const safe: TextParams = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? shown(value.replace(guid, '$1…'), 400) : value,
    ]),
  );
  if (typeof params.lacking === 'string') safe.lacking = lackingText(params.lacking, reader);
  // Whatever Azure didn't tell is told by it again later: one remedy for all that have none of their own.
  const silent = state === 'unknown' && params.code !== undefined ? ['doctor.subscriptions.unknown.remedy'] : [];
  const remedyKey = [`${key}.remedy`, ...silent].find(has);
  return {
    state,
    message: `${symbols[state]} ${t(`${key}.message`, safe)}`,
    remedy: remedyKey ? t(remedyKey, safe) : '',
  };
}

/** Text for `<action> (<place>)` entries separated by commas: what each would allow, and where. */
function lackingText(lacking: string, { language }: Reader): string {
  const { t } = texts(language);
  return lacking
    .split(', ')
    .map((each) => /^(\S+) \((\S+)\)$/.exec(each))
    .flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? ''] as const] : []))
    .map(([action, place]) => `${rightText(language, action)} (${t(`doctor.place.${place}`)})`)
    .join(', ');
}

function conclusionOf(diagnoses: readonly Diagnosis[], reader: Reader): string {
  const { t } = texts(reader.language);
  const count = (state: DiagnosisState) => diagnoses.filter((each) => each.state === state).length;
  const bad = count('bad');
  const rest = { off: count('off'), unknown: count('unknown') };
  if (bad > 0) return t('doctor.bad', { ...rest, count: bad });
  const warned = count('warn');
  return warned > 0 ? t('doctor.warned', { ...rest, count: warned }) : t('doctor.nothing-bad', rest);
}

/** Posted when the app is added to a conversation. */
export type WelcomeCard = {
  scope: Place['kind'];
  /** The person who added it, shown where others read along. */
  installer?: string;
  /** Settings that an administrator still has to make. */
  unset: readonly Diagnosis[];
};

const firstLines = ['vms', 'restore', 'help'] as const;

export function welcomeCard({ scope, unset }: WelcomeCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  // In a channel the bot only receives messages that mention it.
  const typed = (line: string) => (scope === 'personal' ? line : t('welcome.mentioned', { line }));
  const todo = unset.map((each) => doctorLine(each, reader));
  return render(
    'welcome',
    {
      heading: t('welcome.heading'),
      lead: t('welcome.lead'),
      where: t(`welcome.where.${scope}`),
      first: t('welcome.first'),
      lines: firstLines.map((name) => ({
        text: `**${typed(typedIn(reader.language)[name])}**  ${t(`welcome.line.${name}`)}`,
      })),
      todo: t('welcome.todo'),
      todos: todo.map(({ message, remedy }) => ({ text: remedy === '' ? message : `${message} ${remedy}` })),
      hasTodos: todo.length > 0,
    },
    reader,
  );
}

export function welcomeText({ installer, scope }: WelcomeCard, reader: Reader): string {
  const { t } = texts(reader.language);
  if (scope === 'personal') return t('welcome.sentence.personal');
  return installer === undefined
    ? t('welcome.sentence.nobody')
    : t('welcome.sentence.by', { name: `<at>${shown(installer, 80)}</at>` });
}
