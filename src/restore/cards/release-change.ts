import { formatMoment } from '../../i18n/dates.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { AnyChange, GatedChange } from '../../requests/cards/gated-change.ts';
import type { Fact } from '../../ui/render.ts';

/** `group`: the network security group of the other subnet; `rules`: a line each. */
type Release = {
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

/** A copy that leaves quarantine. */
export function releaseChange({ vm, vault, hash, warnings, ...release }: AnyChange & Release): GatedChange {
  const { copy, of, from, to, network } = release;
  return {
    kind: 'release',
    vm,
    vault,
    hash,
    warnings,
    params: { copy, of, from, to, network },
    adds: (reader, place) => pointLines({ vm, ...release }, reader, place),
    facts: (reader) => [
      ...(['network', 'from', 'to'] as const).map((name) => fact(name, release[name], reader)),
      ...letThrough(release, reader),
    ],
    formLines: (reader) => letThrough(release, reader).map(({ title, value }) => `**${title}:** ${value}`),
  };
}

/** Where the rules are read, and from when the copy of them is. */
function pointLines({ vm, point }: { vm: string; point: Date }, reader: Reader, place: 'card' | 'form'): string[] {
  const { t } = texts(reader.language);
  const when = formatMoment(point, reader, point);
  return [t(`cards.gated.release.seen-${place}`), t('cards.gated.release.point', { vm: plain(vm), when })];
}

function letThrough({ group, rules }: Release, reader: Reader): Fact[] {
  const none = texts(reader.language).t('cards.gated.release.none');
  return [
    fact('group', group ?? none, reader),
    // Each rule is shown by itself and whole: all of them are signed.
    ...(rules.length > 0 ? rules : [none]).map((rule) => fact('rules', rule, reader)),
  ];
}

function fact(name: string, value: string, reader: Reader): Fact {
  return { title: texts(reader.language).t(`cards.gated.release.${name}`), value: shown(value, 900) };
}
