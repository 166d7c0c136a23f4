import { formatDate, formatMoment } from '../../i18n/dates.ts';
import { failureText } from '../../i18n/failure-text.ts';
import { plain } from '../../i18n/plain.ts';
import { rightText } from '../../i18n/right-text.ts';
import { texts } from '../../i18n/texts.ts';
import { nameOf as nameOfId } from '../../kernel/arm-id.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Wanted } from '../../machines/rules/key-access-gaps.ts';
import { readersLine } from '../../requests/cards/readers-line.ts';
import type { Fact } from '../../ui/fact.ts';
import { shown } from '../../ui/truncate.ts';
import { type DefinitionChange, type DrillChange, definitionFacts, drillFacts, whenLine } from './drill-change.ts';

/** A copy that leaves quarantine. `group`: the network security group of the other subnet; `rules`: a line each. */
type ReleaseChange = {
  kind: 'release';
  copy: string;
  /** Id of the request that made it. */
  of: string;
  point: Date;
  from: string;
  to: string;
  network: string;
  group?: string;
  rules: readonly string[];
};

/** What somebody has to approve besides restores, as people read it. */
export type GatedChange = {
  vm: string;
  /** The Recovery Services vault; '' where the machine has none yet. */
  vault: string;
  hash: string;
  warnings: Failure[];
} & (
  | { kind: 'stop-protection' | 'suspend-protection' }
  | { kind: 'undelete' }
  /** `raises`: the policy that it goes over to first, and how much longer that keeps everything. */
  | { kind: 'hold' | 'hold-suspend' | 'hold-stopped'; raises?: { policy: string; days: number } }
  /** `raises` as above; the soft-deleted points that come back, how far they reach, until when the oldest stays at least. */
  | {
      kind: 'raise-retention' | 'raise-immutable';
      raises: { policy: string; days: number };
      before: string;
      count: number;
      first: Date;
      last: Date;
      until: Date;
    }
  | { kind: 'unhold'; policy: string }
  | { kind: 'unhold-mark' }
  | ReleaseChange
  /** Of a kind that brings its own texts: below `cards.gated`, under its own name, with these put in. */
  | { kind: 'own'; name: string; params?: Readonly<Record<string, string | number>>; facts?: readonly Fact[] }
  /** A machine that nobody drills for so many days. */
  | { kind: 'drill-exception'; days: number }
  | DrillChange
  | DefinitionChange
  /** `next`: what goes on once Azure Backup may read the keys. */
  | { kind: 'grant-access'; grants: Wanted[]; next?: 'protect' | 'backup' }
);

/**
 * What happens and what does not, in a paragraph that a database owner understands.
 * @param place a form has no "Details": what is signed stands in lines of its own there
 */
export function gatedParagraph(view: GatedChange, reader: Reader, place: 'card' | 'form' = 'card'): string {
  const { t } = texts(reader.language);
  if (view.kind === 'drill-definition') {
    const { vm, seen: readers } = view.readers;
    const when = whenLine(view.times, reader);
    const script = view.probe?.script === undefined ? '' : ` ${t('cards.gated.drills.own-script')}`;
    const all = t('cards.gated.paragraph.drill-definition', { ...paramsOf(view), when }) + script;
    return [all, ...readersLine({ readers, vm }, reader)].join(' ');
  }
  if (view.kind === 'raise-retention' || view.kind === 'raise-immutable') {
    const dates = {
      first: formatDate(view.first, reader),
      last: formatDate(view.last, reader),
      until: formatDate(view.until, reader),
    };
    return t(`cards.gated.paragraph.${view.kind}`, { ...paramsOf(view), ...dates });
  }
  const said = t(`cards.gated.paragraph.${nameOf(view)}`, paramsOf(view));
  if (view.kind === 'release') {
    const when = formatMoment(view.point, reader, view.point);
    const seen = t(`cards.gated.release.seen-${place}`);
    return `${said} ${seen} ${t('cards.gated.release.point', { ...paramsOf(view), when })}`;
  }
  // Who can read what it makes is not behind "Details".
  if (view.kind === 'drill' && view.readers) {
    return [said, ...readersLine({ readers: view.readers, vm: view.vm }, reader)].join(' ');
  }
  if ('raises' in view && view.raises) return `${said} ${t('cards.gated.next.raise', paramsOf(view))}`;
  if (view.kind !== 'grant-access' || !view.next) return said;
  return `${said} ${t(`cards.gated.next.${view.next}`, paramsOf(view))}`;
}

export function gatedHeading(view: GatedChange, reader: Reader): string {
  return texts(reader.language).t(`cards.gated.heading.${nameOf(view)}`, paramsOf(view));
}

/** Once it is decided: one line. */
export function gatedShort(view: GatedChange, reader: Reader): string {
  const { t } = texts(reader.language);
  const short = t(`cards.gated.short.${nameOf(view)}`, paramsOf(view));
  if (view.kind !== 'grant-access' || !view.next) return short;
  return `${short} ${t(`cards.gated.next.${view.next}`, paramsOf(view))}`;
}

export function gatedWarnings(view: GatedChange, reader: Reader): string[] {
  const language = texts(reader.language);
  return view.warnings.map((warning) => failureText(language, warning));
}

/** The sentence beside the card. @param params id, name, until, deciders */
export function gatedSentence(
  view: GatedChange,
  state: string,
  params: Record<string, string>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const what = t(`cards.gated.what.${nameOf(view)}`, paramsOf(view));
  const kind = view.kind === 'grant-access' && view.next ? (`${view.kind}-${view.next}` as const) : nameOf(view);
  const done = t(`cards.gated.done.${kind}`, paramsOf(view));
  // What nobody had to agree to names nobody.
  const alone = params.deciders === '' && (state === 'approved' || state === 'succeeded') ? '-alone' : '';
  // Nothing ever ran under it.
  const said = view.kind === 'drill-exception' && state === 'revoked' ? 'withdrawn' : state;
  return t(`cards.gated.sentence.${said}${alone}`, { ...params, what, done });
}

/** Behind "Details". */
export function gatedFacts(view: GatedChange, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  const grants = view.kind === 'grant-access' ? view.grants : [];
  return [
    ...(view.kind === 'drill-definition' ? [] : [{ title: t('cards.gated.fact.vm'), value: shown(view.vm) }]),
    ...(view.vault === '' ? [] : [{ title: t('cards.plan.fact.vault'), value: shown(view.vault) }]),
    ...(view.kind === 'own' ? (view.facts ?? []) : []),
    ...(view.kind === 'drill' ? drillFacts(view, reader) : []),
    ...(view.kind === 'drill-definition' ? definitionFacts(view, reader) : []),
    ...(view.kind === 'release' ? releaseFacts(view, reader) : []),
    ...grants.map((grant) => ({
      title: shown(grant.keyVault, 80),
      value: grant.model === 'rbac' ? plain(grant.actions.join(', ')) : rightsLine(grant, reader),
    })),
    { title: t('cards.plan.fact.hash'), value: view.hash },
  ];
}

/** "secrets get, list, backup; keys get, list, backup", or what a role lets somebody do. */
export function rightsLine(wanted: Wanted, reader: Reader): string {
  const { t } = texts(reader.language);
  if (wanted.model === 'rbac') {
    const rights = wanted.actions.map((action) => rightText(reader.language, action)).join(', ');
    return t('cards.gated.rights.role', { rights });
  }
  const part = (name: 'secrets' | 'keys', verbs: string[]) =>
    verbs.length > 0 ? [t(`cards.gated.rights.${name}`, { verbs: plain(verbs.join(', ')) })] : [];
  return [...part('secrets', wanted.secrets), ...part('keys', wanted.keys)].join('; ');
}

function releaseFacts(view: ReleaseChange, reader: Reader): Fact[] {
  const places = (['network', 'from', 'to'] as const).map((name) => releaseFact(name, view[name], reader));
  return [...places, ...letThrough(view, reader)];
}

function letThrough({ group, rules }: ReleaseChange, reader: Reader): Fact[] {
  const none = texts(reader.language).t('cards.gated.release.none');
  return [
    releaseFact('group', group ?? none, reader),
    // Each by itself and whole: all of them are signed.
    ...(rules.length > 0 ? rules : [none]).map((rule) => releaseFact('rules', rule, reader)),
  ];
}

function releaseFact(name: string, value: string, reader: Reader): Fact {
  return { title: texts(reader.language).t(`cards.gated.release.${name}`), value: shown(value, 900) };
}

/** What is signed of a release beyond its paragraph, for a form. */
export function letThroughLines(view: GatedChange, reader: Reader): string[] {
  if (view.kind !== 'release') return [];
  return letThrough(view, reader).map(({ title, value }) => `**${title}:** ${value}`);
}

function nameOf(view: GatedChange): string {
  return view.kind === 'own' ? view.name : view.kind;
}

function paramsOf(view: GatedChange): Record<string, string | number> {
  const vaults = view.kind === 'grant-access' ? [...new Set(view.grants.map(({ keyVault }) => keyVault))] : [];
  const own = Object.entries((view.kind === 'own' && view.params) || {}).map(
    ([name, value]) => [name, typeof value === 'string' ? plain(value) : value] as const,
  );
  return {
    ...Object.fromEntries(own),
    ...(view.kind === 'drill-definition' && { group: plain(nameOfId(view.place.groupId)), count: view.names.length }),
    ...(view.kind === 'drill' && { group: plain(view.group), network: plain(view.network), copy: plain(view.copy) }),
    ...('raises' in view && view.raises && { policy: plain(view.raises.policy), days: view.raises.days }),
    ...(view.kind === 'drill-exception' && { days: view.days }),
    ...('before' in view && { before: plain(view.before), count: view.count }),
    ...(view.kind === 'unhold' && { policy: plain(view.policy) }),
    ...(view.kind === 'release' && {
      copy: plain(view.copy),
      of: view.of,
      from: plain(view.from),
      to: plain(view.to),
      network: plain(view.network),
    }),
    vm: plain(view.vm),
    vault: plain(view.vault),
    keyVault: plain(vaults.join(', ')),
  };
}
